/// Brings a database to the schema that a folder of migrations describes, forward only.
///
/// Each file runs once, in the order of the numbers, in a transaction of its own. A file whose first line
/// begins with `-- no transaction:` runs outside one, and holds a single statement. What has run is written
/// down in the table `schema_migrations` with the checksum of the file.
package struct Migrator: Sendable {
    private let directory: String

    /// Takes the folder with the files.
    package init(directory: String) {
        self.directory = directory
    }

    /// Compares the database with the folder, and changes nothing.
    package func status(_ database: Database) async throws -> MigrationStatus {
        let migrations = try Migration.all(in: directory)
        return try await database.withWorker { worker in
            try await worker.run { slot, _ in
                try slot.lend { session in try MigrationLog(session).status(of: migrations) }
            }
        }
    }

    /// Applies what is pending, and gives the names of the files that it has applied.
    ///
    /// Several migrators may run at the same time: one works, the others wait and then find nothing to do.
    /// - Throws: ``MigrationError`` when a file was changed after it had been applied, when one is missing in
    ///   between, when the database has seen more than the folder holds, and when the server refuses a
    ///   statement; everything before the file in question stays applied.
    @discardableResult
    package func migrate(_ database: Database) async throws -> [String] {
        let migrations = try Migration.all(in: directory)
        return try await database.withOwnSession { session in
            let log = MigrationLog(session)
            try log.lock()
            let status = try log.status(of: migrations)
            if let file = status.changed.first {
                throw MigrationError(file, "the file was changed after it had been applied")
            }
            if let file = status.unknown.first {
                throw MigrationError(file, "the database is newer than this program, which lacks the file")
            }
            let pending = migrations.filter { status.pending.contains($0.file) }
            for migration in pending {
                try log.apply(migration)
            }
            return pending.map(\.file)
        }
    }
}

extension Database {
    /// Runs a body on a connection outside the pool, on which statements may take as long as they need.
    func withOwnSession<Value: Sendable>(
        _ body: @escaping @Sendable (Session) throws -> Value
    ) async throws -> Value {
        let worker = Worker(configuration)
        defer { worker.stop() }
        return try await worker.run { slot, interruption in
            try slot.lend { session in
                session.interruption = interruption
                interruption.begin(session.canceller)
                defer { interruption.end() }
                try session.command("set statement_timeout = 0; set lock_timeout = 0")
                return try body(session)
            }
        }
    }
}
