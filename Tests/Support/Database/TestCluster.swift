import Foundation
import Glibc
import Postgres
import Synchronization

/// The PostgreSQL server of one run of the tests, shared by all suites.
///
/// It lives in a temporary folder and ends with the process; what a killed run has left is swept by the next.
/// `FITXA_TEST_DATABASE_URL` names another server to use instead.
actor TestCluster {
    static let shared = TestCluster()

    private static let template = "fitxa_template"
    private static let folderPrefix = "fitxa-tests-"
    private static let embedded = Mutex<EmbeddedPostgres?>(nil)

    private var server: Task<String, any Error>?
    private var preparation: Task<Void, any Error>?
    private var count = 0

    /// Makes a database, migrated or empty, and gives its configuration.
    func makeDatabase(migrated: Bool) async throws -> DatabaseConfiguration {
        let url = try await serverURL()
        if migrated { try await prepareTemplate(url) }
        count += 1
        var configuration = DatabaseConfiguration(writer: url)
        configuration.databaseName = "fitxa_test_\(getpid())_\(count)"
        let name = configuration.databaseName ?? ""
        let origin = migrated ? Self.template : "template0"
        try await command(url, "create database \(name) template \(origin) strategy file_copy")
        return configuration
    }

    /// Removes a database, whoever is still connected to it.
    func drop(_ configuration: DatabaseConfiguration) async throws {
        guard let name = configuration.databaseName else { return }
        try await command(configuration.writer, "drop database if exists \(name) with (force)")
    }

    private func serverURL() async throws -> String {
        if let server { return try await server.value }
        let task = Task { try Self.start() }
        server = task
        return try await task.value
    }

    private func prepareTemplate(_ url: String) async throws {
        if let preparation { return try await preparation.value }
        let task = Task {
            try await command(url, "drop database if exists \(Self.template) with (force)")
            try await command(url, "create database \(Self.template) template template0")
            var configuration = DatabaseConfiguration(writer: url)
            configuration.databaseName = Self.template
            let database = Database(configuration)
            try await Migrator(directory: Self.migrations).migrate(database)
            try await TestDatabase.prepare(database)
            await database.close()
        }
        preparation = task
        try await task.value
    }

    private func command(_ url: String, _ sql: String) async throws {
        var configuration = DatabaseConfiguration(writer: url)
        configuration.databaseName = "postgres"
        try await Database.execute(sql, on: configuration)
    }

    private static func start() throws -> String {
        if let url = ProcessInfo.processInfo.environment["FITXA_TEST_DATABASE_URL"] { return url }
        sweep()
        let folder = FileManager.default.temporaryDirectory.appending(path: folderPrefix + "\(getpid())")
        let server = try EmbeddedPostgres.acquire(
            dataFolder: folder.appending(path: "postgres").path,
            settings: ["max_connections=500", "shared_buffers=128MB"], isDurable: false)
        embedded.withLock { $0 = server }
        atexit { TestCluster.end() }
        return server.connectionString
    }

    private static func end() {
        embedded.withLock { server in
            server?.release()
            server = nil
        }
        sweep()
    }

    /// Removes the folders of runs that are over.
    private static func sweep() {
        let temporary = FileManager.default.temporaryDirectory
        let names = (try? FileManager.default.contentsOfDirectory(atPath: temporary.path)) ?? []
        for name in names where name.hasPrefix(folderPrefix) {
            let folder = temporary.appending(path: name)
            let cluster = folder.appending(path: "postgres").path
            guard EmbeddedPostgres.stopAbandoned(dataFolder: cluster) else { continue }
            try? FileManager.default.removeItem(at: folder)
        }
    }

    private static let migrations = URL(filePath: #filePath)
        .appending(path: "../../../../db/migrations").standardizedFileURL.path
}
