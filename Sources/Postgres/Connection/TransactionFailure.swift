/// How a transaction has failed: what its body threw, and what the server had said before.
///
/// The two differ when the body puts the server's error into one of its own.
struct TransactionFailure: Error {
    let error: any Error
    let cause: DatabaseError?

    /// Whether the server undid the transaction for the sake of another one: by a serialization failure or a
    /// deadlock.
    var isWorthRepeating: Bool {
        cause?.sqlState == "40001" || cause?.sqlState == "40P01"
    }

    /// Whether the connection was lost.
    var isLostConnection: Bool {
        cause?.kind == .connection
    }
}
