import Actions
import Directory
import Postgres
import Store
import Support
import Testing

/// Pages of the feed that are read and sent in parts.
struct LargePageTests {
    /// How many entries there are: more than two parts, and a rest.
    private static let count = 2 * ChangeParts.size + 50

    @Test(.database, arguments: ["", "&territory=d-64"])
    func `a page of several parts holds every entry once and in order`(_ filter: String) async throws {
        try await withAPI { api, given in
            let id = try await given.listing().text
            try await Self.append(Self.count - 1, of: id, in: given)

            let items = try await api.get("/v1/changes?limit=1000" + filter)
            let lines = try await api.get(
                "/v1/changes?limit=1000" + filter, ["Accept": "application/x-ndjson"])
            let cut = try await api.get("/v1/changes?limit=430" + filter)

            let expected = (1...Self.count).map { JSON.integer($0) }
            #expect(items.json["items"]?.elements.map { $0["position"] } == expected)
            #expect(items.json["items"]?.elements.allSatisfy { $0["listing"]?["id"] == .string(id) } == true)
            #expect(items.json["has_more"] == false)
            #expect(items.header("Fitxa-Next") == items.json["next"]?.string)
            let parsed = try lines.text.split(separator: "\n").map { try JSON(parsing: String($0)) }
            #expect(parsed.dropLast().map { $0["position"] } == expected)
            #expect(parsed.last?["next"] == items.json["next"])
            #expect(cut.json["items"]?.elements.map { $0["position"] } == Array(expected.prefix(430)))
            #expect(cut.json["has_more"] == true)
            #expect(cut.json["next"]?.string?.hasSuffix(".430") == true)
        }
    }

    @Test(.database) func `a page of several parts is known until something is published`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            try await Self.append(Self.count, of: id.text, in: given)
            let page = "/v1/changes?limit=\(Self.count)"

            let tag = try #require(try await api.get(page).header("ETag"))
            let again = try await api.get(page, ["If-None-Match": tag])
            _ = try await RebuildRows(given.context).run()
            let remade = try await api.get(page, ["If-None-Match": tag])
            try await given.edit(id, ["capacity.rooms": 15])
            let changed = try await api.get(page, ["If-None-Match": remade.header("ETag") ?? ""])

            #expect(again.status == 304)
            #expect(remade.status == 200)
            #expect(changed.status == 200)
            #expect(changed.json["items"]?.elements.last?["listing"]?["capacity"]?["rooms"] == 15)
        }
    }

    @Test(.database) func `entries that go while a page is read are missed, not left out`() async throws {
        try await withAPI { _, given in
            let id = try await given.listing()
            try await Self.append(Self.count, of: id.text, in: given)
            let changes = ReadChanges(given.context, FeedWatch(given.context))
            let start = try #require(FeedCursor("0"))
            let parts = changes.parts(of: try await changes.run(after: start, limit: 1000, territory: nil))

            let first = try await parts.next()
            try await given.database.write { tx in
                _ = try tx.run("delete from changes where position <= \(ChangeParts.size + 10)")
            }
            try await given.moveHorizon(to: ChangeParts.size + 10)

            #expect(first?.count == ChangeParts.size)
            await #expect(throws: ActionError.self) { _ = try await parts.next() }
        }
    }

    /// Appends entries as publications of that listing would.
    private static func append(_ count: Int, of id: String, in given: Given) async throws {
        try await given.context.database.write { tx in
            _ = try tx.one(
                ChangeQueries.append, Array(repeating: id, count: count),
                Array(repeating: Int32(1), count: count),
                Array(repeating: "upsert", count: count), Array(repeating: nil, count: count),
                Array(repeating: nil, count: count), Array(repeating: "name", count: count),
                Array(repeating: "d-64", count: count), Array(repeating: "d-64", count: count))
        }
    }
}
