package import Directory
import Postgres
import Store

/// What came of a submission.
package struct Submission: Sendable {
    /// The proposal, nil where nothing would change.
    package let proposal: LoadedProposal?
    /// Each field named, with how it stands to what is published, in order.
    package let fields: [(path: FieldPath, comparison: Comparison)]
}

/// Proposes a change of a published listing.
///
/// Refused, in this order: no such listing or no right to propose there; closed; a revision that never was; a value
/// that is wrong; a change that would leave the listing without category or name. A proposal on an older revision
/// is taken: what has changed since shows as a conflict for the moderator.
package struct SubmitProposal: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Submits the draft, which was written with that revision before the eyes.
    package func run(
        _ listing: String, _ draft: Draft, base revision: Int, by actor: Actor
    ) async throws -> Submission {
        let (context, stamp) = (context, Stamp(actor, at: context.now, comment: draft.comment))
        let id = context.newID("pr")
        return try await context.write { tx in
            let head = try Head.lock(listing, context.vocabularies, in: tx)
            let place = try Reach(head, in: tx)
            guard actor.may(.provider, at: place) else { throw actor.refusal(of: .provider, at: place) }
            _ = try head.open()
            let base = try Self.document(head, revision, context.vocabularies, in: tx)
            let visible = actor.part(of: base, at: place)
            let touch = try draft.touch(on: visible, context.vocabularies, today: context.today, in: tx)
            let after = touch.applied(to: head.document)
            guard after.missing.isEmpty else { throw ActionError.invalid(after.missing) }
            try Relations.heads(
                after.related.subtracting(head.document.related), head.id, context.vocabularies, in: tx)
            let fields = touch.paths.map { path in
                let proposed = after[path]
                let status = Comparison(base: base[path], current: head.document[path], proposed: proposed)
                return (path: path, comparison: status)
            }
            let open = fields.filter { $0.comparison != .already }.map(\.path)
            try actor.check(open + touch.secret(besides: open), role: .provider, at: place)
            guard !open.isEmpty else { return Submission(proposal: nil, fields: fields) }
            let header = ProposalHeader(
                id: id, kind: .edit, listing: head.id.text, commune: head.document.address?.insee,
                baseRevision: revision, risk: open.map { Risk.of($0.field) }.max() ?? 0)
            try header.insert(open.map { ($0.description, base[$0]?.json, after[$0]?.json) }, stamp, in: tx)
            let loaded = try LoadedProposal.one(id, for: actor, context.vocabularies, in: tx)
            return Submission(proposal: loaded, fields: fields)
        }
    }

    private static func document(
        _ head: Head, _ revision: Int, _ vocabularies: Vocabularies, in tx: borrowing WriteTransaction
    ) throws -> Document {
        if revision == head.revision { return head.document }
        try check(revision, of: head)
        return try tx.one(RevisionQueries.byNumber, head.id.text, Int32(revision)).document(vocabularies)
    }

    /// Refuses a revision that the listing never had.
    static func check(_ revision: Int, of head: Head) throws(ActionError) {
        guard (1...head.revision).contains(revision) else {
            let message = "the listing has the revisions 1 to \(head.revision), not \(revision)"
            throw .invalid("base_revision", "revision.unknown", message)
        }
    }
}

extension Touch {
    /// The notes of the office that it names beside these paths: of what somebody may not see, not even that it is so
    /// already is told.
    func secret(besides paths: [FieldPath]) -> [FieldPath] {
        self.paths.filter { $0.field == .notes && !paths.contains($0) }
    }
}
