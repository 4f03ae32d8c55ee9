package import FoundationEssentials
package import Postgres

/// Reading and moving proposals.
package enum ProposalQueries {
    /// One proposal.
    package static let byID = Query<ProposalRow, String>(
        "proposal_by_id",
        """
        select p.id, p.kind, p.origin, p.listing, p.commune, p.author, p.state, p.version, p.base_revision, p.risk,
            p.comment, p.remark, p.submitted_at, p.updated_at, p.due_on::text, p.closed_at, p.claimed_by,
            p.claimed_until, coalesce(t.lineage, '{}')
        from proposals p
        left join territories t on t.code = p.commune
        where p.id = $1
        """)

    /// Locks a proposal until the transaction ends.
    package static let lock = Query<One<String>, String>(
        "proposal_lock", "select id from proposals where id = $1 for update")

    /// The fields of proposals in no order.
    package static let fields = Query<ProposalFieldRow, [String]>(
        "proposal_fields_of",
        """
        select proposal, path, base, proposed, status, final, reason_code, reason, decided_by, decided_at
        from proposal_fields
        where proposal = any ($1)
        """)

    /// Inserts a proposal; parameters: id, kind, origin, listing, commune, author, base revision, risk, comment,
    /// time, due day (ISO text), import run.
    package static let insert = Query<
        NoRow, String, String, String, String?, String?, String, Int32, Int16, String?, Date, String, Int?
    >(
        "proposal_insert",
        """
        insert into proposals (id, kind, origin, listing, commune, author, state, base_revision, risk, comment,
            submitted_at, updated_at, due_on, run)
        values ($1, $2, $3, $4, $5, $6, 'submitted', $7, $8, $9, $10, $10, $11::text::date, $12)
        """)

    /// Inserts or replaces pending fields; parameters: proposal, paths, bases, proposed values.
    package static let putFields = Query<NoRow, String, [String], [JSONB?], [JSONB?]>(
        "proposal_fields_put",
        """
        insert into proposal_fields (proposal, path, base, proposed)
        select $1, n.path, n.base, n.proposed
        from unnest($2, $3, $4) as n (path, base, proposed)
        on conflict (proposal, path) do update
        set proposed = excluded.proposed
        where proposal_fields.status = 'pending'
        """)

    /// Takes pending fields out of a proposal; parameters: proposal, paths.
    package static let removeFields = Query<NoRow, String, [String]>(
        "proposal_fields_remove",
        "delete from proposal_fields where proposal = $1 and path = any ($2) and status = 'pending'")

    /// Notes what became of fields; parameters: proposal, paths, statuses, final values, reason codes, reasons,
    /// account, time.
    package static let decideFields = Query<
        NoRow, String, [String], [String], [JSONB?], [String?], [String?], String, Date
    >(
        "proposal_fields_decide",
        """
        update proposal_fields f
        set status = n.status, final = n.final, reason_code = n.reason_code, reason = n.reason, decided_by = $7,
            decided_at = $8
        from unnest($2, $3, $4, $5, $6) as n (path, status, final, reason_code, reason)
        where f.proposal = $1 and f.path = n.path and f.status = 'pending'
        """)

    /// Ends all pending fields in one way; parameters: proposal, status, account, time.
    package static let endFields = Query<NoRow, String, String, String, Date>(
        "proposal_fields_end",
        """
        update proposal_fields set status = $2, decided_by = $3, decided_at = $4
        where proposal = $1 and status = 'pending'
        """)

    /// Makes decided fields pending again; parameters: proposal, paths.
    package static let reopenFields = Query<NoRow, String, [String]>(
        "proposal_fields_reopen",
        """
        update proposal_fields
        set status = 'pending', final = null, reason_code = null, reason = null, decided_by = null, decided_at = null
        where proposal = $1 and path = any ($2)
        """)

    /// Moves a proposal on by one version; parameters: id, state, time, whether it has ended, comment, remark.
    package static let move = Query<NoRow, String, String, Date, Bool, String?, String?>(
        "proposal_move",
        """
        update proposals
        set state = $2, version = version + 1, updated_at = $3, closed_at = case when $4 then $3 end,
            comment = coalesce($5, comment), remark = coalesce($6, remark), claimed_by = null, claimed_until = null
        where id = $1
        """)

    /// Names the listing that a proposal has created, nil where that is undone, and its commune.
    package static let setListing = Query<NoRow, String, String?, String?>(
        "proposal_set_listing", "update proposals set listing = $2, commune = $3 where id = $1")

    /// Names the commune in which a proposed listing would lie.
    package static let place = Query<NoRow, String, String?>(
        "proposal_place", "update proposals set commune = $2 where id = $1")

    /// Lets the proposals of listings follow them to their communes; parameters: listings, communes.
    ///
    /// Those that have come to their end follow too: they are read, and may be opened again, where the listing lies.
    package static let follow = Query<NoRow, [String], [String?]>(
        "proposals_follow",
        """
        update proposals p
        set commune = n.commune
        from unnest($1, $2) as n (listing, commune)
        where p.listing = n.listing
        """)

    /// Takes or renews the lease; parameters: id, account, time, end.
    package static let claim = Query<NoRow, String, String, Date, Date>(
        "proposal_claim",
        """
        update proposals set claimed_by = $2, claimed_until = $4
        where id = $1 and (claimed_until is null or claimed_until <= $3 or claimed_by = $2)
        """)

    /// Gives the lease back.
    package static let release = Query<NoRow, String, String>(
        "proposal_release",
        "update proposals set claimed_by = null, claimed_until = null where id = $1 and claimed_by = $2")

    /// Appends a decision; parameters: proposal, version, account, time, seen, choices, revision, the right that it gave.
    package static let decide = Query<NoRow, String, Int32, String, Date, JSONB, JSONB, Int32?, Int?>(
        "decision_insert",
        """
        insert into decisions (proposal, version, actor, at, seen, choices, revision, granted)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """)

    /// Notes the right that a decision gave by creating a listing; parameters: proposal, version, right.
    package static let granted = Query<NoRow, String, Int32, Int>(
        "decision_granted", "update decisions set granted = $3 where proposal = $1 and version = $2")

    /// The newest decision that was not undone.
    package static let lastDecision = Query<DecisionRow, String>(
        "decision_last",
        """
        select id, actor, at, version, choices, revision, granted, undone_at
        from decisions
        where proposal = $1 and undone_at is null
        order by id desc
        limit 1
        """)

    /// Marks a decision as undone.
    package static let undo = Query<NoRow, Int, Date>(
        "decision_undo", "update decisions set undone_at = $2 where id = $1")

    /// The open proposals of import origin to change a listing, locked.
    package static let openImports = Query<One<String>, String, String>(
        "proposals_open_imports",
        """
        select id from proposals
        where listing = $1 and author = $2 and origin = 'import' and kind = 'edit'
            and state in ('submitted', 'changes_requested')
        order by submitted_at, id
        for update
        """)

    /// The open proposals of import origin to change some listings, each after its listing, locked.
    package static let openImportsOfListings = Query<PairRow, [String], String>(
        "proposals_open_imports_of_listings",
        """
        select listing, id from proposals
        where listing = any ($1) and author = $2 and origin = 'import' and kind = 'edit'
            and state in ('submitted', 'changes_requested')
        order by id
        for update
        """)

    /// The open proposals of a listing, locked.
    package static let openOfListing = Query<One<String>, String>(
        "proposals_open_of_listing",
        """
        select id from proposals
        where listing = $1 and state in ('submitted', 'changes_requested')
        order by submitted_at, id
        for update
        """)
}

extension ProposalQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        byID, lock, fields, insert, putFields, removeFields, decideFields, endFields, reopenFields, move,
        setListing, place, follow, claim, release, decide, granted, lastDecision, undo, openImports,
        openImportsOfListings, openOfListing,
    ]
}
