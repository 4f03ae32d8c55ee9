package import Directory
import Postgres
package import Store

/// Takes back what one revision changed, field by field, where nobody has changed the field since.
///
/// Refused, in this order: no such listing; no right as a moderator there; closed; no such revision; another newest
/// revision than the one named; no right for a field's group, or where the listing would lie.
package struct RevertListing: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Publishes the inverse and gives the newest revision, the paths that were left as they are, and the public
    /// answer.
    package func run(
        _ id: String, revision number: Int, comment: String?, ifRevision: Int?, by actor: Actor
    ) async throws -> (revision: Int, skipped: [FieldPath], answer: DocumentRow) {
        try CommentText.check(comment)
        let (context, stamp) = (context, Stamp(actor, at: context.now, comment: comment))
        return try await context.write { tx in
            let related = try Self.related(id, number, context.vocabularies, in: tx)
            let head = try Head.lock(id, with: related, context.vocabularies, in: tx)
            let place = try Reach(head, in: tx)
            guard actor.may(.moderator, at: place) else { throw actor.refusal(of: .moderator, at: place) }
            _ = try head.open()
            let after = try Self.document(id, number, context.vocabularies, in: tx)
            if let ifRevision, ifRevision != head.revision { throw ActionError.stale(current: head.revision) }
            let before =
                number == 1 ? Document() : try Self.document(id, number - 1, context.vocabularies, in: tx)
            let changed = after.differences(from: before)
            let taken = changed.filter { head.document[$0] == after[$0] }
            try actor.check(taken, role: .moderator, at: place)
            let touch = Touch(Dictionary(uniqueKeysWithValues: taken.map { ($0, before[$0]) }))
            let result = touch.applied(to: head.document)
            try actor.check(moveFrom: place, to: result, in: tx)
            try Relations.check(
                result, from: head.document, of: head.id, by: actor, in: tx, context.vocabularies)
            let skipped = changed.filter { !taken.contains($0) }
            guard result != head.document else {
                return (head.revision, skipped, try tx.one(DocumentQueries.byID, id))
            }
            let publication = Publication(id: head.id, before: head, after: result, cause: .revert)
            try PublishRevision.run([publication], stamp, context.vocabularies, in: tx)
            return (publication.revision, skipped, try tx.one(DocumentQueries.byID, id))
        }
    }

    /// The listings that the revision or the one before was related to.
    private static func related(
        _ id: String, _ number: Int, _ vocabularies: Vocabularies, in tx: borrowing WriteTransaction
    ) throws -> [String] {
        let numbers = [number - 1, number].compactMap { Int32(exactly: $0) }
        return try numbers.compactMap { try tx.first(RevisionQueries.byNumber, id, $0) }
            .flatMap { try $0.document(vocabularies).related.map(\.text) }
    }

    private static func document(
        _ id: String, _ number: Int, _ vocabularies: Vocabularies, in tx: borrowing WriteTransaction
    ) throws -> Document {
        guard let number = Int32(exactly: number),
            let row = try tx.first(RevisionQueries.byNumber, id, number)
        else {
            throw ActionError.notFound("listing \(id) has no revision \(number)")
        }
        return try row.document(vocabularies)
    }
}
