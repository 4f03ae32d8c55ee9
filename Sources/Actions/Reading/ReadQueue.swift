package import Directory
package import FoundationEssentials
import Postgres
package import Store

/// Which of the proposals that wait somebody asks for.
package struct QueueFilter: Sendable {
    /// Only this territory or below.
    package var territory: String?
    /// Only those that have waited for so many days at least.
    package var minAgeDays: Int?
    /// Only this risk, 0 to 3.
    package var risk: Int?
    /// Only this category or its children.
    package var category: String?
    /// Only those with a conflict (true) or without one (false).
    package var hasConflict: Bool?
    /// Only those that the reader has claimed.
    package var mine = false
    /// The time and id after which the page starts.
    package var after: (at: Date, id: String)?
    /// How many.
    package var limit: Int

    /// A filter with that limit and no further condition.
    package init(limit: Int) {
        self.limit = limit
    }
}

/// What waits for a moderator.
package struct QueuePage: Sendable {
    /// The counts over all that fits, by name and key.
    package let counts: [QueueCountRow]
    /// The page, oldest first.
    package let proposals: [LoadedProposal]
    /// Whether there are more.
    package let hasMore: Bool
}

/// Reads what waits for a moderator: proposals of others where the moderator may decide.
package struct ReadQueue: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// One page with the counts; refused without the scope to moderate.
    package func run(_ filter: QueueFilter, by actor: Actor) async throws -> QueuePage {
        guard actor.has(.moderate) else {
            throw ActionError.forbidden(code: "scope_missing", "the key does not have the scope moderate")
        }
        let (vocabularies, search) = (context.vocabularies, search(filter, actor))
        return try await context.database.read { tx in
            let rows = try tx.all(search.sql, as: ProposalRow.self)
            let counts = try tx.all(search.countSQL, as: QueueCountRow.self)
            let page = Array(rows.prefix(filter.limit))
            let proposals = try LoadedProposal.withCandidates(
                try LoadedProposal.all(page, vocabularies, in: tx), for: actor, vocabularies, in: tx)
            return QueuePage(counts: counts, proposals: proposals, hasMore: rows.count > filter.limit)
        }
    }

    private func search(_ filter: QueueFilter, _ actor: Actor) -> QueueSearch {
        let now = context.now
        let today = context.today.description
        var search = QueueSearch(notBy: actor.account, today: today, limit: filter.limit + 1)
        let staff = actor.rights.filter { $0.role >= .moderator }
        let isEverywhere = staff.contains { $0.territory == nil && $0.listing == nil }
        if !isEverywhere { search.reach = (staff.compactMap(\.territory), staff.compactMap(\.listing)) }
        // What the key is bound to narrows the rights: both must hold.
        search.within = [actor.boundTo, filter.territory].compactMap(\.self)
        search.submittedBefore = filter.minAgeDays.map { now.addingTimeInterval(-86_400 * Double($0)) }
        search.risk = filter.risk
        search.categories = filter.category.map { category in
            context.vocabularies[.categories].entries.map(\.code).filter {
                context.vocabularies[.categories].lineage($0).contains(category)
            }
        }
        search.hasConflict = filter.hasConflict
        search.claimedBy = filter.mine ? actor.account : nil
        search.after = filter.after
        return search
    }
}
