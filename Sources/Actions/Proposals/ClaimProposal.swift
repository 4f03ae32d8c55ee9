package import Directory
import FoundationEssentials
import Postgres
import Store

/// Takes and gives back the lease that tells others who looks at a proposal; it hinders nobody from deciding.
package struct ClaimProposal: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Takes or renews the lease for fifteen minutes; refused while somebody else holds it.
    package func claim(_ id: String, by actor: Actor) async throws -> LoadedProposal {
        let (context, now) = (context, context.now)
        return try await context.write { tx in
            let loaded = try Self.lock(id, actor, context, in: tx)
            guard loaded.state == .submitted else { throw AmendProposal.notOpen(loaded) }
            guard try tx.run(ProposalQueries.claim, id, actor.account, now, now.addingTimeInterval(900)) == 1
            else {
                throw ActionError.conflict(
                    code: "claimed", "another moderator looks at this proposal",
                    detail: [
                        "claimed_by": JSON(loaded.row.claimedBy),
                        "claimed_until": JSON(loaded.row.claimedUntil.map(Timestamp.text)),
                    ])
            }
            return try LoadedProposal.one(id, for: actor, context.vocabularies, in: tx)
        }
    }

    /// Gives the lease back; without effect where the actor holds none.
    package func release(_ id: String, by actor: Actor) async throws -> LoadedProposal {
        let context = context
        return try await context.write { tx in
            _ = try Self.lock(id, actor, context, in: tx)
            try tx.run(ProposalQueries.release, id, actor.account)
            return try LoadedProposal.one(id, for: actor, context.vocabularies, in: tx)
        }
    }

    private static func lock(
        _ id: String, _ actor: Actor, _ context: Context, in tx: borrowing WriteTransaction
    ) throws -> LoadedProposal {
        let loaded = try LoadedProposal.lock(id, context.vocabularies, in: tx).visible(to: actor)
        guard actor.may(.moderator, at: loaded.reach) else {
            throw actor.refusal(of: .moderator, at: loaded.reach)
        }
        return loaded
    }
}
