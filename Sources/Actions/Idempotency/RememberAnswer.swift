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

/// A request that carries a key of its sender's, so that it has one effect however often it is sent.
package struct RepeatableRequest: Sendable {
    let account: String
    let key: String
    let fingerprint: Bytea

    /// The request of an account with that key; the bytes are all that tells it from others.
    package init(of account: String, key: String, bytes: [UInt8]) {
        (self.account, self.key) = (account, key)
        fingerprint = Bytea(Array(SHA256.hash(data: bytes)))
    }

    /// The answer of a row; refused where the key came with another request.
    func answer(_ row: IdempotencyRow) throws -> RememberedAnswer {
        guard row.fingerprint == fingerprint else {
            throw ActionError.conflict(
                code: "idempotency_key_reused", "the key was used for another request", detail: .null)
        }
        return RememberedAnswer(
            status: row.status, headers: try row.headers.json("idempotency_keys", key), body: row.body)
    }
}

/// Remembers for 48 hours what requests were answered that may be sent again.
///
/// What has an effect is remembered by the transaction that has it (``Context/answering(_:_:)``); this is for the
/// rest: refusals, and answers of routes that may do their work twice without harm.
package struct RememberAnswer: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Gives the answer that the same request has had; nil where it is new.
    ///
    /// Refused: the key came with another request (`idempotency_key_reused`).
    package func find(_ request: RepeatableRequest) async throws -> RememberedAnswer? {
        let rows = try await context.database.read { tx in
            try tx.all(IdempotencyQueries.find, request.account, request.key)
        }
        return try rows.first.map(request.answer)
    }

    /// Keeps the answer, unless one is kept already, and forgets some that are older than 48 hours: more than come, so
    /// that the table holds two days.
    package func keep(_ answer: RememberedAnswer, for request: RepeatableRequest) async throws {
        try await context.database.write { tx in
            try tx.run(IdempotencyQueries.forget)
            try request.keep(answer, in: tx)
        }
    }
}

extension RepeatableRequest {
    func keep(_ answer: RememberedAnswer, in tx: borrowing WriteTransaction) throws {
        try tx.run(
            IdempotencyQueries.keep, account, key, fingerprint, Int16(answer.status), JSONB(answer.headers),
            answer.body)
    }
}
