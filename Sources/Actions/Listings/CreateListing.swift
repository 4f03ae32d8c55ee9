package import Directory
import Postgres
import Store

/// Creates and publishes a listing directly, by somebody who has the right to publish where it lies.
package struct CreateListing: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Publishes the first revision and gives the new id.
    package func run(_ draft: Draft, by actor: Actor) async throws -> ListingID {
        let context = context
        let (stamp, id) = (
            Stamp(actor, at: context.now, comment: draft.comment), ListingID(random: context.random())
        )
        return try await context.database.write { tx in
            let touch = try draft.touch(on: Document(), context.vocabularies, in: tx)
            let document = touch.applied(to: Document())
            let place = try Reach(listing: nil, document: document, in: tx)
            guard actor.may(.moderator, at: place) else { throw actor.refusal(of: .moderator, at: place) }
            try actor.check(touch.paths, role: .moderator, at: place)
            let publication = Publication(id: id, before: nil, after: document, cause: .create)
            try PublishRevision.run([publication], stamp, context.vocabularies, in: tx)
            return id
        }
    }
}
