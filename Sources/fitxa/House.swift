import Actions
import Directory
import FoundationEssentials
import Postgres

/// The opened database with all that actions need; closed again by ``close()``.
struct House: Sendable {
    let configuration: Configuration
    let context: Context
    private let embedded: EmbeddedPostgres?

    var database: Database { context.database }

    /// Whether the database is one that fitxa runs itself.
    var isEmbedded: Bool { embedded != nil }

    /// Opens the database, embedded where no URL is given.
    ///
    /// An empty database and an embedded one are migrated; any other one that lacks a migration is refused. Without
    /// the replica all is read where it is written.
    static func open(
        _ configuration: Configuration, migrating: Bool = false, withReplica: Bool = true
    ) async throws -> House {
        let embedded =
            configuration.databaseURL == nil
            ? try EmbeddedPostgres.acquire(dataFolder: "\(configuration.dataFolder)/postgres") : nil
        let url = configuration.databaseURL ?? embedded?.connectionString ?? ""
        let database: Database
        do {
            database = try await Database.connect(
                DatabaseConfiguration(
                    writer: url, replica: withReplica ? configuration.replicaURL : nil))
        } catch {
            embedded?.release()
            throw error
        }
        do {
            try await prepare(database, configuration, migrating: migrating || embedded != nil)
            let vocabularies = try await LoadReferenceData.vocabularies(of: database)
            return House(
                configuration: configuration,
                context: Context(database: database, vocabularies: vocabularies),
                embedded: embedded)
        } catch {
            await database.close()
            embedded?.release()
            throw error
        }
    }

    /// Starts the embedded server again where it has died; whether that was so.
    func revive() throws -> Bool {
        guard let embedded, !embedded.isRunning else { return false }
        try embedded.revive()
        return true
    }

    /// Closes connections and gives the embedded server back.
    func close() async {
        await database.close()
        embedded?.release()
    }

    /// What the database lacks by now that this version needs, in words; nil for nothing.
    func lack() async throws -> String? {
        try await Migrator(directory: "\(configuration.dbFolder)/migrations").status(database).lack
    }

    private static func prepare(
        _ database: Database, _ configuration: Configuration, migrating: Bool
    ) async throws {
        let migrator = Migrator(directory: "\(configuration.dbFolder)/migrations")
        let status = try await migrator.status(database)
        if status.isNewer {
            Console.note("warning: the database has migrations that this version does not know")
        }
        if let lack = status.lack, !migrating, !status.applied.isEmpty { throw Refusal(lack) }
        // What a newer version has brought is not replaced by what this one knows.
        if migrating && !status.isNewer || status.applied.isEmpty {
            _ = try await migrate(database, configuration)
        } else if try await RebuildRows.isDue(in: database) {
            Console.note("warning: \(RebuildRows.dueWords)")
        }
    }

    /// Applies what is pending, loads the reference data and makes rows anew that wait for it; gives the names of files
    /// and how many listings were rebuilt, nil where that was not due.
    static func migrate(
        _ database: Database, _ configuration: Configuration
    ) async throws -> (applied: [String], rebuilt: Int?) {
        let applied = try await Migrator(directory: "\(configuration.dbFolder)/migrations").migrate(database)
        let files: ReferenceFiles
        do {
            files = try ReferenceFiles(db: configuration.dbFolder)
        } catch {
            throw Refusal(
                "the folder \(configuration.dbFolder) lacks its vocabularies or territories: \(error)")
        }
        let loaded = try await LoadReferenceData.run(files, into: database)
        let isDue = try await RebuildRows.isDue(in: database)
        return (applied + loaded, isDue ? try await rebuild(database) : nil)
    }

    private static func rebuild(_ database: Database) async throws -> Int {
        let vocabularies = try await LoadReferenceData.vocabularies(of: database)
        return try await RebuildRows(Context(database: database, vocabularies: vocabularies)).withBar()
    }
}

extension MigrationStatus {
    /// What an older database lacks, and what to do about it; nil where it lacks nothing.
    fileprivate var lack: String? {
        isOlder ? "the database lacks \(pending.joined(separator: ", ")): run `fitxa migrate`" : nil
    }
}

extension RebuildRows {
    /// What to do where rows wait to be made anew.
    static let dueWords = "search and duplicates wait for a rebuild: run `fitxa migrate`"

    /// Rebuilds all rows and shows on a terminal how far that is.
    func withBar() async throws -> Int {
        var bar: ProgressBar?
        defer { bar?.finish() }
        return try await run { done, total in
            let shown = bar ?? ProgressBar("listings rebuilt", total: total)
            shown.update(done)
            bar = shown
        }
    }
}

/// A command that cannot be carried out, in words.
struct Refusal: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
