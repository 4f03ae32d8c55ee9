import Directory
import Postgres
import Store

/// The request was answered before, by another one that was sent at the same time.
package struct AnsweredBefore: Error {
    /// The answer.
    package let answer: RememberedAnswer
}

/// Keeps the answer to a request in the transaction that has the effect.
struct AnswerKeeper: Sendable {
    let request: RepeatableRequest
    /// Makes the answer of what the transaction gives.
    let answer: @Sendable (Any) throws -> RememberedAnswer

    /// An answer cannot be made of what the transaction gives: a defect.
    struct Mismatch: Error {
        let given: String
    }

    /// Refuses a request that is at work elsewhere, and one that is done.
    func begin(in tx: borrowing WriteTransaction) throws {
        guard try tx.one(IdempotencyQueries.lock, request.account, request.key).value else {
            throw ActionError.conflict(
                code: "idempotency_key_in_flight", "the first request with this key is still at work",
                detail: .null)
        }
        if let row = try tx.first(IdempotencyQueries.find, request.account, request.key) {
            throw AnsweredBefore(answer: try request.answer(row))
        }
    }
}

extension Context {
    /// The context for an action whose answer is to be remembered: key, effect and answer are written in one
    /// transaction, so that whoever dies in the middle leaves all of them or none.
    ///
    /// - Parameters:
    ///   - request: The request that may be sent again.
    ///   - answer: Makes the answer of what the action gives.
    /// - Returns: A context for that one action.
    package func answering<Result>(
        _ request: RepeatableRequest, _ answer: @escaping @Sendable (Result) throws -> RememberedAnswer
    ) -> Context {
        var context = self
        context.keeper = AnswerKeeper(request: request) { result in
            guard let result = result as? Result else {
                throw AnswerKeeper.Mismatch(given: "\(type(of: result))")
            }
            return try answer(result)
        }
        return context
    }

    /// Runs the one transaction of an action, and remembers the answer with it where it is to be.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (borrowing WriteTransaction) throws -> Result
    ) async throws -> Result {
        guard let keeper else { return try await database.write(body) }
        return try await database.write { tx in
            try keeper.begin(in: tx)
            let result = try body(tx)
            try keeper.request.keep(try keeper.answer(result), in: tx)
            return result
        }
    }
}
