/// Why a database cannot be migrated.
package struct MigrationError: Error, Sendable, CustomStringConvertible {
    /// The file, or the folder, that is to blame.
    package let file: String

    /// What is wrong with it.
    package let reason: String

    /// What the server said, when it was the server who refused.
    package let cause: DatabaseError?

    init(_ file: String, _ reason: String, cause: DatabaseError? = nil) {
        self.file = file
        self.reason = reason
        self.cause = cause
    }

    package var description: String { "\(file): \(reason)" }
}
