package import FoundationEssentials
package import Postgres

/// One import.
package struct ImportRunRow: PostgresRow {
    /// The number of the run.
    package let id: Int
    /// The source.
    package let source: String
    /// The format.
    package let format: String
    /// Where the records came from.
    package let path: String
    /// The account that ran it.
    package let actor: String
    /// Whether the feed was all that the source has.
    package let isComplete: Bool
    /// When it started.
    package let startedAt: Date
    /// When it ended, nil where it was broken off or is at work.
    package let finishedAt: Date?
    /// How many records it dealt with in which way.
    package let counts: JSONB
    /// How many findings there were, by rule.
    package let findings: JSONB
    /// When it was rolled back.
    package let rolledBackAt: Date?
    /// Who rolled it back.
    package let rolledBackBy: String?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        id = try columns.next()
        source = try columns.next()
        format = try columns.next()
        path = try columns.next()
        actor = try columns.next()
        isComplete = try columns.next()
        startedAt = try columns.next()
        finishedAt = try columns.next()
        counts = try columns.next()
        findings = try columns.next()
        rolledBackAt = try columns.next()
        rolledBackBy = try columns.next()
    }
}

/// What a run did with one record.
package struct ImportRecordRow: PostgresRow {
    /// The record's key in the source.
    package let key: String
    /// The listing.
    package let listing: String
    /// `created`, `updated`, `unchanged`, `conflicted` or `removed`.
    package let outcome: String
    /// The revision that it published.
    package let revision: Int?
    /// The proposals in which its conflicts lie.
    package let proposals: [String]
    /// Whether the source had not sent the record before.
    package let isNew: Bool
    /// What a rollback made of it.
    package let undone: String?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        key = try columns.next()
        listing = try columns.next()
        outcome = try columns.next()
        revision = try columns.next(Int32?.self).map(Int.init)
        proposals = try columns.next()
        isNew = try columns.next()
        undone = try columns.next()
    }
}

/// How often something was so.
package struct TallyRow: PostgresRow {
    /// What.
    package let name: String
    /// How often.
    package let count: Int

    package init(_ columns: inout Columns) throws(DatabaseError) {
        name = try columns.next()
        count = try columns.next()
    }
}
