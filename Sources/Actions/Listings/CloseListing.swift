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
        return try await end(id, .close, comment, ifRevision, actor) { _, _ in
            Publication.Closing(reason: reason)
        }
    }

    /// Merges a listing into another published one, which is left as it is; gives the revision.
    package func merge(
        _ id: String, into target: String, comment: String?, ifRevision: Int? = nil, by actor: Actor
    ) async throws -> Int {
        guard id != target else {
            throw ActionError.invalid("into", "merge.self", "a listing is not merged into itself")
        }
        let vocabularies = context.vocabularies
        return try await end(id, .merge, comment, ifRevision, actor) { tx, _ in
            guard let row = try tx.first(ListingQueries.byID, target), row.status == "published" else {
                throw ActionError.invalid("into", "listing.unknown", "\(target) is not a published listing")
            }
            let head = try Head(row, vocabularies)
            return Publication.Closing(reason: "merged", mergedInto: head.id)
        }
    }

    private func end(
        _ id: String, _ cause: Cause, _ comment: String?, _ ifRevision: Int?, _ actor: Actor,
        _ closing: @escaping @Sendable (borrowing WriteTransaction, Head) throws -> Publication.Closing
    ) async throws -> Int {
        let (context, stamp) = (context, Stamp(actor, at: context.now, comment: comment))
        return try await context.database.write { tx in
            let head = try Self.lock(id, ifRevision, actor, context, in: tx).open()
            let publication = Publication(
                id: head.id, before: head, after: head.document, cause: cause, closing: try closing(tx, head))
            let ended = try EndProposals.run(of: head.id, as: .superseded, stamp, in: tx)
            try PublishRevision.run([publication], stamp, context.vocabularies, in: tx)
            try EndProposals.audit(ended, as: .superseded, stamp, in: tx)
            return publication.revision
        }
    }

    /// Publishes a closed listing again as it was; gives the revision.
    package func restore(_ id: String, comment: String?, ifRevision: Int? = nil, by actor: Actor) async throws
        -> Int
    {
        let (context, stamp) = (context, Stamp(actor, at: context.now, comment: comment))
        return try await context.database.write { tx in
            let head = try Self.lock(id, ifRevision, actor, context, in: tx)
            guard head.isClosed else {
                throw ActionError.conflict(code: "not_closed", "listing \(id) is published", detail: .null)
            }
            let publication = Publication(id: head.id, before: head, after: head.document, cause: .restore)
            try PublishRevision.run([publication], stamp, context.vocabularies, in: tx)
            return publication.revision
        }
    }

    private static func lock(
        _ id: String, _ ifRevision: Int?, _ actor: Actor, _ context: Context,
        in tx: borrowing WriteTransaction
    ) throws -> Head {
        let head = try Head.lock(id, context.vocabularies, in: tx)
        let place = try Reach(head, in: tx)
        guard actor.may(.moderator, at: place) else { throw actor.refusal(of: .moderator, at: place) }
        if let ifRevision, ifRevision != head.revision { throw ActionError.stale(current: head.revision) }
        return head
    }
}
