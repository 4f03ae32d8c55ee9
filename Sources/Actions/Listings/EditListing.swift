package import Directory
import Postgres
package import Store

/// A touch list as it came, before it is read against a listing.
package struct Draft: Sendable {
    /// An object of path and value.
    package let set: JSON?
    /// A list of paths.
    package let unset: JSON?
    /// What the author says.
    package let comment: String?

    /// A draft of these parts.
    package init(set: JSON?, unset: JSON?, comment: String?) {
        (self.set, self.unset, self.comment) = (set, unset, comment)
    }
}

/// Changes a listing directly, by somebody who has the right to publish there.
///
/// Refused, in this order: no such listing; no right as a moderator there; closed; a value that is wrong; no right
/// for a field's group; another revision than the one named. Nothing differs: no revision is made.
package struct EditListing: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Publishes the change and gives the number of the newest revision, whether it is a new one, and the public
    /// answer.
    package func run(
        _ id: String, _ draft: Draft, ifRevision revision: Int?, by actor: Actor
    ) async throws -> (revision: Int, changed: Bool, answer: DocumentRow) {
        let (context, stamp) = (context, Stamp(actor, at: context.now, comment: draft.comment))
        return try await context.write { tx in
            let head = try Head.lock(id, with: draft.related, context.vocabularies, in: tx)
            let place = try Reach(head, in: tx)
            guard actor.may(.moderator, at: place) else { throw actor.refusal(of: .moderator, at: place) }
            _ = try head.open()
            let touch = try draft.touch(on: head.document, context.vocabularies, today: context.today, in: tx)
            try actor.check(touch.paths, role: .moderator, at: place)
            if let revision, revision != head.revision { throw ActionError.stale(current: head.revision) }
            let after = touch.applied(to: head.document)
            try actor.check(moveFrom: place, to: after, in: tx)
            try Relations.check(
                after, from: head.document, of: head.id, by: actor, in: tx, context.vocabularies)
            guard after != head.document else {
                return (head.revision, false, try tx.one(DocumentQueries.byID, id))
            }
            let publication = Publication(id: head.id, before: head, after: after, cause: .edit)
            try PublishRevision.run([publication], stamp, context.vocabularies, in: tx)
            return (publication.revision, true, try tx.one(DocumentQueries.byID, id))
        }
    }
}

extension Draft {
    /// The listings that it relates to or no longer does.
    var related: [String] {
        let paths = (set?.object?.keys ?? []) + (unset?.elements ?? []).compactMap(\.string)
        return paths.compactMap { FieldPath($0) }.filter { $0.field == .related }.compactMap(\.key)
    }

    /// Reads the draft against a document; addresses take the INSEE code of their commune.
    func touch(
        on document: Document, _ vocabularies: Vocabularies, today: CalendarDate,
        in tx: borrowing some Transaction & ~Copyable
    ) throws -> Touch {
        try CommentText.check(comment)
        do {
            let touch = try Touch(set: set, unset: unset, on: document, vocabularies)
            let unfit =
                touch.misplacedChannels(on: document, vocabularies)
                + touch.unknownCounts(on: document, vocabularies)
                + touch.applied(to: Document()).scoresToCome(after: today)
            guard unfit.isEmpty else { throw Invalid(unfit) }
            return try ResolveAddress.run(touch, in: tx)
        } catch let invalid as Invalid {
            throw ActionError.invalid(invalid.problems)
        }
    }
}
