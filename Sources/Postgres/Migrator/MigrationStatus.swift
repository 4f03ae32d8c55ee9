/// How the migrations that a database has seen compare with those of a folder.
package struct MigrationStatus: Sendable, Equatable {
    /// Files that the database has seen, in order.
    package var applied: [String] = []

    /// Files that it has not seen yet.
    package var pending: [String] = []

    /// What the database has seen and the folder does not know: the database is newer than the program.
    package var unknown: [String] = []

    /// Files that are not what the database has seen.
    package var changed: [String] = []

    /// Whether program and database fit together as they are.
    package var isCurrent: Bool { pending.isEmpty && unknown.isEmpty && changed.isEmpty }

    /// Whether the database lacks something that the program needs.
    package var isOlder: Bool { !pending.isEmpty }

    /// Whether the database has seen more than the program knows.
    package var isNewer: Bool { !unknown.isEmpty }
}
