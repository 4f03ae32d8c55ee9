package import Directory
import Postgres
import Store

/// Ends and restores listings: closed, merged into another one, or published again.
///
/// Refused: no such listing; no right as a moderator there; another revision than the one named; already so.
package struct CloseListing: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Closes a listing for a reason of `closing_reasons`; gives the revision.
    package func close(
        _ id: String, reason: String, comment: String?, ifRevision: Int? = nil, by actor: Actor
    ) async throws -> Int {
        guard context.vocabularies[.closingReasons].entry(reason) != nil else {
            throw ActionError.invalid(
                "reason", "code.unknown", "“\(reason)” is not in the vocabulary closing_reasons")
        }
        try CommentText.check(comment)
        let (context, stamp) = (context, Stamp(actor, at: context.now, comment: comment))
        return try await context.database.write { tx in
            let head = try Self.lock(id, ifRevision, actor, context, in: tx).open()
            let publication = Publication(
                id: head.id, before: head, after: head.document, cause: .close,
                closing: Publication.Closing(reason: reason))
            let ended = try EndProposals.run(of: head.id, as: .superseded, stamp, in: tx)
            try PublishRevision.run([publication], stamp, context.vocabularies, in: tx)
            try EndProposals.audit(ended, as: .superseded, stamp, in: tx)
            return publication.revision
        }
    }

    /// Merges a listing into another published one, which takes what it lacks; gives the revision.
    package func merge(
        _ id: String, into target: String, comment: String?, ifRevision: Int? = nil, by actor: Actor
    ) async throws -> Int {
        try CommentText.check(comment)
        let (context, stamp) = (context, Stamp(actor, at: context.now, comment: comment))
        return try await context.database.write { tx in
            let head = try Self.lock(id, with: [target], ifRevision, actor, context, in: tx)
            let merger = try Merger(head, into: target, by: actor, context.vocabularies, in: tx)
            let ended = try EndProposals.run(
                of: head.id, as: .superseded, remark: merger.remark, stamp, in: tx)
            let publications = merger.publications(moved: try merger.move(in: tx))
            try PublishRevision.run(publications, stamp, context.vocabularies, in: tx)
            try EndProposals.audit(ended, as: .superseded, stamp, in: tx)
            return head.revision + 1
        }
    }

    /// Publishes a closed listing again as it was; gives the revision.
    ///
    /// One that was merged takes its records of sources back; what the other listing took from it stays there.
    package func restore(_ id: String, comment: String?, ifRevision: Int? = nil, by actor: Actor) async throws
        -> Int
    {
        try CommentText.check(comment)
        let (context, stamp) = (context, Stamp(actor, at: context.now, comment: comment))
        return try await context.database.write { tx in
            let head = try Self.lock(id, ifRevision, actor, context, in: tx)
            guard head.isClosed else {
                throw ActionError.conflict(code: "not_closed", "listing \(id) is published", detail: .null)
            }
            let publication = Publication(id: head.id, before: head, after: head.document, cause: .restore)
            let other = try Merger.takeBack(head, context.vocabularies, in: tx)
            try PublishRevision.run(
                [publication] + [other].compactMap(\.self), stamp, context.vocabularies, in: tx)
            return publication.revision
        }
    }

    private static func lock(
        _ id: String, with others: [String] = [], _ ifRevision: Int?, _ actor: Actor, _ context: Context,
        in tx: borrowing WriteTransaction
    ) throws -> Head {
        let head = try Head.lock(id, with: others, context.vocabularies, in: tx)
        let place = try Reach(head, in: tx)
        guard actor.may(.moderator, at: place) else { throw actor.refusal(of: .moderator, at: place) }
        try actor.checkIdentity(at: place)
        if let ifRevision, ifRevision != head.revision { throw ActionError.stale(current: head.revision) }
        return head
    }
}
