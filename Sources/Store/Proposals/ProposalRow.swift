package import FoundationEssentials
package import Postgres

/// A proposal without its fields.
package struct ProposalRow: PostgresRow {
    /// The id, `pr-…`.
    package let id: String
    /// `edit`, `create`, `close`, `claim` or `merge`.
    package let kind: String
    /// `provider`, `staff` or `import`.
    package let origin: String
    /// The listing, nil for one that is to be created.
    package let listing: String?
    /// The commune of the listing.
    package let commune: String?
    /// The account of the author.
    package let author: String
    /// The state (`submitted`, `changes_requested` or an end).
    package let state: String
    /// The version, which grows with each amendment and decision.
    package let version: Int
    /// The revision that the author had before the eyes.
    package let baseRevision: Int
    /// 0 (harmless) to 3 (identity, place).
    package let risk: Int
    /// What the author said.
    package let comment: String?
    /// What the moderator asked for.
    package let remark: String?
    /// When it was submitted.
    package let submittedAt: Date
    /// When it last changed.
    package let updatedAt: Date
    /// The day by which it is to be decided, ISO text.
    package let dueOn: String
    /// When it ended.
    package let closedAt: Date?
    /// Who looks at it.
    package let claimedBy: String?
    /// Until when.
    package let claimedUntil: Date?
    /// The territories of the commune, nearest first.
    package let territories: [String]

    package init(_ columns: inout Columns) throws(DatabaseError) {
        id = try columns.next()
        kind = try columns.next()
        origin = try columns.next()
        listing = try columns.next()
        commune = try columns.next()
        author = try columns.next()
        state = try columns.next()
        version = Int(try columns.next(Int32.self))
        baseRevision = Int(try columns.next(Int32.self))
        risk = Int(try columns.next(Int16.self))
        comment = try columns.next()
        remark = try columns.next()
        submittedAt = try columns.next()
        updatedAt = try columns.next()
        dueOn = try columns.next()
        closedAt = try columns.next()
        claimedBy = try columns.next()
        claimedUntil = try columns.next()
        territories = try columns.next()
    }
}

/// One field of a proposal.
package struct ProposalFieldRow: PostgresRow {
    /// The proposal.
    package let proposal: String
    /// The field path.
    package let path: String
    /// The value that the author saw.
    package let base: JSONB?
    /// The value that the author wants.
    package let proposed: JSONB?
    /// `pending` or how it ended.
    package let status: String
    /// What was published in its place.
    package let final: JSONB?
    /// The code of the reason for a refusal.
    package let reasonCode: String?
    /// The reason in words.
    package let reason: String?
    /// Who decided.
    package let decidedBy: String?
    /// When.
    package let decidedAt: Date?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        proposal = try columns.next()
        path = try columns.next()
        base = try columns.next()
        proposed = try columns.next()
        status = try columns.next()
        final = try columns.next()
        reasonCode = try columns.next()
        reason = try columns.next()
        decidedBy = try columns.next()
        decidedAt = try columns.next()
    }
}

/// One decision of a moderator.
package struct DecisionRow: PostgresRow {
    /// The number.
    package let id: Int
    /// Who decided.
    package let actor: String
    /// When.
    package let at: Date
    /// The version that was decided upon.
    package let version: Int
    /// The choices by path.
    package let choices: JSONB
    /// The revision that it published.
    package let revision: Int?
    /// The right that it gave.
    package let granted: Int?
    /// When it was undone.
    package let undoneAt: Date?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        id = try columns.next()
        actor = try columns.next()
        at = try columns.next()
        version = Int(try columns.next(Int32.self))
        choices = try columns.next()
        revision = try columns.next(Int32?.self).map(Int.init)
        granted = try columns.next()
        undoneAt = try columns.next()
    }
}
