import Directory
import Foundation
import Postgres
import Support
import Testing

@Suite(.database)
struct CommandTests {
    private func program() throws -> Program {
        Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString()])
    }

    private var fixture: String { "\(Program.root)/Tests/Fixtures/datatourisme" }

    @Test(
        arguments: [
            ["--help"], ["serve", "--help"], ["migrate", "--help"], ["import", "--help"],
            ["help", "import"], ["import", "rollback", "--help"],
            ["export", "--help"],
            ["listing", "--help"], ["listing", "edit", "--help"], ["listing", "duplicates", "--help"],
            ["proposal", "--help"],
            ["proposal", "decide", "--help"], ["territory", "--help"], ["office", "--help"],
            ["account", "--help"],
            ["grant", "--help"], ["key", "--help"], ["vocabulary", "--help"], ["changes", "--help"],
            ["check", "--help"], ["audit", "--help"], ["rebuild", "--help"], ["config", "--help"],
            ["doctor", "--help"],
            ["--version"],
        ])
    func `help is printed on standard output and ends well`(arguments: [String]) async throws {
        let process = Program([:]).process(arguments)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(!text.isEmpty)
    }

    @Test(
        arguments: [
            ["nonsense"], ["import", "nonsense", "x"], ["import", "datatourisme"], ["listing", "show"],
            ["import", "show", "x"], ["import", "datatourisme", "x", "--close-at-most", "5"],
            ["key", "create", "k", "--scope", "rule"], ["export", "nonsense"],
            ["check", "--rule", "nonsense"],
        ])
    func `wrong usage ends with 2 and says why`(arguments: [String]) async throws {
        let process = try program().process(arguments)
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 2, "\(text)")
        #expect(text.contains("Error:"))
    }

    @Test func `a database that cannot be reached ends with 3`() async throws {
        let outcome = try await Program([
            "FITXA_DATABASE_URL": "postgresql://127.0.0.1:1/none?connect_timeout=2"
        ])
        .run("listing", "list")
        #expect(outcome.status == 3)
        #expect(outcome.complaints.contains("cannot be reached"))
        let doctor = try await Program([
            "FITXA_DATABASE_URL": "postgresql://127.0.0.1:1/none?connect_timeout=2"
        ])
        .run("doctor")
        #expect(doctor.status == 3)
        #expect(doctor.output.contains("FAIL  database"))
    }

    @Test func `all problems of the configuration are told together, with 2`() async throws {
        let outcome = try await Program(["FITXA_PORT": "x", "FITXA_LOG_LEVEL": "loud", "FITXA_PROT": "1"])
            .run("config")
        #expect(outcome.status == 2)
        for name in ["FITXA_PORT", "FITXA_LOG_LEVEL", "FITXA_PROT"] {
            #expect(outcome.complaints.contains(name))
        }
    }

    @Test func `the address that links begin with is told as it is in force`() async throws {
        let outcome = try await Program(["FITXA_PORT": "8099"]).run("config", "--json")
        let address = try JSON(parsing: outcome.output)["FITXA_PUBLIC_URL"]
        #expect(address == ["value": "http://127.0.0.1:8099", "origin": "default"])
    }

    @Test func `rights are listed of everybody or of one`() async throws {
        let program = try program()
        for name in ["ane@example.org", "jon@example.org"] {
            let made = try await program.run(
                "account", "create", name, "--role", "moderator", "--territory", "d-64")
            #expect(made.status == 0, "\(made.complaints)")
        }
        let everybody = try await program.run("grant", "list")
        #expect(everybody.output.contains("ane@example.org") && everybody.output.contains("jon@example.org"))
        let one = try await program.run("grant", "list", "jon@example.org", "--json")
        #expect(try JSON(parsing: one.output)["account"] == "jon@example.org")
    }

    @Test func `words are searched under the name that the API gives them`() async throws {
        let program = try program()
        for option in ["--q", "-q"] {
            let found = try await program.run("export", "csv", option, "nowhere to be found")
            #expect(found.status == 0, "\(found.complaints)")
            #expect(found.complaints.contains("0 listings written"))
        }
    }

    @Test func `passwords are masked in what is in force`() async throws {
        let outcome = try await Program(["FITXA_DATABASE_URL": "postgresql://fitxa:verysecret@db/fitxa"])
            .run("config", "--json")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("fitxa:***@db") && !outcome.output.contains("verysecret"))
    }

    @Test func `a listing is imported, edited, closed, restored and told in the feed`() async throws {
        let program = try program()
        let first = try await program.run("import", "datatourisme", fixture, "--json")
        #expect(first.status == 0, "\(first.complaints)")
        let counts = try JSON(parsing: first.output)
        #expect(counts["created"] == 40 && counts["rejected"] == 0)
        #expect(counts["findings"]?["file.missing"] == 2)
        let second = try JSON(
            parsing: try await program.run("import", "datatourisme", fixture, "--json").output)
        #expect(second["unchanged"] == 40 && second["created"] == 0)

        let listed = try await program.run("listing", "list", "--json", "--limit", "1")
        let id = try #require(try JSON(parsing: listed.output)["id"]?.string)
        let edit = try await program.run("listing", "edit", id, "--set", "capacity.persons=4711", "--json")
        #expect(try JSON(parsing: edit.output)["revision"] == 2)
        let wrong = try await program.run("listing", "edit", id, "--set", "capacity.persons=many")
        #expect(wrong.status == 1 && wrong.complaints.contains("capacity.persons"))
        let close = try await program.run("listing", "close", id, "--reason", "nonsense")
        #expect(close.status == 1 && close.complaints.contains("closing_reasons"))
        let history = try await program.run("listing", "history", id, "--json")
        #expect(history.output.split(separator: "\n").count == 2)
        let tail = try await program.run("changes", "tail", "--json")
        #expect(tail.output.split(separator: "\n").count == 41)
        #expect(try await program.run("changes", "verify").status == 0)
        #expect(try await program.run("audit", "verify").status == 0)
        #expect(try await program.run("rebuild").status == 0)
    }

    @Test(.database) func `what looks wrong is told by rule, and each finding as a line of JSON`()
        async throws
    {
        let program = try program()
        #expect(try await program.run("import", "datatourisme", fixture).status == 0)

        let words = try await program.run("check", "--rule", "geo.*")
        #expect(words.status == 0, "\(words.complaints)")
        #expect(words.output.contains("40 listings checked"))
        #expect(words.output.contains("geo.far_from_commune  warning"))
        let lines = try await program.run("check", "--rule", "geo.far*", "--territory", "r-24", "--json")
        let findings = try lines.output.split(separator: "\n").map { try JSON(parsing: String($0)) }
        #expect(findings.isEmpty == false)
        #expect(
            findings.allSatisfy { $0["rule"] == "geo.far_from_commune" && $0["path"] == "location.point" })
        #expect(
            findings.first?.object?.keys == ["listing", "path", "rule", "severity", "message", "correction"])
        let nowhere = try await program.run("check", "--territory", "d-00")
        #expect(nowhere.status == 1 && nowhere.complaints.contains("d-00"))
    }

    @Test func `migrate says that nothing is pending`() async throws {
        let program = try program()
        #expect(try await program.run("migrate", "--check").status == 0)
        #expect(try await program.run("doctor").status == 0)
    }
}
