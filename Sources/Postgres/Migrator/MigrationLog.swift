/// The table `schema_migrations`, and how files get into it.
struct MigrationLog {
    private let session: Session

    init(_ session: Session) {
        self.session = session
    }

    /// Waits until no other migrator is at work here; the end of the session lets the next one in.
    func lock() throws(DatabaseError) {
        try session.command("select pg_advisory_lock(\(Self.lockKey))")
    }

    /// Compares what was applied with the files.
    func status(of migrations: [Migration]) throws -> MigrationStatus {
        let seen = try entries()
        var status = MigrationStatus()
        for migration in migrations {
            guard let entry = seen[migration.number] else {
                status.pending.append(migration.file)
                continue
            }
            status.applied.append(migration.file)
            let isSame = try entry.name == migration.name && entry.checksum == checksum(of: migration)
            if !isSame { status.changed.append(migration.file) }
        }
        let unknown = seen.values.filter { $0.number > migrations.count }
        status.unknown = unknown.sorted { $0.number < $1.number }.map(\.file)
        let last = seen.keys.max() ?? 0
        if let gap = migrations.first(where: { seen[$0.number] == nil && $0.number < last }) {
            throw MigrationError(gap.file, "later files were applied, this one was not")
        }
        return status
    }

    /// Runs a file and writes it down.
    func apply(_ migration: Migration) throws(MigrationError) {
        let isOutside = migration.isOutsideTransaction
        do {
            try createTable()
            if !isOutside { try session.command("begin; set local lock_timeout = '60s'") }
            try session.command(migration.sql)
            try record(migration)
            if !isOutside { try session.command("commit") }
        } catch {
            // The connection is thrown away when even this fails.
            _ = try? session.connection.command("rollback")
            throw MigrationError(migration.file, Self.reason(error), cause: error)
        }
    }

    private func createTable() throws(DatabaseError) {
        try session.command(
            """
            create table if not exists schema_migrations (
                number int4 primary key,
                name text not null,
                sha256 bytea not null,
                applied_at timestamptz not null default now()
            );
            comment on table schema_migrations is 'The migrations that this database has seen.'
            """)
    }

    private func record(_ migration: Migration) throws(DatabaseError) {
        let text = Bytea(Array(migration.sql.utf8))
        let insert: SQL = """
            insert into schema_migrations (number, name, sha256)
            values (\(Int32(migration.number)), \(migration.name), sha256(\(text)))
            """
        _ = try session.executeOnce(try insert.statement())
    }

    private func checksum(of migration: Migration) throws(DatabaseError) -> Bytea? {
        let sql: SQL = "select sha256(\(Bytea(Array(migration.sql.utf8))))"
        let result = try session.executeOnce(try sql.statement())
        return try result.rows(One<Bytea>.self, of: "migration_checksum").first?.value
    }

    private func entries() throws(DatabaseError) -> [Int: Entry] {
        let exists: SQL = "select to_regclass('schema_migrations') is not null"
        let answer = try session.executeOnce(try exists.statement())
        guard try answer.rows(One<Bool>.self, of: "migration_table").first?.value == true else { return [:] }
        let all: SQL = "select number, name, sha256 from schema_migrations"
        let rows = try session.executeOnce(try all.statement()).rows(Entry.self, of: "migration_entries")
        return Dictionary(rows.map { ($0.number, $0) }) { first, _ in first }
    }

    private static func reason(_ error: DatabaseError) -> String {
        [error.description, error.detail].compactMap(\.self).joined(separator: ": ")
    }

    /// Says “fitxa” to those who look at the locks of the server.
    private static let lockKey = 0x6669_7478_61

    private struct Entry: PostgresRow {
        let number: Int
        let name: String
        let checksum: Bytea

        var file: String { Migration.file(number, name) }

        init(_ columns: inout Columns) throws(DatabaseError) {
            number = Int(try columns.next(Int32.self))
            name = try columns.next()
            checksum = try columns.next()
        }
    }
}
