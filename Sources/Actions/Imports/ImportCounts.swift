package import Directory

/// How many records an import has dealt with in which way.
package struct ImportCounts: Sendable, Hashable {
    /// New listings.
    package var created = 0
    /// Listings that were changed.
    package var updated = 0
    /// Records that bring nothing new.
    package var unchanged = 0
    /// Listings where source and people disagree: a proposal waits for the moderator.
    package var conflicted = 0
    /// Records that cannot be listings.
    package var rejected = 0
    /// Records that the source no longer has; a listing that no other source sends is closed with its record.
    package var removed = 0

    /// Nothing yet.
    package init() {}

    /// All records.
    package var total: Int { created + updated + unchanged + conflicted + rejected + removed }

    /// The counts by name.
    package var json: JSON {
        [
            "created": .integer(created), "updated": .integer(updated), "unchanged": .integer(unchanged),
            "conflicted": .integer(conflicted), "rejected": .integer(rejected), "removed": .integer(removed),
        ]
    }

    /// Counts further outcomes.
    mutating func add(_ outcomes: [RecordOutcome]) {
        for outcome in outcomes {
            switch outcome.kind {
            case .created: created += 1
            case .updated: updated += 1
            case .unchanged: unchanged += 1
            case .conflicted: conflicted += 1
            case .rejected: rejected += 1
            case .removed: removed += 1
            }
        }
    }
}
