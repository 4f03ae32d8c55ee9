package import Directory
package import FoundationEssentials
import Postgres
import Store

/// Which proposals an actor asks for.
package struct ProposalFilter: Sendable {
    /// Only this state.
    package var state: ProposalState?
    /// Only this listing.
    package var listing: String?
    /// Only this territory or below.
    package var territory: String?
    /// Only this kind.
    package var kind: ProposalKind?
    /// Only the actor's own (true) or others' (false).
    package var mine: Bool?
    /// The time and id after which the page starts.
    package var after: (at: Date, id: String)?
    /// How many.
    package var limit: Int

    /// A filter with that limit and no further condition.
    package init(limit: Int) {
        self.limit = limit
    }
}

/// Lists proposals within the actor's reach, oldest first.
package struct FindProposals: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// One proposal, where the actor may see it.
    package func one(_ id: String, by actor: Actor) async throws -> LoadedProposal {
        let vocabularies = context.vocabularies
        return try await context.database.read { tx in
            try LoadedProposal.one(id, for: actor, vocabularies, in: tx).visible(to: actor)
        }
    }

    /// The proposals that fit.
    package func run(_ filter: ProposalFilter, by actor: Actor) async throws -> [LoadedProposal] {
        let (vocabularies, search) = (context.vocabularies, Self.search(filter, actor))
        return try await context.database.read { tx in
            try LoadedProposal.all(try tx.all(search.sql, as: ProposalRow.self), vocabularies, in: tx)
                .map { $0.shown(to: actor) }
        }
    }

    /// How many fit.
    package func count(_ filter: ProposalFilter, by actor: Actor) async throws -> Int {
        let search = Self.search(filter, actor)
        return try await context.database.fetch(search.countSQL, as: One<Int>.self).first?.value ?? 0
    }

    private static func search(_ filter: ProposalFilter, _ actor: Actor) -> ProposalSearch {
        var search = ProposalSearch(limit: filter.limit)
        let rights = actor.rights.filter { actor.has($0.role == .provider ? .propose : .moderate) }
        let staff = rights.filter { $0.role >= .moderator }
        let isEverywhere = staff.contains { $0.territory == nil && $0.listing == nil }
        search.author = actor.account
        if !isEverywhere { search.reach = (staff.compactMap(\.territory), rights.compactMap(\.listing)) }
        // What the key is bound to narrows the rights: both must hold.
        search.bound = actor.boundTo
        if filter.mine == true {
            search.reach = ([], [])
        } else if filter.mine == false {
            search.notBy = actor.account
        }
        (search.state, search.listing) = (filter.state?.rawValue, filter.listing)
        (search.within, search.kind, search.after) = (filter.territory, filter.kind?.rawValue, filter.after)
        return search
    }
}
