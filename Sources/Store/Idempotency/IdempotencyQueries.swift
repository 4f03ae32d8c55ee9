package import Postgres

/// An answer that was given before.
package struct IdempotencyRow: PostgresRow {
    /// The SHA-256 of method, path and body.
    package let fingerprint: Bytea
    /// The status.
    package let status: Int
    /// The headers by name.
    package let headers: JSONB
    /// The body.
    package let body: String

    package init(_ columns: inout Columns) throws(DatabaseError) {
        fingerprint = try columns.next()
        status = Int(try columns.next(Int16.self))
        headers = try columns.next()
        body = try columns.next()
    }
}

/// Remembering answers so that a request sent twice has one effect.
package enum IdempotencyQueries {
    /// Keeps a key from others until the end of the transaction; false where another one has it.
    package static let lock = Query<One<Bool>, String, String>(
        "idempotency_lock", "select pg_try_advisory_xact_lock(hashtextextended($2, hashtextextended($1, 0)))")

    /// What is remembered for a key of an account.
    package static let find = Query<IdempotencyRow, String, String>(
        "idempotency_find",
        """
        select fingerprint, status, headers, body
        from idempotency_keys
        where account = $1 and key = $2 and created_at > now() - interval '48 hours'
        """)

    /// Remembers an answer, unless one is remembered.
    ///
    /// Parameters: account, key, fingerprint, status, headers, body.
    package static let keep = Query<NoRow, String, String, Bytea, Int16, JSONB, String>(
        "idempotency_keep",
        """
        insert into idempotency_keys as k (account, key, fingerprint, status, headers, body)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (account, key) do update
        set fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers,
            body = excluded.body, created_at = now()
        where k.created_at <= now() - interval '48 hours'
        """)
}

extension IdempotencyQueries {
    /// Forgets up to a hundred answers that are no longer of use, but for those that somebody else is about to forget;
    /// served by the index on created_at.
    package static let forget = Query<NoRow>(
        "idempotency_forget",
        """
        delete from idempotency_keys
        where (account, key) in (
            select account, key from idempotency_keys
            where created_at <= now() - interval '48 hours'
            order by created_at
            limit 100
            for update skip locked)
        """)

    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [lock, find, keep, forget]
}
