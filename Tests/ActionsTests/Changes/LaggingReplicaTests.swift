import Actions
import Directory
import Postgres
import Store
import Support
import Testing

/// Replicas are behind the writer, and one behind another: a page that one of them laid out is read of another.
struct LaggingReplicaTests {
    @Test(.database, arguments: ["", "d-64"])
    func `entries that a replica does not have yet are read of the writer`(territory: String) async throws {
        let given = try await Given()
        let id = try await given.listing().text
        let count = 2 * ChangeParts.size + 50
        try await Self.append(count - 1, of: id, to: given.database)
        var configuration = DatabaseConfiguration(writer: try TestDatabase.configuration.connectionString())
        let page = try await ReadChanges(given.context, FeedWatch(given.context)).run(
            after: try #require(FeedCursor("0")), limit: 1000,
            territory: territory.isEmpty ? nil : territory)

        try await withDatabase { replica in
            // It has one part and a little, and no documents: they tell where an entry was read.
            try await Self.append(ChangeParts.size + 10, of: id, to: replica)
            configuration.replica = try TestDatabase.configuration.connectionString()
            let database = Database(configuration)
            let context = Context(database: database, vocabularies: given.context.vocabularies)
            let parts = ReadChanges(context, FeedWatch(context)).parts(of: page)
            var rows: [ChangeRow] = []
            while let part = try await parts.next() { rows += part }
            await database.close()

            #expect(rows.map(\.position) == Array(1...count))
            #expect(rows.prefix(ChangeParts.size).allSatisfy { $0.document == nil })
            #expect(rows.dropFirst(ChangeParts.size).allSatisfy { $0.document != nil })
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
