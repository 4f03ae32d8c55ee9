import Postgres
import Store

/// What is wrong between feed, revisions and audit chain; nothing, unless somebody has tampered.
package struct Verification: Sendable {
    /// How many positions are missing below the head of the feed.
    package let gaps: Int
    /// Listings whose newest entry in the feed is not their newest revision.
    package let strays: [String]

    /// Whether all is well.
    package var holds: Bool { gaps == 0 && strays.isEmpty }
}

/// Compares the feed with the revisions, and walks the audit chain.
package struct VerifyChanges: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Compares the feed with the listings at one moment.
    package func run() async throws -> Verification {
        try await context.database.read { tx in
            Verification(
                gaps: try tx.one(ChangeQueries.gaps).value,
                strays: try tx.all(ChangeQueries.strays).map(\.value))
        }
    }

    /// Walks the audit chain; gives the number of entries and that of the first that does not hold.
    package func audit() async throws -> (entries: Int, firstBreak: Int?) {
        try await context.database.read { tx in
            let firstBreak = try tx.one(AuditQueries.firstBreak).value
            return (try tx.one(AuditQueries.count).value, firstBreak == 0 ? nil : firstBreak)
        }
    }
}
