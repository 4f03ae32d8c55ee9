package import FoundationEssentials
package import Postgres

/// Which proposals are wanted, and how far the reader has come.
package struct ProposalSearch: Sendable {
    /// Only those in these territories or below, or on these listings; nil for everywhere.
    package var reach: (territories: [String], listings: [String])?
    /// Of these only those in this territory or below.
    package var bound: String?
    /// Those of this author as well.
    package var author = ""
    /// Only this state.
    package var state: String?
    /// Only this listing.
    package var listing: String?
    /// Only this territory or below.
    package var within: String?
    /// Only this kind.
    package var kind: String?
    /// Only proposals of others than this account.
    package var notBy: String?
    /// The time and id after which the page starts.
    package var after: (at: Date, id: String)?
    /// How many.
    package var limit: Int

    /// A search with that limit and no further condition.
    package init(limit: Int) {
        self.limit = limit
    }

    /// The statement: oldest first; the queue index serves the state `submitted`.
    package var sql: SQL {
        """
        select p.id, p.kind, p.origin, p.listing, p.commune, p.author, p.state, p.version, p.base_revision, p.risk,
            p.comment, p.remark, p.submitted_at, p.updated_at, p.due_on::text, p.closed_at, p.claimed_by,
            p.claimed_until, coalesce(t.lineage, '{}')
        from proposals p
        left join territories t on t.code = p.commune
        where \(conditions.joined(separator: " and "))
        order by p.submitted_at, p.id
        limit \(limit)
        """
    }

    /// The statement for how many fit, whatever the page.
    package var countSQL: SQL {
        """
        select count(*)
        from proposals p
        left join territories t on t.code = p.commune
        where \(filters.joined(separator: " and "))
        """
    }

    private var conditions: [SQL] {
        var conditions = filters
        if let after { conditions.append("(p.submitted_at, p.id) > (\(after.at), \(after.id))") }
        return conditions
    }

    private var filters: [SQL] {
        var conditions: [SQL] = ["true"]
        if let reach {
            conditions.append(
                """
                (t.lineage && \(reach.territories) or p.listing = any (\(reach.listings)) or p.author = \(author))
                """)
        }
        if let bound { conditions.append("(\(bound) = any (t.lineage) or p.author = \(author))") }
        if let state { conditions.append("p.state = \(state)") }
        if let listing { conditions.append("p.listing = \(listing)") }
        if let within { conditions.append("\(within) = any (t.lineage)") }
        if let kind { conditions.append("p.kind = \(kind)") }
        if let notBy { conditions.append("p.author <> \(notBy)") }
        return conditions
    }
}
