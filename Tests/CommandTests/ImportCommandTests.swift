import Directory
import Foundation
import Postgres
import Support
import Testing

@Suite(.database)
struct ImportCommandTests {
    private func program() throws -> Program {
        Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString()])
    }

    @Test func `imports are listed, shown and rolled back`() async throws {
        try await withFolder { folder in
            let program = try program()
            let feed = "\(folder)/feed.ndjson"
            try Self.lines(1...3).write(toFile: feed, atomically: true, encoding: .utf8)
            let first = try await program.run("import", "fitxa", feed, "--source", "shown", "--json")
            let run = try #require(try JSON(parsing: first.output)["run"]?.integer)

            let list = try await program.run("import", "list", "--source", "shown", "--json")
            let show = try await program.run("import", "show", "\(run)", "--limit", "2", "--json")
            let words = try await program.run("import", "show", "\(run)")
            let dry = try await program.run("import", "rollback", "\(run)", "--dry-run", "--json")
            let back = try await program.run("import", "rollback", "\(run)", "--json")
            let again = try await program.run("import", "rollback", "\(run)")
            let none = try await program.run("import", "rollback", "99999")

            let shown = try JSON(parsing: show.output)
            #expect(try JSON(parsing: list.output)["counts"]?["created"] == 3)
            #expect(shown["records"]?.elements.map { $0["outcome"] } == ["created", "created"])
            #expect(shown["next"] == "fx-00000002")
            #expect(words.output.contains("fx-00000003") && words.output.contains("created 3"))
            #expect(try JSON(parsing: dry.output)["taken_back"] == 3)
            #expect(try JSON(parsing: back.output)["taken_back"] == 3)
            #expect(
                (again.status, again.output) == (
                    0, "taken_back 0  partly 0  skipped 0  (nothing to take back)\n"
                ))
            #expect(none.status == 1 && none.complaints.contains("99999"))
        }
    }

    @Test func `a complete feed that lacks too much closes nothing and ends with 1`() async throws {
        try await withFolder { folder in
            let program = try program()
            let feed = "\(folder)/feed.ndjson"
            try Self.lines(11...30).write(toFile: feed, atomically: true, encoding: .utf8)
            _ = try await program.run("import", "fitxa", feed, "--source", "whole")
            try Self.lines(11...25).write(toFile: feed, atomically: true, encoding: .utf8)

            let held = try await program.run(
                "import", "fitxa", feed, "--source", "whole", "--complete", "--json")
            let closed = try await program.run(
                "import", "fitxa", feed, "--source", "whole", "--complete", "--close-at-most", "25", "--json")

            #expect(held.status == 1)
            #expect(held.complaints.contains("lacks 5 of the source's 20 records"))
            #expect(held.complaints.contains("--close-at-most 25"))
            #expect(try JSON(parsing: held.output)["vanished"]?["held"] == "share")
            #expect(closed.status == 0)
            #expect(try JSON(parsing: closed.output)["removed"] == 5)
        }
    }

    @Test(arguments: zip(["fitxa", "csv", "tif", "apidae"], 41...44))
    func `a feed without records is told, and closes nothing`(format: String, number: Int) async throws {
        try await withFolder { folder in
            let (program, source) = (try program(), "empty-\(format)")
            let (feed, empty) = ("\(folder)/feed.ndjson", "\(folder)/nothing")
            try Self.lines(number...number).write(toFile: feed, atomically: true, encoding: .utf8)
            try "".write(toFile: empty, atomically: true, encoding: .utf8)
            _ = try await program.run("import", "fitxa", feed, "--source", source)

            let file = try await program.run("import", format, empty, "--source", source, "--json")
            let device = try await program.run("import", format, "/dev/null", "--source", source)
            let held = try await program.run(
                "import", format, empty, "--source", source, "--complete", "--json")

            #expect(file.status == 0)
            #expect(try JSON(parsing: file.output)["findings"] == ["feed.empty": 1])
            #expect(file.complaints == "warning: there is no record in \(empty)\n")
            #expect((device.status, device.complaints) == (0, "warning: there is no record in /dev/null\n"))
            #expect(device.output.contains("1 × feed.empty"))
            #expect(held.status == 1)
            #expect(held.complaints.contains("the feed lacks 1 of the source's 1 records"))
            #expect(try JSON(parsing: held.output)["removed"] == 0)
        }
    }

    @Test func `a table is of the source that its mapping names, unless another is named`() async throws {
        let program = try program()
        let table = "\(Program.root)/Tests/Fixtures/atout-france/2017.csv"
        let first = try await program.run("import", "csv", table, "--json")
        let other = try await program.run("import", "csv", table, "--source", "mine", "--json")
        let list = try await program.run("import", "list", "--source", "atout-france", "--json")

        #expect(try JSON(parsing: first.output)["created"] == 12)
        #expect(try JSON(parsing: other.output)["unchanged"] == 0)
        #expect(try JSON(parsing: list.output)["counts"]?["created"] == 12)
    }

    @Test func `a mapping with a count that nobody knows is refused by its line`() async throws {
        try await withFolder { folder in
            let (mapping, table) = ("\(folder)/mine.yaml", "\(folder)/mine.csv")
            let yaml = """
                name: mine
                format: csv
                key: Id
                category: [hotel]
                columns:
                  Nom: name
                  Lits/chambre: capacity.beds

                """
            try yaml.write(toFile: mapping, atomically: true, encoding: .utf8)
            try "Id,Nom,Lits/chambre\n1,Hôtel,3\n".write(toFile: table, atomically: true, encoding: .utf8)

            let outcome = try await program().run("import", "csv", table, "--mapping", mapping)

            #expect(outcome.status == 1)
            let words =
                "mine.yaml:7: columns/Lits/chambre: no count is called “beds”; expected one of covers, persons"
            #expect(outcome.complaints.contains(words), "\(outcome.complaints)")
        }
    }

    /// Listings in the lossless format.
    private static func lines(_ numbers: ClosedRange<Int>) -> String {
        numbers.map { number in
            let digits = String(number)
            let id = "fx-" + String(repeating: "0", count: 8 - digits.count) + digits
            let line: JSON = [
                "format": "fitxa/1", "id": .string(id), "status": "published", "revision": 1,
                "category": "hotel",
                "name": ["fr": .string("Hôtel \(number)")],
            ]
            return line.text + "\n"
        }.joined()
    }
}
