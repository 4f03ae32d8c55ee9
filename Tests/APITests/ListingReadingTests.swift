import Actions
import Directory
import HTTPTypes
import NIOCore
import Support
import Testing

@Suite(.serialized, .database) struct ListingReadingTests {
    @Test func `a listing is answered as it is published, with its tag`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()

            let reply = try await api.get("/v1/listings/\(id)")

            #expect(reply.status == 200)
            #expect(reply.json["name"]?["fr"] == "Hôtel des Pyrénées")
            #expect(reply.header("ETag")?.hasPrefix("\"r1.") == true)
            #expect(reply.header("Content-Type") == "application/json")
            #expect(reply.header("Access-Control-Allow-Origin") == "*")
            #expect(!reply.text.contains("secret"))
        }
    }

    @Test func `what has not changed is not sent again`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()

            let tag = try #require(try await api.get("/v1/listings/\(id)").header("ETag"))

            let reply = try await api.get("/v1/listings/\(id)", ["If-None-Match": "\"r0\", W/\(tag)"])

            #expect(reply.status == 304)
            #expect(reply.body.readableBytes == 0)
            #expect(reply.header("ETag") == tag)
        }
    }

    @Test func `an office that takes the commune changes the answer and so its tag`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing(["location.address": ["insee": "64122"]])
            let before = try await api.get("/v1/listings/\(id)")

            let office = try await given.office("64122")
            let after = try await api.get(
                "/v1/listings/\(id)", ["If-None-Match": try #require(before.header("ETag"))])

            #expect(after.status == 200)
            #expect(after.json["office"]?.string == office)
            #expect(after.json["revision"] == 2)
        }
    }

    @Test func `HEAD gives the headers of GET`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()

            let whole = try await api.get("/v1/listings/\(id)")
            let head = try await api.send(.head, "/v1/listings/\(id)")

            #expect(head.status == 200)
            #expect(head.header("ETag") == whole.header("ETag"))
            #expect(head.header("Content-Length") == String(whole.body.readableBytes))
            #expect(head.body.readableBytes == 0)
        }
    }

    @Test func `a closed listing says when and why`() async throws {
        try await withAPI { api, given in
            let (id, other) = (try await given.listing(), try await given.listing())
            _ = try await CloseListing(given.context).merge(
                id.text, into: other.text, comment: nil, by: .system)

            let reply = try await api.get("/v1/listings/\(id)")

            #expect(reply.status == 410)
            #expect(reply.code == "closed")
            #expect(reply.json["reason"] == "merged")
            #expect(reply.json["merged_into"] == .string(other.text))
            #expect(reply.json["closed_at"]?.string != nil)
        }
    }

    @Test(arguments: ["fx-00000000", "nonsense", "fx-%F0%9F%8F%A8", "7"])
    func `what is no listing is not found`(id: String) async throws {
        try await withAPI { api, _ in
            let reply = try await api.get("/v1/listings/\(id)")

            #expect(reply.status == 404)
            #expect(reply.code == "not_found")
            #expect(reply.header("Content-Type") == "application/problem+json")
        }
    }

    @Test func `texts are reduced to one language`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing(["name.en": "Pyrenees Hotel"])

            #expect(try await api.get("/v1/listings/\(id)?lang=en").json["name"] == "Pyrenees Hotel")
            #expect(try await api.get("/v1/listings/\(id)?lang=eu").json["name"] == "Hôtel des Pyrénées")
            #expect(try await api.get("/v1/listings/\(id)?lang=xx").status == 400)
        }
    }

    @Test func `only the members that are asked for are sent`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()

            let reply = try await api.get("/v1/listings/\(id)?fields=name,location")

            #expect(reply.json.object?.keys == ["id", "name", "location"])
            #expect(try await api.get("/v1/listings/\(id)?fields=name,secret").status == 400)
        }
    }

    @Test(arguments: [
        ("application/geo+json", "application/geo+json", "Feature"),
        ("text/html, application/ld+json;q=0.9, */*;q=0.1", "application/ld+json", "Hotel"),
        ("*/*", "application/json", nil),
        ("application/json;q=0.5, application/geo+json;q=0.6", "application/geo+json", "Feature"),
    ])
    func `the format is the one that the client prefers`(accept: String, type: String, mark: String?)
        async throws
    {
        try await withAPI { api, given in
            let id = try await given.listing()

            let reply = try await api.get("/v1/listings/\(id)", ["Accept": accept])

            #expect(reply.header("Content-Type") == type)
            #expect((reply.json["type"] ?? reply.json["@type"])?.string == mark)
        }
    }

    @Test func `a format that there is not is refused`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()

            let reply = try await api.get("/v1/listings/\(id)", ["Accept": "application/pdf"])

            #expect(reply.status == 406)
            #expect(reply.code == "not_acceptable")
        }
    }

    @Test func `the history tells what changed, and who only to insiders`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            try await given.edit(id, ["name.fr": "Hôtel Itzalpea", "notes.office": "another secret"])
            let moderator = api.as(try await given.moderatorKey())

            let open = try await api.get("/v1/listings/\(id)/revisions")
            let inside = try await moderator.get("/v1/listings/\(id)/revisions?limit=1")

            #expect(open.json["items"]?.elements.map { $0["number"] } == [2, 1])
            #expect(open.json["items"]?.elements.first?["changed"] == ["name.fr"])
            #expect(!open.text.contains("actor"))
            #expect(inside.json["items"]?.elements.first?["changed"] == ["name.fr", "notes.office"])
            #expect(inside.json["items"]?.elements.first?["actor"] == "system")
            let next = try #require(inside.json["next"]?.string)
            #expect(try await moderator.get(next).json["items"]?.elements.map { $0["number"] } == [1])
        }
    }

    @Test func `two revisions are compared field by field`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            try await given.edit(id, ["name.fr": "Hôtel Itzalpea", "notes.office": "another secret"])

            let reply = try await api.get("/v1/listings/\(id)/diff?from=1&to=2")

            #expect(
                reply.json["items"] == [
                    ["path": "name.fr", "from": "Hôtel des Pyrénées", "to": "Hôtel Itzalpea"]
                ])
            #expect(try await api.get("/v1/listings/\(id)/diff?from=1&to=9").status == 404)
            #expect(try await api.get("/v1/listings/\(id)/diff?from=1").status == 400)
            #expect(
                try await api.get("/v1/listings/\(id)/revisions/1").json["listing"]?["name"]?["fr"]
                    == "Hôtel des Pyrénées")
            #expect(try await api.get("/v1/listings/\(id)/revisions/99999999999").status == 404)
        }
    }
}
