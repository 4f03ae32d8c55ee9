package import FoundationEssentials
package import Postgres

/// An answer that was given before.
package struct IdempotencyRow: PostgresRow {
    /// The SHA-256 of method, path and body.
    package let fingerprint: Bytea
    /// The status, nil while the request is still at work.
    package let status: Int?
    /// The headers by name.
    package let headers: JSONB?
    /// The body.
    package let body: String?
    /// When the request came.
    package let createdAt: Date

    package init(_ columns: inout Columns) throws(DatabaseError) {
        fingerprint = try columns.next()
        status = try columns.next(Int16?.self).map(Int.init)
        headers = try columns.next()
        body = try columns.next()
        createdAt = try columns.next()
    }
}

/// Remembering answers so that a request sent twice has one effect.
package enum IdempotencyQueries {
    /// Takes a key; gives no row changed where it is taken already.
    ///
    /// Parameters: account, key, fingerprint.
    package static let take = Query<NoRow, String, String, Bytea>(
        "idempotency_take",
        """
        insert into idempotency_keys as k (account, key, fingerprint) values ($1, $2, $3)
        on conflict (account, key) do update
        set fingerprint = excluded.fingerprint, status = null, headers = null, body = null, created_at = now()
        where k.created_at < now() - interval '48 hours'
            or (k.status is null and k.created_at < now() - interval '1 minute')
        """)

    /// What is remembered for a key.
    package static let find = Query<IdempotencyRow, String, String>(
        "idempotency_find",
        "select fingerprint, status, headers, body, created_at from idempotency_keys where account = $1 and key = $2"
    )

    /// Remembers an answer; parameters: account, key, status, headers, body.
    package static let answer = Query<NoRow, String, String, Int16, JSONB, String>(
        "idempotency_answer",
        "update idempotency_keys set status = $3, headers = $4, body = $5 where account = $1 and key = $2")

    /// Gives a key back after a failure that may pass.
    package static let release = Query<NoRow, String, String>(
        "idempotency_release",
        "delete from idempotency_keys where account = $1 and key = $2 and status is null")
}

extension IdempotencyQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        take, find, answer, release,
    ]
}
