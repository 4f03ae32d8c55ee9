import Actions
import Directory
import Postgres
import Store
import Support
import Testing

/// Replicas are behind the writer, and one behind another: a page that one of them laid out is read of another.
struct LaggingReplicaTests {
    private static let count = 2 * ChangeParts.size + 50

    @Test(.database, arguments: ["", "d-64"])
    func `entries that a replica does not have yet are read of the writer`(territory: String) async throws {
        let given = try await Given()

        try await Self.beside(given, territory.isEmpty ? nil : territory) { reading, page in
            let parts = reading.parts(of: page)
            var rows: [ChangeRow] = []
            while let part = try await parts.next() { rows += part }

            #expect(rows.map(\.position) == Array(1...Self.count))
            #expect(rows.prefix(ChangeParts.size).allSatisfy { $0.document == nil })
            #expect(rows.dropFirst(ChangeParts.size).allSatisfy { $0.document != nil })
        }
    }

    @Test(.database) func `a page of a territory reaches as far as the writer knows`() async throws {
        let given = try await Given()

        try await Self.beside(given, "d-64") { reading, page in
            let again = try await reading.run(
                after: try #require(FeedCursor("0")), limit: 1000, territory: "d-64")

            #expect((page.count, again.count) == (Self.count, Self.count))
            #expect(again.epoch == page.epoch)
        }
    }

    @Test(.database) func `entries that are gone are missed, though the replica does not know it yet`()
        async throws
    {
        let given = try await Given()

        try await Self.beside(given) { reading, page in
            let parts = reading.parts(of: page)
            let kept = ChangeParts.size + 10
            let first = try await parts.next()
            try await given.database.write { tx in
                _ = try tx.run("delete from changes where position <= \(kept)")
            }
            try await given.moveHorizon(to: kept)

            #expect(first?.count == ChangeParts.size)
            await #expect(throws: ActionError.self) { _ = try await parts.next() }
        }
    }

    /// Reads a page that the writer has laid out beside a replica that has one part of it and a little, and no documents:
    /// they tell where an entry was read.
    private static func beside(
        _ given: Given, _ territory: String? = nil, _ body: (ReadChanges, ChangePage) async throws -> Void
    ) async throws {
        let id = try await given.listing().text
        try await append(count - 1, of: id, to: given.database)
        var configuration = DatabaseConfiguration(writer: try TestDatabase.configuration.connectionString())
        let page = try await ReadChanges(given.context, FeedWatch(given.context)).run(
            after: try #require(FeedCursor("0")), limit: 1000, territory: territory)
        try await withDatabase { replica in
            try await append(ChangeParts.size + 10, of: id, to: replica)
            configuration.replica = try TestDatabase.configuration.connectionString()
            let database = Database(configuration)
            let context = Context(database: database, vocabularies: given.context.vocabularies)
            try await body(ReadChanges(context, FeedWatch(context)), page)
            await database.close()
        }
    }

    /// Appends entries as publications of that listing would.
    private static func append(_ count: Int, of id: String, to database: Database) async throws {
        try await database.write { tx in
            _ = try tx.one(
                ChangeQueries.append, Array(repeating: id, count: count),
                Array(repeating: Int32(1), count: count), Array(repeating: "upsert", count: count),
                Array(repeating: nil, count: count), Array(repeating: nil, count: count),
                Array(repeating: "name", count: count), Array(repeating: "d-64", count: count),
                Array(repeating: "d-64", count: count))
        }
    }
}
