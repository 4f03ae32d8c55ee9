package import FoundationEssentials
package import Postgres

/// One source of a listing and what it sent last.
package struct SentRow: PostgresRow {
    /// The listing.
    package let listing: String
    /// The name of the source.
    package let source: String
    /// The record's key in the source.
    package let key: String
    /// Values by field path as the source sent them.
    package let sent: JSONB

    package init(_ columns: inout Columns) throws(DatabaseError) {
        listing = try columns.next()
        source = try columns.next()
        key = try columns.next()
        sent = try columns.next()
    }
}

/// The keys by which sources know listings, as they travel from one Fitxa to another.
package enum SourceKeyQueries {
    /// What the sources of listings sent last, in the order of the sources; without records that were removed and without
    /// those that name the listing by its own id.
    package static let sent = Query<SentRow, [String]>(
        "source_keys_sent",
        """
        select listing, source, key, sent
        from listing_sources
        where listing = any ($1) and removed_at is null and key collate "C" <> listing
        order by source, key
        """)

    /// Who holds some keys; parameters: sources and keys, pair by pair; served by the primary key.
    package static let holders = Query<SourceKeyRow, [String], [String]>(
        "source_keys_holders",
        """
        select s.listing, s.source, s.key
        from unnest($1, $2) as n (source, key)
        join listing_sources s on s.source = n.source and s.key = n.key
        """)

    /// Brings keys that nobody holds, without a digest, so that the source's next record is compared; parameters:
    /// sources, keys, listings, what was sent last, run, time.
    package static let bring = Query<NoRow, [String], [String], [String], [JSONB], Int?, Date>(
        "source_keys_bring",
        """
        insert into listing_sources (source, key, listing, sent, sent_sha256, run, seen_at)
        select n.source, n.key, n.listing, n.sent, '\\x', $5, $6
        from unnest($1, $2, $3, $4) as n (source, key, listing, sent)
        order by n.source, n.key
        """)

    /// Those of some listings to which a run has brought keys of other sources that have not sent them since;
    /// parameters: run, its source, listings.
    package static let brought = Query<One<String>, Int, String, [String]>(
        "source_keys_brought",
        """
        select distinct listing
        from listing_sources
        where listing = any ($3) and source <> $2 and run = $1
        """)

    /// Forgets the keys of other sources that a run has brought to listings; parameters: run, its source, listings.
    package static let forget = Query<NoRow, Int, String, [String]>(
        "source_keys_forget",
        "delete from listing_sources where listing = any ($3) and source <> $2 and run = $1")

    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [sent, holders, bring, brought, forget]
}
