import Crypto
package import Directory
import Postgres
import Store

/// An answer that is kept so that a request sent twice has one effect.
package struct RememberedAnswer: Sendable {
    /// The status.
    package let status: Int
    /// The headers, by name.
    package let headers: JSON
    /// The body.
    package let body: String

    /// An answer of these parts.
    package init(status: Int, headers: JSON, body: String) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }
}

/// Gives a request that was sent before the answer that it got (for 48 hours).
package struct RememberAnswer: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Takes the key for a request and gives the answer that the same request has had; nil where it is new.
    ///
    /// Refused: the key came with another request (`idempotency_key_reused`), or the first one is still at
    /// work (`idempotency_key_in_flight`).
    package func take(_ key: String, request: [UInt8], of account: String) async throws -> RememberedAnswer? {
        let fingerprint = Bytea(Array(SHA256.hash(data: request)))
        return try await context.database.write { tx in
            if try tx.run(IdempotencyQueries.take, account, key, fingerprint) == 1 { return nil }
            let row = try tx.one(IdempotencyQueries.find, account, key)
            guard row.fingerprint == fingerprint else {
                throw ActionError.conflict(
                    code: "idempotency_key_reused", "the key was used for another request", detail: .null)
            }
            guard let status = row.status else {
                throw ActionError.conflict(
                    code: "idempotency_key_in_flight", "the first request with this key is still at work",
                    detail: .null)
            }
            return RememberedAnswer(
                status: status, headers: try row.headers?.json("idempotency_keys", key) ?? .null,
                body: row.body ?? "")
        }
    }

    /// Keeps the answer.
    package func keep(_ answer: RememberedAnswer, for key: String, of account: String) async throws {
        try await context.database.write { tx in
            try tx.run(
                IdempotencyQueries.answer, account, key, Int16(answer.status), JSONB(answer.headers),
                answer.body)
        }
    }

    /// Gives the key back: the request failed in a way that may pass.
    package func release(_ key: String, of account: String) async throws {
        try await context.database.write { tx in
            try tx.run(IdempotencyQueries.release, account, key)
        }
    }
}
