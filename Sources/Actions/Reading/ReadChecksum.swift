import Postgres
package import Store

/// Counts and digests what is published, so that a copy can be compared.
package struct ReadChecksum: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Count and digest, with the head of the feed at that moment.
    package func run(territory: String?) async throws -> (head: FeedHeadRow, checksum: ChecksumRow) {
        try await context.database.read { tx in
            let head = try tx.one(ChangeQueries.head)
            guard let territory else { return (head, try tx.one(ChangeQueries.checksum)) }
            return (head, try tx.one(ChangeQueries.checksumOfTerritory, territory))
        }
    }
}
