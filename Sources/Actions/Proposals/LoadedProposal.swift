package import Directory
import Postgres
package import Store

/// A proposal with its fields and with what is published of its listing at this moment.
package struct LoadedProposal: Sendable {
    /// The proposal.
    package let row: ProposalRow
    /// Its fields in the order in which people read them.
    package private(set) var fields: [ProposedField]
    /// The head of its listing, nil for one that is still to be created.
    package private(set) var head: Head?
    /// The sources whose records it is of, where an import made it.
    package private(set) var sources: [String] = []
    /// The listings that it may be, or the one that it is to be merged into; read for one open proposal and for the
    /// queue.
    package var candidates: [Twin]?

    /// The state.
    package var state: ProposalState { ProposalState(rawValue: row.state) ?? .superseded }
    /// What it asks for.
    package var kind: ProposalKind { ProposalKind(rawValue: row.kind) ?? .edit }
    /// Where it lies.
    package var reach: Reach { Reach(listing: row.listing, territories: row.territories) }
    /// What is published, empty for a listing that is still to be created.
    package var current: Document { head?.document ?? Document() }

    /// Reads several proposals together.
    static func all(
        _ rows: [ProposalRow], _ vocabularies: Vocabularies, in tx: borrowing some Transaction & ~Copyable
    ) throws -> [LoadedProposal] {
        guard !rows.isEmpty else { return [] }
        let fields = Dictionary(
            grouping: try tx.all(ProposalQueries.fields, rows.map(\.id)), by: \.proposal)
        let listings = Set(rows.compactMap(\.listing)).sorted()
        let heads = try tx.all(ListingQueries.byIDs, listings).map { try Head($0, vocabularies) }
        let byID = Dictionary(uniqueKeysWithValues: heads.map { ($0.id.text, $0) })
        let imports = rows.filter { $0.origin == "import" }.map(\.id)
        let pairs = imports.isEmpty ? [] : try tx.all(ConflictQueries.sources, imports)
        let sources = Dictionary(grouping: pairs, by: \.first)
        return try rows.map { row in
            LoadedProposal(
                row: row, fields: try (fields[row.id] ?? []).map { try ProposedField($0) }.sorted(),
                head: row.listing.flatMap { byID[$0] }, sources: (sources[row.id] ?? []).map(\.second))
        }
    }

    /// Reads one proposal as the reader is to be shown it.
    static func one(
        _ id: String, for reader: Actor, _ vocabularies: Vocabularies,
        in tx: borrowing some Transaction & ~Copyable
    ) throws -> LoadedProposal {
        let loaded = try find(id, vocabularies, in: tx).shown(to: reader)
        return try withCandidates([loaded], for: reader, vocabularies, in: tx)[0]
    }

    private static func find(
        _ id: String, _ vocabularies: Vocabularies, in tx: borrowing some Transaction & ~Copyable
    ) throws -> LoadedProposal {
        guard !id.contains("\0"), let row = try tx.first(ProposalQueries.byID, id),
            let loaded = try all([row], vocabularies, in: tx).first
        else { throw ActionError.notFound("there is no proposal \(id.prefix(40))") }
        return loaded
    }

    /// Locks the listing with those that a decision may concern or names, and then the proposal, as everybody does who
    /// needs both, and reads them.
    static func lock(
        _ id: String, with named: [String] = [], _ vocabularies: Vocabularies,
        in tx: borrowing WriteTransaction
    ) throws -> LoadedProposal {
        guard !id.contains("\0"), let row = try tx.first(ProposalQueries.byID, id) else {
            throw ActionError.notFound("there is no proposal \(id.prefix(40))")
        }
        let fields = try tx.all(ProposalQueries.fields, [id]).map { try ProposedField($0) }
        let others = fields.compactMap { field -> String? in
            if field.path == ProposedField.mergePath { return field.proposed?.string }
            return FieldPath(field.path).flatMap { $0.field == .related ? $0.key : nil }
        }
        _ = try tx.all(ListingQueries.lockWithRelated, [row.listing].compactMap(\.self) + others + named)
        _ = try tx.one(ProposalQueries.lock, id)
        return try find(id, vocabularies, in: tx)
    }

    /// Whether the actor may see it: the author, and those with a role over its listing or territory.
    package func isVisible(to actor: Actor) -> Bool {
        row.author == actor.account || actor.may(.moderator, at: reach)
            || (row.listing != nil && actor.may(.provider, at: reach))
    }

    /// Refuses an actor who may not see it: for them it does not exist.
    func visible(to actor: Actor) throws(ActionError) -> LoadedProposal {
        guard isVisible(to: actor) else { throw .notFound("there is no proposal \(row.id)") }
        return self
    }

    /// The proposal as the actor may read it: the notes of the office on a listing are for its moderators; an author who
    /// does not look after the listing, or no longer, sees of it what everybody does.
    func shown(to actor: Actor) -> LoadedProposal {
        guard let head, !actor.may(.moderator, at: reach) else { return self }
        var shown = self
        shown.fields.removeAll { FieldPath($0.path)?.field == .notes }
        let isInside = actor.rights.contains { $0.reaches(reach) }
        if !isInside { shown.head = head.publicPart }
        return shown
    }

    /// The field of that path.
    func field(_ path: String) -> ProposedField? {
        fields.first { $0.path == path }
    }
}

/// One field of a proposal.
package struct ProposedField: Sendable, Comparable {
    /// The path, `status` for a closing, `claim` for a claim and `merged_into` for a merger.
    package let path: String
    /// The value that the author saw.
    package let base: JSON?
    /// The value that the author wants.
    package let proposed: JSON?
    /// What became of it.
    package let status: FieldStatus
    /// What was published in its place.
    package let final: JSON?
    /// The row.
    package let row: ProposalFieldRow

    init(_ row: ProposalFieldRow) throws(CorruptRow) {
        let key = "\(row.proposal) \(row.path)"
        self.row = row
        path = row.path
        base = try row.base?.json("proposal_fields", key)
        proposed = try row.proposed?.json("proposal_fields", key)
        final = try row.final?.json("proposal_fields", key)
        status = FieldStatus(rawValue: row.status) ?? .superseded
    }

    /// What is published at the path at this moment.
    package func current(in loaded: LoadedProposal) -> JSON? {
        if path == Self.statusPath {
            return loaded.head.map { .string($0.isClosed ? "closed" : "published") }
        }
        if path == Self.mergePath { return loaded.head?.mergedInto.map { .string($0) } }
        return FieldPath(path).flatMap { loaded.current[$0]?.json }
    }

    /// How the proposed value stands to the published one.
    package func comparison(in loaded: LoadedProposal) -> Comparison {
        Comparison(
            base: base?.canonicalText, current: current(in: loaded)?.canonicalText,
            proposed: proposed?.canonicalText)
    }

    /// The path of the one field of a proposal to close.
    package static let statusPath = "status"
    /// The path of the one field of a proposal to take over a listing.
    package static let claimPath = "claim"
    /// The path of the one field of a proposal to merge a listing into another one.
    package static let mergePath = "merged_into"

    package static func == (left: ProposedField, right: ProposedField) -> Bool { left.path == right.path }

    package static func < (left: ProposedField, right: ProposedField) -> Bool {
        guard let first = FieldPath(left.path), let second = FieldPath(right.path) else {
            return left.path < right.path
        }
        return first < second
    }
}
