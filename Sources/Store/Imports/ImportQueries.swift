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
    /// The run that wrote the row last.
    package let run: Int?
    /// Since when the source lacks the record.
    package let missingSince: Date?
    /// When it stopped counting as a source of its listing.
    package let removedAt: Date?
    /// The revision that closed the listing with it.
    package let closedRevision: Int?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        key = try columns.next()
        listing = try columns.next()
        sent = try columns.next()
        sentSHA256 = try columns.next()
        run = try columns.next()
        missingSince = try columns.next()
        removedAt = try columns.next()
        closedRevision = try columns.next(Int32?.self).map(Int.init)
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

/// Which record had which content, and which listing it is.
package struct KnownRecordRow: PostgresRow {
    /// The record's key in the source.
    package let key: String
    /// The listing.
    package let listing: String
    /// The SHA-256 of the record as it came.
    package let sentSHA256: Bytea

    package init(_ columns: inout Columns) throws(DatabaseError) {
        key = try columns.next()
        listing = try columns.next()
        sentSHA256 = try columns.next()
    }
}

/// A record that its source still has, as far as is known.
package struct LiveRecordRow: PostgresRow {
    /// The record's key in the source.
    package let key: String
    /// The listing.
    package let listing: String
    /// Whether the listing is published.
    package let isPublished: Bool
    /// How many records of all sources count for the listing, and one more where people made it.
    package let senders: Int
    /// When the source sent it last.
    package let seenAt: Date

    package init(_ columns: inout Columns) throws(DatabaseError) {
        key = try columns.next()
        listing = try columns.next()
        isPublished = try columns.next()
        senders = try columns.next()
        seenAt = try columns.next()
    }
}

/// What sources sent.
package enum ImportQueries {
    /// The content hashes of a source's records, without those that have vanished: they are read again if they come.
    package static let hashes = Query<SourceHashRow, String>(
        "import_hashes",
        "select key, sent_sha256 from listing_sources where source = $1 and missing_since is null")

    /// The listings and content hashes of several records of a source, without those that have vanished.
    package static let knownOf = Query<KnownRecordRow, String, [String]>(
        "import_known_of",
        """
        select key, listing, sent_sha256
        from listing_sources
        where source = $1 and key = any ($2) and missing_since is null
        """)

    /// Several records of a source.
    package static let records = Query<SourceRecordRow, String, [String]>(
        "import_records",
        """
        select key, listing, sent, sent_sha256, run, missing_since, removed_at, closed_revision
        from listing_sources
        where source = $1 and key = any ($2)
        """)

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
        set sent = excluded.sent, sent_sha256 = excluded.sent_sha256, run = excluded.run, seen_at = excluded.seen_at,
            missing_since = null, missing_run = null, removed_at = null, closed_revision = null
        """)

    /// Key and listing of all records of a source.
    package static let listings = Query<PairRow, String>(
        "import_listings", "select key, listing from listing_sources where source = $1")

    /// The records that count as a source's, each with how many records of all sources its listing has; those of other
    /// sources that name the listing by its own id stand for nothing.
    package static let live = Query<LiveRecordRow, String>(
        "import_live_records",
        """
        select s.key, s.listing, l.status = 'published',
            (select count(*) from listing_sources o
                where o.listing = s.listing and o.removed_at is null
                    and (o.key collate "C" <> o.listing or o.source = s.source))
                + (select count(*) from revisions r
                    where r.listing = s.listing and r.number = 1 and r.cause <> 'import'),
            s.seen_at
        from listing_sources s
        join listings l on l.id = s.listing
        where s.source = $1 and s.removed_at is null
        order by s.listing, s.key
        """)

    /// Those of some listings that were not made by an import.
    package static let madeByPeople = Query<One<String>, [String]>(
        "import_listings_of_people",
        "select listing from revisions where listing = any ($1) and number = 1 and cause <> 'import'")

    /// Notes that the source lacks records; parameters: source, keys, time, run.
    package static let miss = Query<NoRow, String, [String], Date, Int?>(
        "import_records_miss",
        """
        update listing_sources
        set missing_since = coalesce(missing_since, $3), missing_run = coalesce(missing_run, $4)
        where source = $1 and key = any ($2)
        """)

    /// Takes records out of the sources of their listings; parameters: source, keys, revisions that close, time, run.
    package static let remove = Query<NoRow, String, [String], [Int32?], Date, Int?>(
        "import_records_remove",
        """
        update listing_sources s
        set missing_since = coalesce(s.missing_since, $4), missing_run = coalesce(s.missing_run, $5), removed_at = $4,
            closed_revision = n.revision
        from unnest($2, $3) as n (key, revision)
        where s.source = $1 and s.key = n.key
        """)
}

extension ImportQueries {
    /// Counts removed records again; parameters: source, keys.
    package static let revive = Query<NoRow, String, [String]>(
        "import_records_revive",
        """
        update listing_sources
        set missing_since = null, missing_run = null, removed_at = null, closed_revision = null
        where source = $1 and key = any ($2)
        """)

    /// Sets back what the source sent, and forgets the content so that it is read again; parameters: source, keys,
    /// values.
    package static let setBack = Query<NoRow, String, [String], [JSONB]>(
        "import_records_set_back",
        """
        update listing_sources s
        set sent = n.sent, sent_sha256 = '\\x'
        from unnest($2, $3) as n (key, sent)
        where s.source = $1 and s.key = n.key
        """)

    /// Forgets records altogether.
    package static let forget = Query<NoRow, String, [String]>(
        "import_records_forget", "delete from listing_sources where source = $1 and key = any ($2)")

    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        hashes, knownOf, records, lockSource, put, listings, live, madeByPeople, miss, remove, revive,
        setBack, forget,
    ]
}
