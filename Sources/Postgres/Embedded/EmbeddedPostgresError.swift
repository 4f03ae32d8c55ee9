/// Why no embedded PostgreSQL can be used, and what to do about it.
package struct EmbeddedPostgresError: Error, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
