import Actions
import ArgumentParser
import Directory
import Foundation

/// Options that every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A YAML file with the settings, under the names of the environment.", valueName: "file"))
    var config: String?

    @Flag(help: "Print one JSON document, or one a line for streams.")
    var json = false

    /// The configuration in force.
    func configuration() throws -> Configuration {
        try Configuration.load(file: config, environment: ProcessInfo.processInfo.environment)
    }
}

/// A command that works on the opened database.
protocol HouseCommand: AsyncParsableCommand {
    var common: CommonOptions { get }

    /// Does the work; the database is closed afterwards, whatever happens.
    func run(in house: House) async throws
}

extension HouseCommand {
    func run() async throws {
        let house = try await House.open(try common.configuration())
        do {
            try await run(in: house)
        } catch {
            await house.close()
            throw error
        }
        await house.close()
    }

    /// Prints a result as JSON where that was asked for, else by `words`.
    func answer(_ json: @autoclosure () -> JSON, _ words: () -> Void) {
        if common.json { Console.out(json()) } else { words() }
    }
}

/// How many items a command lists at most: one at least.
struct Limit: ExpressibleByArgument {
    let count: Int

    init(_ count: Int) {
        self.count = count
    }

    init?(argument: String) {
        guard let count = Int(argument), (1...1_000_000_000).contains(count) else { return nil }
        self.count = count
    }

    var defaultValueDescription: String { String(count) }
}

/// Somebody in whose name an operator acts.
struct ActorOption: ParsableArguments {
    @Option(name: .customLong("as"), help: ArgumentHelp("Act as this account.", valueName: "email"))
    var email: String?

    /// The actor: the account named, with its rights, or the operator, who may do everything.
    func actor(in house: House) async throws -> Actor {
        guard let email else { return .system }
        return try await ActAs(house.context).run(email, via: .cli)
    }
}
