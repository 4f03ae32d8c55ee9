import Postgres

/// Tells failures that pass from those that do not.
package enum Outage {
    /// Whether the database could not be reached or was too busy, so that the same request may succeed later.
    package static func isCause(of error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return error is CancellationError }
        return error.isUnavailable || error.kind == .timeout || error.kind == .cancelled
    }
}
