import Foundation
import Postgres
import Support
import Testing

@Suite(.timeLimit(.minutes(6)))
struct MigratorTests {
    /// Runs a body with a migrator for some files and an empty database.
    private func withMigrator(
        _ files: [String: String], _ body: (Migrator, Folder, Database) async throws -> Void
    ) async throws {
        let folder = try Folder(files)
        defer { folder.remove() }
        try await withDatabase(migrated: false) { database in
            try await body(Migrator(directory: folder.path), folder, database)
        }
    }

    private func tables(_ database: Database) async throws -> [String] {
        let sql: SQL = "select tablename from pg_tables where schemaname = 'public' order by 1"
        return try await database.fetch(sql, as: One<String>.self).map(\.value)
    }

    private func failure(_ migrator: Migrator, _ database: Database) async -> MigrationError? {
        await #expect(throws: MigrationError.self) { try await migrator.migrate(database) }
    }

    private static let two = [
        "0001_first.sql": "create table first (id int8); create table other (id int8);",
        "0002_second.sql": "create table second (id int8);",
    ]

    @Test func `a transaction that was given up with a statement on its way leaves nothing for the next`()
        async throws
    {
        struct Refusal: Error {}
        let count = Query<NoRow, Int>("count_up", "select count(*) from generate_series(1, $1)")
        try await withMigrator(Self.two) { migrator, _, database in
            for _ in 0..<10 {
                _ = try? await database.write { tx in
                    try tx.send(count, 10)
                    throw Refusal()
                }
                let pending = try await migrator.status(database).pending
                #expect(pending.count == 2)
            }
        }
    }

    @Test func `files run once, in order`() async throws {
        try await withMigrator(Self.two) { migrator, folder, database in
            #expect(try await migrator.status(database).pending == ["0001_first.sql", "0002_second.sql"])
            #expect(try await migrator.migrate(database) == ["0001_first.sql", "0002_second.sql"])
            #expect(try await migrator.migrate(database).isEmpty)
            #expect(try await tables(database) == ["first", "other", "schema_migrations", "second"])
            try folder.write("0003_third.sql", "alter table first add name text")
            #expect(try await migrator.status(database).isOlder)
            #expect(try await migrator.migrate(database) == ["0003_third.sql"])
            #expect(try await migrator.status(database).isCurrent)
        }
    }

    @Test func `asking for the status changes nothing`() async throws {
        try await withMigrator(Self.two) { migrator, _, database in
            _ = try await migrator.status(database)
            #expect(try await tables(database).isEmpty)
        }
    }

    @Test func `a file that was changed afterwards stops the run`() async throws {
        try await withMigrator(Self.two) { migrator, folder, database in
            try await migrator.migrate(database)
            try folder.write("0001_first.sql", "create table first (id int4);")
            try folder.write("0003_third.sql", "create table third ()")
            #expect(try await migrator.status(database).changed == ["0001_first.sql"])
            #expect(await failure(migrator, database)?.file == "0001_first.sql")
            #expect(try await tables(database).contains("third") == false)
        }
    }

    @Test func `a database newer than the files is told from an older one`() async throws {
        try await withMigrator(Self.two) { migrator, folder, database in
            try await migrator.migrate(database)
            try folder.delete("0002_second.sql")
            let status = try await migrator.status(database)
            #expect(status.isNewer && !status.isOlder)
            #expect(status.unknown == ["0002_second.sql"])
            #expect(await failure(migrator, database)?.reason.contains("newer") == true)
        }
    }

    @Test(arguments: ["0003_third.sql", "0001_again.sql", "third.sql", "12_third.sql", "0002third.sql"])
    func `a gap, a number given twice and a wrong name are refused`(file: String) async throws {
        let files = ["0001_first.sql": "create table first ()", file: "create table third ()"]
        try await withMigrator(files) { migrator, _, database in
            #expect(await failure(migrator, database) != nil)
            let tables = try await tables(database)
            #expect(tables.isEmpty)
        }
    }

    @Test func `a broken file leaves nothing of itself and is named`() async throws {
        try await withMigrator(Self.two) { migrator, folder, database in
            try folder.write("0002_second.sql", "create table second (); select 1 / 0;")
            let failure = await failure(migrator, database)
            #expect(failure?.file == "0002_second.sql")
            #expect(failure?.cause?.sqlState == "22012")
            #expect(try await tables(database) == ["first", "other", "schema_migrations"])
            try folder.write("0002_second.sql", "create table second ();")
            #expect(try await migrator.migrate(database) == ["0002_second.sql"])
        }
    }

    @Test func `a file may run outside a transaction`() async throws {
        let files = [
            "0001_first.sql": "create table first (id int8);",
            "0002_index.sql": """
            -- no transaction: an index that is built beside the writers
            create index concurrently first_id_idx on first (id);
            """,
        ]
        try await withMigrator(files) { migrator, folder, database in
            #expect(try await migrator.migrate(database).count == 2)
            try folder.write("0003_index.sql", "create index concurrently first_other_idx on first (id);")
            #expect(await failure(migrator, database)?.cause?.sqlState == "25001")
        }
    }

    @Test func `two migrators at the same time apply each file once`() async throws {
        let files = ["0001_slow.sql": "create table slow (); select pg_sleep(0.1);"]
        try await withMigrator(files) { migrator, _, database in
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<4 { group.addTask { try await migrator.migrate(database) } }
                return try await group.reduce([], +)
            }
            #expect(applied == ["0001_slow.sql"])
        }
    }

    @Test func `a missing folder is an error`() async throws {
        try await withMigrator([:]) { _, _, database in
            #expect(await failure(Migrator(directory: "/nonexistent"), database)?.file == "/nonexistent")
        }
    }
}

/// A folder of files for the time of a test.
private struct Folder {
    let path: String

    init(_ files: [String: String]) throws {
        path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try write(name, text) }
    }

    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    }

    func delete(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path + "/" + name)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
