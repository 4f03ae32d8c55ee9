package import FoundationEssentials
package import Postgres

/// The runs of imports and what each did.
package enum ImportRunQueries {
    /// Starts a run; parameters: source, format, path, account, whether the feed is complete, time.
    package static let start = Query<One<Int>, String, String, String, String, Bool, Date>(
        "import_run_start",
        """
        insert into import_runs (source, format, path, actor, complete, started_at)
        values ($1, $2, $3, $4, $5, $6)
        returning id
        """)

    /// Ends a run; parameters: id, time, counts, findings by rule.
    package static let finish = Query<NoRow, Int, Date, JSONB, JSONB>(
        "import_run_finish",
        "update import_runs set finished_at = $2, counts = $3, findings = $4 where id = $1")

    /// Notes that a run was rolled back; parameters: id, time, account.
    package static let rollBack = Query<NoRow, Int, Date, String>(
        "import_run_roll_back",
        "update import_runs set rolled_back_at = $2, rolled_back_by = $3 where id = $1 and rolled_back_at is null"
    )

    /// One run; served by the primary key.
    package static let byID = Query<ImportRunRow, Int>(
        "import_run_by_id",
        """
        select id, source, format, path, actor, complete, started_at, finished_at, counts, findings, rolled_back_at,
            rolled_back_by
        from import_runs
        where id = $1
        """)

    /// A page of runs below a number, newest first, of one source where asked for; served by the primary key.
    package static let page = Query<ImportRunRow, Int, String?, Int>(
        "import_runs_page",
        """
        select id, source, format, path, actor, complete, started_at, finished_at, counts, findings, rolled_back_at,
            rolled_back_by
        from import_runs
        where id < $1 and ($2 is null or source = $2)
        order by id desc
        limit $3
        """)

    /// Notes what a run did; parameters: run, keys, listings, outcomes, revisions, proposals (joined by line
    /// breaks), whether the source had not sent the record before.
    package static let note = Query<
        NoRow, Int, [String], [String], [String], [Int32?], [String], [Bool]
    >(
        "import_run_note",
        """
        insert into import_records (run, key, listing, outcome, revision, proposals, is_new)
        select $1, n.key, n.listing, n.outcome, n.revision,
            coalesce(string_to_array(nullif(n.proposals, ''), E'\\n'), '{}'), n.is_new
        from unnest($2, $3, $4, $5, $6, $7) as n (key, listing, outcome, revision, proposals, is_new)
        """)

    /// A page of what a run did after a key, of one outcome where asked for; served by the primary key.
    package static let records = Query<ImportRecordRow, Int, String, String?, Int>(
        "import_run_records",
        """
        select key, listing, outcome, revision, proposals, is_new, undone
        from import_records
        where run = $1 and key > $2 and ($3 is null or outcome = $3)
        order by key
        limit $4
        """)

    /// What a run did and no rollback has dealt with, after a key, at most so many; served by the primary key.
    package static let standing = Query<ImportRecordRow, Int, String, Int>(
        "import_run_standing",
        """
        select key, listing, outcome, revision, proposals, is_new, undone
        from import_records
        where run = $1 and key > $2 and undone is null
        order by key
        limit $3
        """)

    /// How many records a run dealt with in which way.
    package static let tally = Query<TallyRow, Int>(
        "import_run_tally",
        "select outcome, count(*) from import_records where run = $1 group by outcome order by outcome")

    /// What a rollback made of how many records.
    package static let undoneTally = Query<TallyRow, Int>(
        "import_run_undone_tally",
        """
        select undone, count(*)
        from import_records
        where run = $1 and undone is not null
        group by undone
        order by undone
        """)

    /// Notes what a rollback made of records; parameters: run, keys, what, time.
    package static let undo = Query<NoRow, Int, [String], [String], Date>(
        "import_run_undo",
        """
        update import_records r
        set undone = n.undone, undone_at = $4
        from unnest($2, $3) as n (key, undone)
        where r.run = $1 and r.key = n.key
        """)

    /// Those of some listings that a run has related to another one, or has no longer anything to do with since it was
    /// rolled back; parameters: run, listings, the path of the other one.
    package static let related = Query<One<String>, Int, [String], String>(
        "import_run_related",
        """
        select r.listing
        from import_records r
        left join revisions v on v.listing = r.listing and v.number = r.revision
        where r.run = $1 and r.listing = any ($2) and ($3 = any (v.changed) or r.undone in ('taken_back', 'partly'))
        """)

    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        start, finish, rollBack, byID, page, note, records, standing, tally, undoneTally, undo,
        related,
    ]
}
