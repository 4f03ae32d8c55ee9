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

    package var kind: Kind
    package var message: String
    package var sqlState: String?
    package var detail: String?
    package var constraint: String?
    package var table: String?
    package var column: String?
    package var query: String?

    /// Whether a transaction may or may not have been committed, because the connection was lost while
    /// the server was asked to.
    package var isOutcomeUnknown = false

    package init(_ kind: Kind, _ message: String, query: String? = nil) {
        self.kind = kind
        self.message = message
        self.query = query
    }

    /// Whether the database cannot be used at the moment, so that the same request may succeed later.
    package var isUnavailable: Bool {
        switch kind {
        case .connection: true
        case .timeout: sqlState == nil
        case .server, .cancelled, .decoding, .noRow: sqlState.map(Self.unavailable.contains) ?? false
        }
    }

    package var description: String {
        var text = sqlState.map { "\(message) (\($0))" } ?? message
        if let query { text = "\(query): \(text)" }
        if isOutcomeUnknown { text += "; it is unknown whether the transaction was committed" }
        return text
    }

    /// Shutdown in progress, crash of the server, not accepting connections yet, too many connections.
    private static let unavailable: Set<String> = ["57P01", "57P02", "57P03", "53300"]
}
