import ArgumentParser
import Directory
import Postgres

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database to the schema and the reference data of this version.")

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
        let status = try await Migrator(directory: "\(configuration.dbFolder)/migrations").status(database)
        if check {
            let json: JSON = [
                "pending": .array(status.pending.map(JSON.string)),
                "unknown": .array(status.unknown.map(JSON.string)),
                "changed": .array(status.changed.map(JSON.string)),
            ]
            if common.json {
                Console.out(json)
            } else if status.isCurrent {
                Console.out("nothing is pending")
            }
            for file in status.pending where !common.json { Console.out("pending: \(file)") }
            for file in status.changed where !common.json { Console.out("changed: \(file)") }
            for file in status.unknown where !common.json { Console.out("unknown to this version: \(file)") }
            if !status.isCurrent { throw ExitCode(1) }
            return
        }
        let applied = try await House.migrate(database, configuration)
        if common.json {
            Console.out(["applied": .array(applied.map(JSON.string))])
        } else if applied.isEmpty {
            Console.out("nothing was pending")
        } else {
            for file in applied { Console.out("applied \(file)") }
        }
    }
}
