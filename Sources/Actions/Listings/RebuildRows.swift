import Directory
import Postgres
import Store

/// Makes search, opening and document rows anew from the heads.
package struct RebuildRows: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Rebuilds the rows of these listings, or of all, in batches of 500; gives how many there were.
    package func run(_ ids: [String]? = nil, progress: @Sendable (Int) -> Void = { _ in }) async throws -> Int
    {
        if let ids {
            for start in stride(from: 0, to: ids.count, by: 500) {
                try await rebuild(Array(ids[start..<min(start + 500, ids.count)]))
            }
            return ids.count
        }
        var (after, count) = ("", 0)
        while true {
            let from = after
            let rows = try await context.database.fetch(ListingQueries.page, from, 500)
            guard let last = rows.last else { return count }
            try await rebuild(rows.map(\.id))
            (after, count) = (last.id, count + rows.count)
            progress(count)
        }
    }

    private func rebuild(_ ids: [String]) async throws {
        let context = context
        try await context.database.write { tx in
            try Self.rebuild(ids, context.vocabularies, in: tx)
        }
    }

    /// Rebuilds the rows of these listings within a transaction.
    static func rebuild(
        _ ids: [String], _ vocabularies: Vocabularies, in tx: borrowing WriteTransaction
    ) throws {
        guard !ids.isEmpty else { return }
        let heads = try tx.all(ListingQueries.lock, ids).map { try Head($0, vocabularies) }
        let places = try Placements(Set(heads.compactMap { $0.document.address?.insee }), in: tx)
        try PublishedRows.write(heads.map { Rendering($0) }, places, vocabularies, in: tx)
    }
}
