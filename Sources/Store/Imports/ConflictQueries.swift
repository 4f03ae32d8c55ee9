package import Postgres

/// One field that a record of a source has laid into a proposal.
package struct ConflictRow: PostgresRow {
    /// The number, which grows: of several for one field the highest is what the proposal says.
    package let id: Int
    /// The run, nil where the record came on its own.
    package let run: Int?
    /// The record's key in the source.
    package let key: String
    /// The proposal.
    package let proposal: String
    /// The field path.
    package let path: String
    /// What the source had sent before.
    package let last: JSONB?
    /// What it sent then.
    package let proposed: JSONB?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        id = try columns.next()
        run = try columns.next()
        key = try columns.next()
        proposal = try columns.next()
        path = try columns.next()
        last = try columns.next()
        proposed = try columns.next()
    }
}

/// Which record of a source has laid which field into which proposal.
package enum ConflictQueries {
    /// Notes fields; parameters: run, key, proposal, paths, what the source had sent before, what it sent.
    package static let note = Query<NoRow, Int?, String, String, [String], [JSONB?], [JSONB?]>(
        "import_conflicts_note",
        """
        insert into import_conflicts (run, key, proposal, path, last, proposed)
        select $1, $2, $3, n.path, n.last, n.proposed
        from unnest($4, $5, $6) as n (path, last, proposed)
        """)

    /// All that was laid into proposals, in order; served by the index on proposal.
    package static let ofProposals = Query<ConflictRow, [String]>(
        "import_conflicts_of_proposals",
        """
        select id, run, key, proposal, path, last, proposed
        from import_conflicts
        where proposal = any ($1)
        order by id
        """)

    /// The sources of proposals of imports, by proposal: of the runs and records that laid fields into them, else of the
    /// listing.
    ///
    /// Served by the index on proposal and that on the listings of sources.
    package static let sources = Query<PairRow, [String]>(
        "import_conflicts_sources",
        """
        select p.id, s.source
        from proposals p
        cross join lateral (
            select r.source
            from import_conflicts c
            join import_runs r on r.id = c.run
            where c.proposal = p.id
            union
            select l.source
            from listing_sources l
            where l.listing = p.listing and (
                exists (
                    select from import_conflicts c
                    where c.proposal = p.id and c.run is null and c.key = l.key)
                or not exists (select from import_conflicts c where c.proposal = p.id))
        ) s
        where p.id = any ($1) and p.origin = 'import'
        order by p.id, s.source
        """)

    /// Leaves what the source had sent before fields that are to be forgotten to those that were laid next in the same
    /// places.
    package static let leaveLast = Query<NoRow, [Int]>(
        "import_conflicts_leave_last",
        """
        update import_conflicts c
        set last = o.last
        from import_conflicts o
        where o.id = any ($1) and c.id = (
            select min(n.id)
            from import_conflicts n
            where n.proposal = o.proposal and n.path = o.path and n.id > o.id
        )
        """)

    /// Forgets fields that were taken out of their proposals.
    package static let forget = Query<NoRow, [Int]>(
        "import_conflicts_forget", "delete from import_conflicts where id = any ($1)")

    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        note, ofProposals, sources, leaveLast, forget,
    ]
}
