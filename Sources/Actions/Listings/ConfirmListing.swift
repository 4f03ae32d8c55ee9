package import Directory
package import FoundationEssentials
import Postgres
package import Store

/// Notes that a provider or moderator found a listing still correct: `assured_at` moves, no revision is made.
package struct ConfirmListing: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Confirms the listing as it is and gives the time, and the public answer.
    package func run(_ id: String, by actor: Actor) async throws -> (at: Date, answer: DocumentRow) {
        let (context, stamp) = (context, Stamp(actor, at: context.now))
        return try await context.write { tx in
            let head = try Head.lock(id, context.vocabularies, in: tx)
            let place = try Reach(head, in: tx)
            guard actor.may(.provider, at: place) || actor.may(.moderator, at: place) else {
                throw actor.refusal(of: .provider, at: place)
            }
            _ = try head.open()
            try tx.run(ListingQueries.confirm, id, stamp.at, actor.account)
            let places = try Placements(Set([head.document.address?.insee].compactMap(\.self)), in: tx)
            try PublishedRows.write(
                [Rendering(head, assuredAt: stamp.at)], places, context.vocabularies, in: tx)
            try tx.send(ChangeQueries.remade)
            try Audit.append("listing.confirm", id, [:], stamp, in: tx)
            return (stamp.at, try tx.one(DocumentQueries.byID, id))
        }
    }
}
