import Directory
import FoundationEssentials
package import Postgres
import Store

/// Makes search, key, opening and document rows anew from the heads.
package struct RebuildRows: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Whether the rows wait to be made anew: a migration or new reference data has changed what they say.
    package static func isDue(in database: Database) async throws -> Bool {
        try await due(in: database) != nil
    }

    /// Rebuilds the rows of all listings, 500 to a transaction, and gives how many listings there were; `progress` is
    /// told how many of how many are done.
    package func run(progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }) async throws -> Int {
        let due = try await Self.due(in: context.database)
        let total = try await context.database.read { tx in try tx.one(RebuildQueries.count).value }
        var (after, count) = ("", 0)
        while true {
            try Task.checkCancellation()
            let from = after
            let rows = try await context.database.read { tx in try tx.all(ListingQueries.page, from, 500) }
            guard let last = rows.last else { break }
            let (ids, vocabularies) = (rows.map(\.id), context.vocabularies)
            try await context.database.write { tx in try Self.rebuild(ids, vocabularies, in: tx) }
            (after, count) = (last.id, count + rows.count)
            progress(count, total)
        }
        if let due { try await context.database.write { tx in _ = try tx.run(RebuildQueries.done, due) } }
        return count
    }

    /// Rebuilds the rows of these listings within a transaction.
    private static func rebuild(
        _ ids: [String], _ vocabularies: Vocabularies, in tx: borrowing WriteTransaction
    ) throws {
        let heads = try tx.all(ListingQueries.lock, ids).map { try Head($0, vocabularies) }
        let places = try Placements(Set(heads.compactMap { $0.document.address?.insee }), in: tx)
        try PublishedRows.write(heads.map { Rendering($0) }, places, vocabularies, in: tx)
        try tx.send(ChangeQueries.remade)
    }

    private static func due(in database: Database) async throws -> Date? {
        // Like all reads here not from a replica: it may lag behind the migration that was applied a moment ago.
        try await database.read { tx in try tx.first(RebuildQueries.due)?.value }
    }
}
