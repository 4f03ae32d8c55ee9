import Actions
import ArgumentParser
import Directory
import Postgres

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database to the schema and the reference data of this version.",
        discussion: """
            Rows for search, duplicates and answers are made anew where the new version says something else in them.
            """)

    @OptionGroup var common: CommonOptions

    @Flag(help: "Change nothing; exit with 1 if something is pending.")
    var check = false

    func run() async throws {
        let configuration = try common.configuration()
        let embedded =
            configuration.databaseURL == nil
            ? try EmbeddedPostgres.acquire(dataFolder: "\(configuration.dataFolder)/postgres") : nil
        defer { embedded?.release() }
        let url = configuration.databaseURL ?? embedded?.connectionString ?? ""
        let database = try await Database.connect(DatabaseConfiguration(writer: url))
        do {
            try await work(database, configuration)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    private func work(_ database: Database, _ configuration: Configuration) async throws {
        if check { return try await tell(database, configuration) }
        let (applied, rebuilt) = try await House.migrate(database, configuration)
        if common.json {
            Console.out(["applied": .array(applied.map(JSON.string)), "rebuilt": JSON(rebuilt)])
            return
        }
        if applied.isEmpty { Console.out("nothing was pending") }
        for file in applied { Console.out("applied \(file)") }
        if let rebuilt { Console.out("\(rebuilt) listings rebuilt") }
    }

    /// Tells what is pending; exit with 1 if something is.
    private func tell(_ database: Database, _ configuration: Configuration) async throws {
        let status = try await Migrator(directory: "\(configuration.dbFolder)/migrations").status(database)
        // An older schema does not know whether a rebuild is due; its migrations will.
        let isDue = try await status.isOlder ? false : RebuildRows.isDue(in: database)
        let isCurrent = status.isCurrent && !isDue
        if common.json {
            Console.out([
                "pending": .array(status.pending.map(JSON.string)),
                "unknown": .array(status.unknown.map(JSON.string)),
                "changed": .array(status.changed.map(JSON.string)), "rebuild_due": .bool(isDue),
            ])
        } else {
            if isCurrent { Console.out("nothing is pending") }
            for file in status.pending { Console.out("pending: \(file)") }
            for file in status.changed { Console.out("changed: \(file)") }
            for file in status.unknown { Console.out("unknown to this version: \(file)") }
            if isDue { Console.out("pending: a rebuild of the rows for search and duplicates") }
        }
        if !isCurrent { throw ExitCode(1) }
    }
}
