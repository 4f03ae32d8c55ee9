package import Directory
import FoundationEssentials
import Postgres
import Store

/// Takes back the newest decision on a proposal within fifteen minutes, by the moderator who made it.
///
/// What was closed or merged is published again, a right that was handed over ends; a listing that was created is
/// closed, and the proposal waits without it: accepted again, it makes another one. Refused: no such proposal within
/// reach, which is where its listing lies by now; nothing to undo; the listing closed since; somebody else's decision;
/// too late; a field that has changed since (the refusal names the fields); a move back to where the actor may not
/// publish.
package struct UndoDecision: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Publishes the inverse, where there was something published, and makes the fields wait again.
    package func run(_ id: String, by actor: Actor) async throws -> LoadedProposal {
        let (context, stamp) = (context, Stamp(actor, at: context.now, proposal: id))
        return try await context.write { tx in
            let loaded = try LoadedProposal.lock(id, context.vocabularies, in: tx).visible(to: actor)
            guard actor.may(.moderator, at: loaded.reach) else {
                throw actor.refusal(of: .moderator, at: loaded.reach)
            }
            guard let decision = try tx.first(ProposalQueries.lastDecision, id),
                [.submitted, .accepted, .partiallyAccepted, .rejected].contains(loaded.state)
            else {
                throw ActionError.conflict(
                    code: "nothing_to_undo", "there is no decision to undo", detail: .null)
            }
            if loaded.kind != .close, loaded.kind != .merge { _ = try loaded.head?.open() }
            try Self.check(decision, actor, at: stamp.at)
            let paths = try decision.choices.json("decisions", id).object?.keys ?? []
            let publications = try Self.inverse(loaded, decision, context.vocabularies, in: tx)
            if let publication = publications.first {
                try actor.check(moveFrom: loaded.reach, to: publication.after, in: tx)
            }
            if let right = decision.granted { try tx.run(AccountQueries.endGrant, right) }
            try tx.run(ProposalQueries.reopenFields, id, paths)
            try tx.run(ProposalQueries.move, id, ProposalState.submitted.rawValue, stamp.at, false, nil, nil)
            try tx.run(ProposalQueries.undo, decision.id, stamp.at)
            let ended = try Self.detach(loaded, decision, stamp, in: tx)
            try PublishRevision.run(publications, stamp, context.vocabularies, in: tx)
            try Audit.append("proposal.undo", id, [:], stamp, in: tx)
            try EndProposals.audit(ended, as: .superseded, stamp, in: tx)
            return try LoadedProposal.one(id, for: actor, context.vocabularies, in: tx)
        }
    }

    private static func check(_ decision: DecisionRow, _ actor: Actor, at now: Date) throws(ActionError) {
        guard decision.actor == actor.account else {
            throw .forbidden(code: "not_the_decider", "only the moderator who decided may undo")
        }
        guard now.timeIntervalSince(decision.at) <= 15 * 60 else {
            throw .conflict(
                code: "too_late", "a decision can be undone for 15 minutes; revert the revision instead",
                detail: ["revision": JSON(decision.revision)])
        }
    }

    /// What takes the decision back: a listing that was merged is published again, with its records of sources.
    private static func inverse(
        _ loaded: LoadedProposal, _ decision: DecisionRow, _ vocabularies: Vocabularies,
        in tx: borrowing WriteTransaction
    ) throws -> [Publication] {
        guard let head = loaded.head, loaded.kind != .claim else { return [] }
        if decision.hasCreated(loaded) {
            let created = try tx.one(RevisionQueries.byNumber, head.id.text, 1).document(vocabularies)
            try check(head.document.differences(from: created), head)
            return [
                Publication(
                    id: head.id, before: head, after: head.document, cause: .undo,
                    closing: Publication.Closing(reason: "error"))
            ]
        }
        guard loaded.kind == .merge || loaded.kind == .close else {
            let after = try touch(loaded, decision, vocabularies, in: tx).applied(to: head.document)
            return after == head.document
                ? [] : [Publication(id: head.id, before: head, after: after, cause: .undo)]
        }
        guard let revision = decision.revision else { return [] }
        guard head.isClosed, head.revision == revision else {
            throw ActionError.conflict(
                code: "changed_since_decided", "the listing has been published again since",
                detail: ["revision": .integer(head.revision)])
        }
        let other = try Merger.takeBack(head, vocabularies, in: tx)
        return [Publication(id: head.id, before: head, after: head.document, cause: .undo)]
            + [other].compactMap(\.self)
    }

    private static func touch(
        _ loaded: LoadedProposal, _ decision: DecisionRow, _ vocabularies: Vocabularies,
        in tx: borrowing WriteTransaction
    ) throws -> Touch {
        guard let revision = decision.revision, let head = loaded.head,
            let after = try tx.first(RevisionQueries.byNumber, head.id.text, Int32(revision)),
            let before = try tx.first(RevisionQueries.byNumber, head.id.text, Int32(revision - 1))
        else { return Touch([:]) }
        let (published, previous) = (try after.document(vocabularies), try before.document(vocabularies))
        let changed = published.differences(from: previous)
        try check(changed.filter { head.document[$0] != published[$0] }, head)
        return Touch(Dictionary(uniqueKeysWithValues: changed.map { ($0, previous[$0]) }))
    }

    /// Refuses where what was decided has been changed since.
    private static func check(_ moved: [FieldPath], _ head: Head) throws(ActionError) {
        guard moved.isEmpty else {
            throw .conflict(
                code: "changed_since_decided", "a later revision has changed the same fields",
                detail: [
                    "fields": .array(moved.map { .string($0.description) }),
                    "revision": .integer(head.revision),
                ])
        }
    }

    /// Unties a proposal from the listing that the decision has created and ends what others propose for that one; gives
    /// their ids.
    private static func detach(
        _ loaded: LoadedProposal, _ decision: DecisionRow, _ stamp: Stamp, in tx: borrowing WriteTransaction
    ) throws -> [String] {
        guard let head = loaded.head, decision.hasCreated(loaded) else { return [] }
        let commune = loaded.field(FieldPath(.address).description)?.proposed?["insee"]?.string
        try tx.run(ProposalQueries.setListing, loaded.row.id, nil, commune)
        return try EndProposals.run(
            of: head.id, as: .superseded, except: loaded.row.id, stamp, in: tx)
    }
}

extension DecisionRow {
    /// Whether it has made the listing of a proposal.
    fileprivate func hasCreated(_ loaded: LoadedProposal) -> Bool {
        loaded.kind == .create && revision == 1
    }
}
