import Actions
import Directory
import HTTPTypes
import Store
import Support
import Testing

@testable import API

/// Records of a source as lines of JSON.
@Suite(.serialized, .database) struct SourceImportTests {
    private func line(_ key: String, _ set: JSON = [:]) -> String {
        var members: JSON = ["category": "hotel", "name.fr": .string("Hôtel \(key)")]
        if var object = members.object {
            for member in set.object?.members ?? [] { object[member.key] = member.value }
            members = .object(object)
        }
        return (["key": .string(key), "set": members] as JSON).text
    }

    private func send(
        _ lines: [String], by job: APIClient, _ query: String = "", accept: String = "application/json"
    ) async throws -> Reply {
        try await job.send(
            .post, "/v1/sources/sit/imports\(query)",
            ["Content-Type": "application/x-ndjson", "Accept": accept],
            body: Array(lines.joined(separator: "\n").utf8))
    }

    private func outcomes(_ reply: Reply) -> [String] {
        (reply.json["items"]?.elements ?? []).map { item in
            let findings = item["findings"]?.elements.map {
                "\($0["rule"]?.string ?? "") \($0["path"]?.string ?? "")"
            }
            let words = [item["key"]?.string ?? "-", item["outcome"]?.string ?? ""] + (findings ?? [])
            return "\(item["line"]?.integer ?? 0) " + words.joined(separator: " ").trimmed
        }
    }

    @Test func `each line has its outcome, and bad ones do not stop the others`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let lines = [
                line("a"), "{\"key\": ", "", line("b", ["capacity.rooms": "many"]), "[]", "{\"set\": {}}",
                line("c", ["colour": 1]), line("a"), "{\"key\":\"never\",\"removed\":true}",
                "{\"key\":\"d\",\"category\":\"hotel\",\"name\":{\"fr\":\"D\"}}",
            ]

            let first = try await send(lines, by: job)
            let second = try await send(lines, by: job)

            #expect(first.status == 200)
            #expect(
                outcomes(first) == [
                    "1 a created", "2 - rejected json.invalid", "4 b rejected number.range capacity.rooms",
                    "5 - rejected type.object", "6 - rejected key.missing key",
                    "7 c rejected path.unknown colour",
                    "8 a unchanged record.twice", "9 never unchanged", "10 d created",
                ])
            #expect(
                first.json["counts"] == [
                    "created": 2, "updated": 0, "unchanged": 2, "conflicted": 0, "rejected": 5, "removed": 0,
                ])
            #expect(outcomes(second).filter { $0.contains("created") } == [])
            #expect(second.json["counts"]?["unchanged"] == 4)
            func listing(_ reply: Reply) -> JSON? { reply.json["items"]?.elements.first?["listing"] }
            #expect(listing(first)?.string != nil && listing(second) == listing(first))
            let run = try await ReadImports(given.context).one(try #require(first.json["run"]?.integer))
            #expect((run.source, run.format, run.finishedAt != nil) == ("sit", "source", true))
        }
    }

    @Test func `a record has one line: a second one that says something else is not lost without a word`()
        async throws
    {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())

            let reply = try await send(
                [
                    line("twice"), line("twice", ["capacity.rooms": 12]),
                    "{\"key\":\"twice\",\"removed\":true}",
                    "{\"key\":\"gone\",\"removed\":true}", line("gone"),
                ], by: job)

            #expect(reply.status == 200)
            #expect(
                outcomes(reply) == [
                    "1 twice created", "2 twice rejected record.twice", "3 twice rejected record.twice",
                    "4 gone unchanged", "5 gone rejected record.twice",
                ])
        }
    }

    @Test func `a source relates its listings to published ones within reach only`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let other = try await given.listing()

            let reply = try await send(
                [
                    line("r1"), line("r2", ["related/fx-00000000": true]),
                    line("r3", ["related/\(other)": true]),
                ], by: job)

            #expect(
                outcomes(reply) == [
                    "1 r1 created", "2 r2 rejected listing.unknown related/fx-00000000", "3 r3 created",
                ])
        }
    }

    @Test func `outcomes come as lines where asked for, the counts last`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())

            let reply = try await send([line("l1"), line("l2")], by: job, accept: "application/x-ndjson")

            let lines = try reply.text.split(separator: "\n").map { try JSON(parsing: String($0)) }
            #expect(reply.header("Content-Type") == "application/x-ndjson")
            #expect(lines.map { $0["outcome"] } == ["created", "created", nil])
            #expect(lines.last?["counts"]?["created"] == 2)
        }
    }

    @Test func `many lines are taken in and answered in order`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())

            let reply = try await send((0..<1_201).map { line("m\($0)") }, by: job)

            let keys = (reply.json["items"]?.elements ?? []).compactMap { $0["key"]?.string }
            #expect(reply.json["counts"]?["created"] == 1_201)
            #expect(keys == (0..<1_201).map { "m\($0)" })
        }
    }

    @Test func `a record that the job says is gone closes its listing`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let id = outcomesID(try await send([line("g")], by: job))

            let reply = try await send(["{\"key\":\"g\",\"removed\":true}"], by: job)

            #expect(outcomes(reply) == ["1 g removed"])
            #expect(try await api.get("/v1/listings/\(id)").status == 410)
        }
    }

    private func outcomesID(_ reply: Reply) -> String {
        reply.json["items"]?.elements.first?["listing"]?.string ?? ""
    }

    @Test func `a dry run keeps nothing`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let before = try await api.get("/v1/changes/checksum").text
            let runs = try await ReadImports(given.context).page(limit: 100).count

            let reply = try await send([line("y1"), line("y2")], by: job, "?dry_run=true")

            #expect((reply.json["counts"]?["created"], reply.json["dry_run"]) == (2, true))
            #expect(reply.json["run"]?.isNull == true)
            #expect(try await api.get("/v1/changes/checksum").text == before)
            #expect(try await ReadImports(given.context).page(limit: 100).count == runs)
        }
    }

    @Test func `a line that is too long is rejected, a body that is too long refused`() async throws {
        try await withAPI {
            $0.maxImportBytes = 3 << 20
        } _: { api, given in
            let job = try await api.as(given.sourceKey())
            let long = line("long", ["description.fr": .string(String(repeating: "x", count: 1 << 20))])

            let one = try await send([line("s1"), long, line("s2")], by: job)
            let all = try await send([long, long, long], by: job)

            #expect(outcomes(one) == ["1 s1 created", "2 - rejected line.long", "3 s2 created"])
            #expect((all.status, all.code) == (413, "body_too_large"))
        }
    }

    @Test func `records out of the key's territory are rejected one by one`() async throws {
        try await withAPI { api, given in
            let bound = try await api.as(given.sourceKey(boundTo: "d-64"))

            let reply = try await send(
                [
                    line("t1", ["location.address": ["insee": "64485"]]),
                    line("t2", ["location.address": ["insee": "40088"]]), line("t3"),
                ], by: bound)

            #expect(
                outcomes(reply) == [
                    "1 t1 created", "2 t2 rejected territory.not_allowed location.address",
                    "3 t3 rejected territory.not_allowed location.address",
                ])
        }
    }

    @Test func `a wrong request is refused`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let other = try await api.as(given.caller([], scopes: [.write(source: "others")]))

            #expect(try await send([line("w")], by: other).code == "scope_missing")
            #expect(try await send([line("w")], by: api).status == 401)
            #expect(try await job.post("/v1/sources/sit/imports", [:]).code == "content_type")
            #expect(try await send([line("w")], by: job, "?dry_run=maybe").code == "parameter_invalid")
            #expect(try await send([], by: job).json["items"] == [])
        }
    }
}

extension String {
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}
