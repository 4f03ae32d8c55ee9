package import Directory
import Postgres
import Store

/// Proposes a new listing, the end of one, to merge it into another one, or to take it over.
///
/// Refused: no right to propose (for a closing or merger: on that listing); a revision that never was; a value that is
/// wrong; no category or name. A listing that exists perhaps already is taken: author and moderator see the candidates.
package struct ProposeListing: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Proposes a new listing; anybody with the scope to propose may, where the key reaches.
    package func create(_ draft: Draft, by actor: Actor) async throws -> LoadedProposal {
        guard actor.has(.propose) else {
            throw ActionError.forbidden(code: "scope_missing", "the key does not have the scope propose")
        }
        let (context, stamp) = (context, Stamp(actor, at: context.now, comment: draft.comment))
        let id = context.newID("pr")
        return try await context.write { tx in
            let touch = try draft.touch(on: Document(), context.vocabularies, today: context.today, in: tx)
            let document = touch.applied(to: Document())
            guard document.missing.isEmpty else { throw ActionError.invalid(document.missing) }
            try actor.check(newAt: document, in: tx)
            let header = ProposalHeader(
                id: id, kind: .create, listing: nil, commune: document.address?.insee, baseRevision: 0,
                risk: 3)
            try header.insert(document.paths.map { ($0.description, nil, document[$0]?.json) }, stamp, in: tx)
            return try LoadedProposal.one(id, for: actor, context.vocabularies, in: tx)
        }
    }

    /// Proposes to close a listing, to merge it into another one, or to become its provider, with that revision before
    /// the eyes: the newest one unless said otherwise.
    package func onListing(
        _ listing: String, _ kind: ProposalKind, into target: String? = nil, base: Int? = nil,
        comment: String?, by actor: Actor
    ) async throws -> LoadedProposal {
        try CommentText.check(comment)
        let (context, stamp) = (context, Stamp(actor, at: context.now, comment: comment))
        let id = context.newID("pr")
        return try await context.write { tx in
            let head = try Head.lock(listing, context.vocabularies, in: tx)
            let place = try Reach(head, in: tx)
            let mayClaim = actor.has(.propose) && actor.isBound(to: place)
            guard kind == .claim ? mayClaim : actor.may(.provider, at: place) else {
                throw actor.refusal(of: .provider, at: place)
            }
            _ = try head.open()
            if let base { try SubmitProposal.check(base, of: head) }
            let header = ProposalHeader(
                id: id, kind: kind, listing: head.id.text, commune: head.document.address?.insee,
                baseRevision: base ?? head.revision, risk: 3)
            let field: (String, JSON?, JSON?) =
                switch kind {
                case .claim: (ProposedField.claimPath, nil, .string(actor.account))
                case .merge: (ProposedField.mergePath, nil, .string(try Self.check(target, head, in: tx)))
                default: (ProposedField.statusPath, "published", "closed")
                }
            try header.insert([field], stamp, in: tx)
            return try LoadedProposal.one(id, for: actor, context.vocabularies, in: tx)
        }
    }

    /// The other listing, which must be published.
    private static func check(
        _ target: String?, _ head: Head, in tx: borrowing WriteTransaction
    ) throws -> String {
        guard let target, ListingID(target) != nil, target != head.id.text,
            let row = try tx.first(ListingQueries.byID, target), row.status == "published"
        else {
            throw ActionError.invalid(
                "into", "listing.unknown", "“\(target?.prefix(40) ?? "")” is not another published listing")
        }
        return target
    }
}
