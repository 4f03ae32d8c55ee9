package import FoundationEssentials
package import Postgres

/// Reading and moving the heads of listings.
package enum ListingQueries {
    /// One head; served by the primary key.
    package static let byID = Query<ListingRow, String>(
        "listing_by_id",
        """
        select id, status, revision, commune, fields, published_at, content_changed_at, assured_at, closed_at,
            closed_reason, merged_into
        from listings
        where id = $1
        """)

    /// Several heads, locked in the order of their ids so that two transactions cannot wait for each other.
    package static let lock = Query<ListingRow, [String]>(
        "listings_lock",
        """
        select id, status, revision, commune, fields, published_at, content_changed_at, assured_at, closed_at,
            closed_reason, merged_into
        from listings
        where id = any ($1)
        order by id
        for update
        """)

    /// Several heads with those that they are related to or were merged into, locked in the order of their ids: all
    /// that a publication of them may concern.
    package static let lockWithRelated = Query<ListingRow, [String]>(
        "listings_lock_with_related",
        """
        select id, status, revision, commune, fields, published_at, content_changed_at, assured_at, closed_at,
            closed_reason, merged_into
        from listings
        where id = any ($1 || array(
            select substr(path, length('related/') + 1)
            from listings l, jsonb_object_keys(l.fields) path
            where l.id = any ($1) and path like 'related/%'
            union all
            select l.merged_into from listings l where l.id = any ($1) and l.merged_into is not null))
        order by id
        for update
        """)

    /// A page of heads by id, closed ones included; served by the primary key.
    package static let page = Query<ListingRow, String, Int>(
        "listings_page",
        """
        select id, status, revision, commune, fields, published_at, content_changed_at, assured_at, closed_at,
            closed_reason, merged_into
        from listings
        where id > $1
        order by id
        limit $2
        """)

    /// Inserts or moves heads, each from the revision before; gives the number of rows that fitted.
    ///
    /// Parameters: ids, statuses, revisions, categories, communes, fields, the time, closing reasons, merge targets, when
    /// the contents changed.
    package static let publish = Query<
        NoRow, [String], [String], [Int32], [String], [String?], [JSONB], Date, [String?], [String?], [Date]
    >(
        "listings_publish",
        """
        insert into listings as l (id, status, revision, category, commune, fields, published_at, content_changed_at,
            closed_at, closed_reason, merged_into)
        select n.id, n.status, n.revision, n.category, n.commune, n.fields, $7, n.changed_at,
            case when n.status = 'closed' then $7 end, n.reason, n.merged_into
        from unnest($1, $2, $3, $4, $5, $6, $8, $9, $10)
            as n (id, status, revision, category, commune, fields, reason, merged_into, changed_at)
        order by n.id
        on conflict (id) do update
        set status = excluded.status, revision = excluded.revision, category = excluded.category,
            commune = excluded.commune, fields = excluded.fields, content_changed_at = excluded.content_changed_at,
            closed_at = excluded.closed_at, closed_reason = excluded.closed_reason,
            merged_into = excluded.merged_into
        where l.revision = excluded.revision - 1
        """)

    /// Dates listings that came from elsewhere; parameters: ids, when they were first published, when somebody last
    /// said that all is correct.
    package static let date = Query<NoRow, [String], [Date], [Date?]>(
        "listings_date",
        """
        update listings l
        set published_at = n.published_at, assured_at = n.assured_at
        from unnest($1, $2, $3) as n (id, published_at, assured_at)
        where l.id = n.id
        """)

    /// Notes that somebody found the listing still correct; parameters: id, time, account.
    package static let confirm = Query<NoRow, String, Date, String>(
        "listing_confirm",
        "update listings set assured_at = $2, assured_by = $3 where id = $1 and status = 'published'")
}

extension ListingQueries {
    /// Several heads; served by the primary key.
    package static let byIDs = Query<ListingRow, [String]>(
        "listings_by_ids",
        """
        select id, status, revision, commune, fields, published_at, content_changed_at, assured_at, closed_at,
            closed_reason, merged_into
        from listings
        where id = any ($1)
        """)
}

extension ListingQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        byID, lock, lockWithRelated, page, publish, date, confirm, byIDs,
    ]
}
