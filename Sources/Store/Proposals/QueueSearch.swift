package import FoundationEssentials
package import Postgres

/// Which of the proposals that wait are wanted, and how far the reader has come.
package struct QueueSearch: Sendable {
    /// Only those in these territories or below, or on these listings; nil for everywhere.
    package var reach: (territories: [String], listings: [String])?
    /// Only what lies in all of these territories or below.
    package var within: [String] = []
    /// Only those submitted at or before that time.
    package var submittedBefore: Date?
    /// Only this risk.
    package var risk: Int?
    /// Only listings of these categories.
    package var categories: [String]?
    /// Only those with a conflict (true) or without one (false).
    package var hasConflict: Bool?
    /// Only those that this account has claimed.
    package var claimedBy: String?
    /// Only proposals of others than this account.
    package var notBy: String
    /// The time of the question, ISO day: what was due before it is late.
    package var today: String
    /// The time and id after which the page starts.
    package var after: (at: Date, id: String)?
    /// How many.
    package var limit: Int

    /// A search without the proposals of that account and with no further condition.
    package init(notBy account: String, today: String, limit: Int) {
        (notBy, self.today, self.limit) = (account, today, limit)
    }

    /// The statement for a page, oldest first; served by the queue index.
    package var sql: SQL {
        var conditions = conditions
        if let after { conditions.append("(p.submitted_at, p.id) > (\(after.at), \(after.id))") }
        return """
            select p.id, p.kind, p.origin, p.listing, p.commune, p.author, p.state, p.version,
                p.base_revision, p.risk, p.comment, p.remark, p.submitted_at, p.updated_at, p.due_on::text,
                p.closed_at, p.claimed_by, p.claimed_until, coalesce(t.lineage, '{}')
            from proposals p
            left join territories t on t.code = p.commune
            left join listings l on l.id = p.listing
            where \(conditions.joined(separator: " and "))
            order by p.submitted_at, p.id
            limit \(limit)
            """
    }

    /// The statement for the counts, whatever the page: name of the count, key within it, number.
    package var countSQL: SQL {
        """
        with waiting as (
            select p.risk, p.due_on < \(today)::text::date as late, \(conflict) as conflicted,
                coalesce(l.category, (select f.proposed #>> '{}' from proposal_fields f
                    where f.proposal = p.id and f.path = 'category'), '') as category,
                coalesce((select o.code from territories o
                    where o.code = any (t.lineage) and o.kind in ('office', 'department')
                    order by o.kind desc limit 1), '') as territory
            from proposals p
            left join territories t on t.code = p.commune
            left join listings l on l.id = p.listing
            where \(conditions.joined(separator: " and "))
        )
        select 'waiting', '', count(*) from waiting
        union all select 'late', '', count(*) from waiting where late
        union all select 'conflicts', '', count(*) from waiting where conflicted
        union all select 'by_risk', risk::text, count(*) from waiting group by risk
        union all select 'by_category', category, count(*) from waiting group by category
        union all select 'by_territory', territory, count(*) from waiting group by territory
        order by 1, 2
        """
    }

    /// Whether a field that waits is published neither as the author saw it nor as the author wants it.
    private var conflict: SQL {
        """
        exists (select from proposal_fields f
            where f.proposal = p.id and f.status = 'pending' and p.kind = 'edit'
                and l.fields -> f.path is distinct from f.base
                and l.fields -> f.path is distinct from f.proposed)
        """
    }

    private var conditions: [SQL] {
        var conditions: [SQL] = ["p.state = 'submitted'", "p.author <> \(notBy)"]
        if let reach {
            conditions.append("(t.lineage && \(reach.territories) or p.listing = any (\(reach.listings)))")
        }
        if !within.isEmpty { conditions.append("t.lineage @> \(within)") }
        if let submittedBefore { conditions.append("p.submitted_at <= \(submittedBefore)") }
        if let risk { conditions.append("p.risk = \(risk)") }
        if let categories {
            conditions.append(
                """
                coalesce(l.category, (select f.proposed #>> '{}' from proposal_fields f
                    where f.proposal = p.id and f.path = 'category')) = any (\(categories))
                """)
        }
        if let hasConflict { conditions.append(hasConflict ? conflict : "not " + conflict) }
        if let claimedBy { conditions.append("p.claimed_by = \(claimedBy)") }
        return conditions
    }
}

/// One number of the queue.
package struct QueueCountRow: PostgresRow {
    /// The name of the count: `waiting`, `late`, `conflicts`, `by_risk`, `by_category` or `by_territory`.
    package let name: String
    /// What is counted within it, empty where it is one number.
    package let key: String
    /// The number.
    package let count: Int

    package init(_ columns: inout Columns) throws(DatabaseError) {
        name = try columns.next()
        key = try columns.next()
        count = try columns.next()
    }
}
