package import FoundationEssentials
package import Postgres

/// What a source sent last for one record.
package struct SourceRecordRow: PostgresRow {
    /// The record's key in the source.
    package let key: String
    /// The listing.
    package let listing: String
    /// Values by field path as the source sent them.
    package let sent: JSONB
    /// The SHA-256 of the record as it came.
    package let sentSHA256: Bytea

    package init(_ columns: inout Columns) throws(DatabaseError) {
        key = try columns.next()
        listing = try columns.next()
        sent = try columns.next()
        sentSHA256 = try columns.next()
    }
}

/// Which record had which content.
package struct SourceHashRow: PostgresRow {
    /// The record's key in the source.
    package let key: String
    /// The SHA-256 of the record as it came.
    package let sentSHA256: Bytea

    package init(_ columns: inout Columns) throws(DatabaseError) {
        key = try columns.next()
        sentSHA256 = try columns.next()
    }
}

/// What sources sent, and the runs that took it in.
package enum ImportQueries {
    /// The content hashes of all records of a source.
    package static let hashes = Query<SourceHashRow, String>(
        "import_hashes", "select key, sent_sha256 from listing_sources where source = $1")

    /// Several records of a source.
    package static let records = Query<SourceRecordRow, String, [String]>(
        "import_records",
        "select key, listing, sent, sent_sha256 from listing_sources where source = $1 and key = any ($2)")

    /// Holds off other runs that write records of the same source until the transaction ends.
    package static let lockSource = Query<NoRow, String>(
        "import_lock_source", "select from (select pg_advisory_xact_lock(hashtext('source ' || $1))) lock")

    /// Notes what the source sent; parameters: source, keys, listings, values, hashes, run, time.
    package static let put = Query<NoRow, String, [String], [String], [JSONB], [Bytea], Int?, Date>(
        "import_records_put",
        """
        insert into listing_sources (source, key, listing, sent, sent_sha256, run, seen_at)
        select $1, n.key, n.listing, n.sent, n.sha256, $6, $7
        from unnest($2, $3, $4, $5) as n (key, listing, sent, sha256)
        order by n.key
        on conflict (source, key) do update
        set sent = excluded.sent, sent_sha256 = excluded.sent_sha256, run = excluded.run, seen_at = excluded.seen_at
        """)

    /// Starts a run; parameters: source, format, path, account, time.
    package static let start = Query<One<Int>, String, String, String, String, Date>(
        "import_run_start",
        """
        insert into import_runs (source, format, path, actor, started_at) values ($1, $2, $3, $4, $5) returning id
        """)

    /// Ends a run; parameters: id, time, counts.
    package static let finish = Query<NoRow, Int, Date, JSONB>(
        "import_run_finish", "update import_runs set finished_at = $2, counts = $3 where id = $1")
}

extension ImportQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        hashes, records, lockSource, put, start, finish, listings,
    ]
}

extension ImportQueries {
    /// Key and listing of all records of a source.
    package static let listings = Query<PairRow, String>(
        "import_listings", "select key, listing from listing_sources where source = $1")
}
