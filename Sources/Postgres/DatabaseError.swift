/// What went wrong between this program and PostgreSQL, with everything the server said about it.
package struct DatabaseError: Error, Sendable, CustomStringConvertible {
    /// The kind of failure, as far as a caller can act on it.
    package enum Kind: Sendable {
        /// The server refused the statement: see ``DatabaseError/sqlState``.
        case server
        /// The connection could not be made or was lost.
        case connection
        /// A statement, a lock or a free connection took longer than allowed.
        case timeout
        /// The task was cancelled.
        case cancelled
        /// A value or a row has not the form that the code expects: a defect.
        case decoding
        /// A row was promised and there is none.
        case noRow
    }

    /// What a caller can act on.
    package var kind: Kind
    /// What is wrong, in one line.
    package var message: String
    /// The server's code of five characters, nil when the server has said nothing.
    package var sqlState: String?
    /// What the server adds, which may contain values of the row.
    package var detail: String?
    /// The constraint that is violated.
    package var constraint: String?
    /// The table of the constraint.
    package var table: String?
    /// The column of the table, or of the result.
    package var column: String?
    /// The name of the query.
    package var query: String?

    /// Whether a transaction may or may not have been committed, because the connection was lost while
    /// the server was asked to.
    package var isOutcomeUnknown = false

    /// Makes an error that the server knows nothing about.
    package init(_ kind: Kind, _ message: String, query: String? = nil) {
        self.kind = kind
        self.message = message
        self.query = query
    }

    /// Says that a transaction has met what another one did meanwhile and must run again, as after a serialization failure.
    package static func raced(_ message: String) -> DatabaseError {
        var error = DatabaseError(.server, message)
        error.sqlState = serializationFailure
        return error
    }

    /// Whether the transaction runs again and may succeed then.
    var isWorthRepeating: Bool {
        sqlState == Self.serializationFailure || sqlState == Self.deadlock
    }

    /// Whether the database cannot be used at the moment, so that the same request may succeed later.
    package var isUnavailable: Bool {
        switch kind {
        case .connection: true
        case .timeout: sqlState == nil
        case .server: sqlState == Self.tooManyConnections
        case .cancelled, .decoding, .noRow: false
        }
    }

    package var description: String {
        var text = sqlState.map { "\(message) (\($0))" } ?? message
        if let query { text = "\(query): \(text)" }
        if isOutcomeUnknown { text += "; it is unknown whether the transaction was committed" }
        return text
    }

    private static let tooManyConnections = "53300"
    private static let serializationFailure = "40001"
    private static let deadlock = "40P01"
}
