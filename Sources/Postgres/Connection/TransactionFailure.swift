/// How a transaction has failed: what its body threw, and what the server had said before.
///
/// The two differ when the body puts the server's error into one of its own.
struct TransactionFailure: Error {
    let error: any Error
    let cause: DatabaseError?

    /// Whether the server undid the transaction for the sake of another one, by a serialization failure or a deadlock, or
    /// the body did (``DatabaseError/raced(_:)``).
    var isWorthRepeating: Bool {
        cause?.isWorthRepeating ?? (error as? DatabaseError)?.isWorthRepeating ?? false
    }

    /// Whether the connection was lost.
    var isLostConnection: Bool {
        cause?.kind == .connection
    }
}
