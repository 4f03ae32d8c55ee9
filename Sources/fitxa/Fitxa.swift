import ArgumentParser
import Foundation
import UnixSignals

/// The program: one binary with every command.
struct Fitxa: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fitxa",
        abstract: "A provider directory with moderated self-editing.",
        discussion: """
            Without FITXA_DATABASE_URL an embedded PostgreSQL runs under ./var. Exit status: 0 done, 1 refused \
            (why on standard error), 2 usage, 3 database or network unavailable.
            """,
        version: "0.1.0",
        subcommands: [
            Serve.self, Migrate.self, ImportCommand.self, Export.self, ListingCommand.self,
            ProposalCommand.self,
            TerritoryCommand.self, OfficeCommand.self, AccountCommand.self, GrantCommand.self,
            KeyCommand.self,
            VocabularyCommand.self, ChangesCommand.self, Check.self, AuditCommand.self, Rebuild.self,
            ConfigCommand.self,
            Doctor.self,
        ])
}

@main
enum Main {
    static func main() async {
        let work = Task { try await perform() }
        // `serve` ends by its own service group, which traps the same signals.
        let serves = (try? Fitxa.parseAsRoot()) is Serve
        let signals = serves ? nil : Task { await interrupt(work) }
        defer { signals?.cancel() }
        do {
            try await work.value
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch let error as UsageError {
            exit(usage(error.underlying))
        } catch let error as ValidationError {
            exit(usage(error))
        } catch let wish as CleanExit {
            exit(usage(wish))
        } catch {
            exit(ExitStatus.report(error).rawValue)
        }
    }

    /// What the parser of arguments says: a complaint, or a wish for help.
    private struct UsageError: Error {
        let underlying: any Error
    }

    private static func perform() async throws {
        let command: any ParsableCommand
        do {
            try checkHelp()
            command = try Fitxa.parseAsRoot()
        } catch {
            throw UsageError(underlying: error)
        }
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            // Only help and version: they end by throwing what to print.
            var synchronous = command
            do {
                try synchronous.run()
            } catch {
                throw UsageError(underlying: error)
            }
        }
    }

    /// Refuses to help with a command that there is not; the parser would show the help of the last one that there is.
    private static func checkHelp() throws {
        guard CommandLine.arguments.dropFirst().first == "help" else { return }
        var command: any ParsableCommand.Type = Fitxa.self
        for word in CommandLine.arguments.dropFirst(2) where !word.hasPrefix("-") {
            guard let next = command.configuration.subcommands.first(where: { $0._commandName == word })
            else { throw ValidationError("there is no command “\(word)” of \(command._commandName)") }
            command = next
        }
    }

    /// Cancels the work at Ctrl-C or `kill`, so that what is open is undone and the embedded server given back.
    private static func interrupt(_ work: Task<Void, any Error>) async {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { work.cancel() }
    }

    /// Prints help on standard output, complaints about usage on standard error.
    private static func usage(_ error: any Error) -> Int32 {
        let message = Fitxa.fullMessage(for: error)
        guard Fitxa.exitCode(for: error) == .success else {
            Console.note(message)
            return ExitStatus.usage.rawValue
        }
        Console.out(message)
        return 0
    }
}
