import Directory
import Exchange
import Postgres
import Store

/// The proposal in which an import lays its conflicts before the moderator.
enum ImportProposal {
    /// What was done to a proposal, for the audit.
    struct Entry {
        let action: String
        let proposal: String
    }

    /// Adds the conflicts to the open import proposals of the listing, or makes a new one; the caller audits.
    ///
    /// A field that an open proposal has decided already goes into another one: decisions are never overwritten. Who
    /// brought which field is kept, so that a rollback takes out that and no more.
    static func put(
        _ merge: ImportMerge, _ stamp: Stamp, id: String, in tx: borrowing WriteTransaction
    ) throws -> [Entry] {
        guard let head = merge.head, !merge.conflicts.isEmpty else { return [] }
        var rest = merge.conflicts
        var entries: [Entry] = []
        let open = try tx.all(ProposalQueries.openImports, head.id.text, author).map(\.value)
        let known = Dictionary(grouping: try tx.all(ProposalQueries.fields, open), by: \.proposal)
        for proposal in open {
            let decided = (known[proposal] ?? []).filter { $0.status != FieldStatus.pending.rawValue }.map(
                \.path)
            let taken = rest.filter { !decided.contains($0.path.description) }
            guard !taken.isEmpty else { continue }
            rest.removeAll { !decided.contains($0.path.description) }
            try tx.run(
                ProposalQueries.putFields, proposal, taken.map(\.path.description),
                taken.map { $0.base.map { JSONB($0) } }, taken.map { $0.theirs.map { JSONB($0) } })
            try note(taken, in: proposal, merge.record.key, stamp, in: tx)
            try tx.run(
                ProposalQueries.move, proposal, ProposalState.submitted.rawValue, stamp.at, false, nil, nil)
            entries.append(Entry(action: "proposal.amend", proposal: proposal))
        }
        guard !rest.isEmpty else { return entries }
        let header = ProposalHeader(
            id: id, kind: .edit, origin: "import", listing: head.id.text,
            commune: head.document.address?.insee, baseRevision: head.revision,
            risk: rest.map { Risk.of($0.path.field) }.max() ?? 0, author: author)
        try header.insert(
            rest.map { ($0.path.description, $0.base, $0.theirs) }, stamp, audited: false, in: tx)
        try note(rest, in: id, merge.record.key, stamp, in: tx)
        return entries + [Entry(action: "proposal.submit", proposal: id)]
    }

    /// Keeps which record has laid which fields into a proposal.
    private static func note(
        _ conflicts: [ImportMerge.Conflict], in proposal: String, _ key: String, _ stamp: Stamp,
        in tx: borrowing WriteTransaction
    ) throws {
        try tx.run(
            ConflictQueries.note, stamp.run, key, proposal, conflicts.map(\.path.description),
            conflicts.map { $0.base.map { JSONB($0) } }, conflicts.map { $0.theirs.map { JSONB($0) } })
    }

    /// The account in whose name imports propose.
    static let author = "import"
}
