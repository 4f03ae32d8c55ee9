package import FoundationEssentials
package import Postgres

/// Appending to the audit chain and walking it.
package enum AuditQueries {
    /// Appends entries; parameters: time, actor, via, actions, subjects, details.
    package static let append = Query<One<Int>, Date, String, String, [String], [String], [JSONB]>(
        "audit_append", "select append_audit($1, $2, $3, $4, $5, $6)")

    /// The number of the first entry that does not follow from the one before, 0 where all do.
    package static let firstBreak = Query<One<Int>>(
        "audit_first_break",
        """
        select coalesce(min(number), 0)
        from (
            select e.number,
                e.hash = audit_hash(e.previous, e.number, e.at, e.actor, e.via, e.action, e.subject, e.detail)
                    and e.previous = lag(e.hash, 1, '\\x'::bytea) over (order by e.number)
                    and e.number = row_number() over (order by e.number) as holds
            from audit_entries e
            union all
            select h.number, h.number = coalesce((select max(number) from audit_entries), 0)
                and h.hash = coalesce((select hash from audit_entries order by number desc limit 1), '\\x')
            from audit_head h
        ) chain
        where not holds
        """)

    /// The number of entries.
    package static let count = Query<One<Int>>("audit_count", "select number from audit_head")
}

extension AuditQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        append, firstBreak, count,
    ]
}
