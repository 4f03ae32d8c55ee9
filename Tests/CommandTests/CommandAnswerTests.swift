import Actions
import Directory
import Foundation
import Postgres
import Store
import Support
import Testing

/// What commands answer to those who use them wrongly, or where something is in the way.
@Suite(.database)
struct CommandAnswerTests {
    private func program() throws -> Program {
        Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString()])
    }

    @Test(arguments: [["listing"], ["proposal"], ["key"]])
    func `a command that needs another word prints its help`(arguments: [String]) async throws {
        let outcome = try await program().run(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("SUBCOMMANDS"))
    }

    @Test(
        arguments: [
            ["listing", "list", "--limit=-1"], ["proposal", "list", "--limit=0"],
            ["import", "list", "--limit=-1"], ["import", "show", "1", "--limit=-1"],
            ["import", "show", "1", "--outcome", "nonsense"], ["territory", "list", "--kind", "nonsense"],
            ["listing", "list", "--bbox", "1,2,3"], ["listing", "list", "--radius", "5"],
            ["export", "csv", "--category", "nope"], ["listing", "list", "--open-on", "tomorrow"],
            ["listing", "edit", "fx-00000000", "--set", "capacity.rooms"],
            ["help", "nope"], ["help", "listing", "nope"],
        ])
    func `a number or word that cannot be meant is wrong usage`(arguments: [String]) async throws {
        let outcome = try await program().run(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.complaints.contains("Error:"))
    }

    @Test(
        arguments: [
            ["changes", "tail", "--territory", "d-00"], ["proposal", "list", "--territory", "d-00"],
            ["territory", "list", "--parent", "d-00"], ["listing", "duplicates", "--territory", "d-00"],
        ])
    func `a territory that there is not is refused`(arguments: [String]) async throws {
        let outcome = try await program().run(arguments)
        #expect(outcome.status == 1)
        #expect(outcome.complaints == "there is no territory d-00\n")
    }

    @Test(.database) func `an account needs an address, and one that exists is told so`() async throws {
        let program = try program()
        let bad = try await program.run("account", "create", "bad")
        let first = try await program.run("account", "create", "miren@example.org", "--name", "Miren")
        let second = try await program.run("account", "create", "miren@example.org")
        let third = try await program.run("account", "create", "miren@example.org", "--json")

        #expect(bad.status == 1 && bad.complaints.contains("email.invalid"))
        #expect(first.status == 0 && first.complaints.isEmpty)
        #expect(second.status == 0 && second.output == first.output)
        #expect(second.complaints.contains("miren@example.org exists already"))
        #expect(try JSON(parsing: third.output)["created"] == false)
    }

    @Test(.database) func `a replica that cannot be reached is told by its own line, with what to do`()
        async throws
    {
        let url = try TestDatabase.configuration.connectionString()
        let away = "postgresql://127.0.0.1:1/none?connect_timeout=2"
        func doctor(_ replica: String) async throws -> Program.Outcome {
            try await Program(["FITXA_DATABASE_URL": url, "FITXA_REPLICA_URL": replica]).run("doctor")
        }
        let bad = try await doctor(away)
        let good = try await doctor(url)

        #expect(bad.status == 3)
        #expect(bad.output.contains("ok    database") && bad.output.contains("FAIL  replica"))
        #expect(bad.output.contains("FITXA_REPLICA_URL"))
        #expect(good.status == 0 && good.output.contains("ok    replica"))
    }

    @Test(.database) func `a listing that has left a territory is told as removed`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        try await given.edit(id, ["location.address": ["insee": "33063", "postcode": "33000"]])

        let tail = try await program().run("changes", "tail", "--territory", "d-64", "--json")

        let last = try JSON(parsing: try #require(tail.output.split(separator: "\n").last.map(String.init)))
        #expect(last["op"] == "remove" && last["reason"] == "left_territory")
        #expect(last["listing"] == nil)
    }

    @Test(.database) func `listings are listed as the API finds them, the nearest first`() async throws {
        let given = try await Given()
        for (name, latitude) in [("Lointain", 43.20), ("Proche", 43.163), ("Voisin", 43.17)] {
            _ = try await given.listing([
                "name.fr": .string(name), "location.point": ["lat": .double(latitude), "lon": -1.236],
            ])
        }
        func names(_ options: String...) async throws -> [String] {
            let outcome = try await program().run(["listing", "list", "--json"] + options)
            return try outcome.output.split(separator: "\n").compactMap {
                try JSON(parsing: String($0))["name"]?["fr"]?.string
            }
        }

        #expect(try await names("--near", "43.163,-1.236", "--limit", "2") == ["Proche", "Voisin"])
        #expect(try await names("--bbox", "-1.3,43.15,-1.2,43.18").sorted() == ["Proche", "Voisin"])
        #expect(try await names("-q", "lointian") == ["Lointain"])
    }

    @Test func `a file or folder that is in the way is named with the reason`() async throws {
        let file = try await program().run("listing", "create", "--file", "/nowhere/touch.json")
        #expect(file.status == 1)
        #expect(file.complaints.hasPrefix("/nowhere/touch.json: "))
        #expect(file.complaints.contains("No such file or directory"))
        let folder = try await Program(["FITXA_DATA": "/dev/null/var"]).run("listing", "list")
        #expect(folder.status == 1)
        #expect(folder.complaints.hasPrefix("/dev/null/var"), "\(folder.complaints)")
        #expect(!folder.complaints.contains("NSCocoaError"))
        try await withFolder { folder in
            let path = "\(folder)/touch.json"
            for text in ["[]", "{\"sett\": {}}", "{"] {
                try Data(text.utf8).write(to: URL(filePath: path))
                let outcome = try await program().run("listing", "create", "--file", path)
                #expect(outcome.status == 1)
                #expect(outcome.complaints.contains("\(path) is no touch list"))
            }
        }
    }

    @Test func `a file of settings that says more than one value is refused`() async throws {
        try await withFolder { folder in
            let path = "\(folder)/fitxa.yaml"
            try Data("FITXA_PORT: [1, 2]\nFITXA_DATA: ~\n".utf8).write(to: URL(filePath: path))
            let outcome = try await Program([:]).run("config", "--config", path)
            #expect(outcome.status == 2)
            #expect(outcome.complaints.contains("FITXA_PORT needs one value"))
        }
    }

    @Test(.database, .timeLimit(.minutes(6))) func `an address that is taken is told, with what to do`()
        async throws
    {
        let server = try await Server(
            Program([
                "FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString(), "FITXA_PORT": "0",
            ]))
        let second = try await Program([
            "FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString(),
            "FITXA_PORT": "\(server.port)",
        ]).run("serve")
        #expect(second.status == 3)
        #expect(second.complaints.contains("http://127.0.0.1:\(server.port) cannot be listened on"))
        #expect(second.complaints.contains("FITXA_PORT"))
        server.terminate()
        #expect(await server.end() == 0)
    }
}
