import Directory
import Foundation
import Postgres
import Support
import Testing

/// Feeds that end before their content does.
@Suite(.database)
struct CutFeedTests {
    private func program() throws -> Program {
        Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString()])
    }

    private static func hotel(_ number: Int) -> String {
        """
        {"id": \(number), "type": "HOTELLERIE", "nom": {"libelleFr": "Hôtel \(number)"}, \
        "informationsHotellerie": {"hotellerieType": {"id": 2734}}}
        """
    }

    private static let hotels = (1...3).map(hotel).joined(separator: ",")

    private static let feeds: [(name: String, format: String, text: String, word: String)] = [
        ("list.json", "apidae", "[\(hotels),{\"id\": 4, \"nom\"", "ends before its content does"),
        (
            "answer.json", "apidae", "{\"numFound\": 4, \"objetsTouristiques\": [\(hotels),",
            "ends before its content does"
        ),
    ]

    private static let place =
        #"{"@id": "https://data.datatourisme.fr/15/%", "@type": ["Hotel"], "rdfs:label": {"fr": ["Hôtel %"]}}"#

    @Test(arguments: [("apidae", hotel(7)), ("datatourisme", place)])
    func `one object that is cut off is told as a feed is, one that is whole and wrong is rejected`(
        format: String, object: String
    ) async throws {
        try await withFolder { folder in
            func run(_ text: String) async throws -> (status: Int32, report: String, complaints: String) {
                let report = "\(folder)/report.ndjson"
                try text.write(toFile: "\(folder)/one.json", atomically: true, encoding: .utf8)
                let outcome = try await program().run(
                    "import", format, "\(folder)/one.json", "--source", "one-\(format)", "--report", report)
                return (
                    outcome.status, try String(contentsOfFile: report, encoding: .utf8), outcome.complaints
                )
            }

            let whole = try await run(object)
            let cut = try await run(String(object.dropLast(9)))
            let wrong = try await run(#"{"id": 7, "nom": , "x": 1}"#)

            #expect(whole.status == 0, "\(whole.complaints)")
            #expect((cut.status, cut.report.contains("feed.cut")) == (1, true))
            #expect(cut.complaints.contains("one.json: the JSON text ends before its content does"))
            #expect((wrong.status, wrong.report.contains("json.invalid")) == (0, true))
            #expect(wrong.report.contains("feed.cut") == false)
        }
    }

    @Test func `objects in files of their own come in although one file is cut off`() async throws {
        try await withFolder { folder in
            for number in 1...5 {
                let text = Self.hotel(10 + number)
                try (number == 2 ? String(text.dropLast(9)) : text)
                    .write(toFile: "\(folder)/\(number).json", atomically: true, encoding: .utf8)
            }

            let outcome = try await program().run("import", "apidae", folder, "--source", "own", "--json")

            let counts = try JSON(parsing: outcome.output)
            #expect((outcome.status, counts["created"], counts["rejected"]) == (1, 4, 0))
            #expect(counts["findings"]?["feed.cut"] == 1)
            #expect(outcome.complaints.contains("2.json: the JSON text ends"), "\(outcome.complaints)")
        }
    }

    @Test(arguments: feeds)
    func `what came before is taken in and counted, and the cut is told`(
        feed: (name: String, format: String, text: String, word: String)
    ) async throws {
        try await withFolder { folder in
            let (path, report) = ("\(folder)/\(feed.name)", "\(folder)/report.ndjson")
            try feed.text.write(toFile: path, atomically: true, encoding: .utf8)
            let arguments = ["import", feed.format, path, "--source", feed.name, "--complete"]

            let first = try await program().run(arguments + ["--report", report, "--json"])
            let words = try await program().run(arguments)
            let list = try await program().run("import", "list", "--source", feed.name)

            let counts = try JSON(parsing: first.output)
            let run = try #require(counts["run"]?.integer)
            let shown = try await program().run("import", "show", "\(run)", "--json")
            let back = try await program().run("import", "rollback", "\(run)", "--json")
            let findings = try String(contentsOfFile: report, encoding: .utf8).split(separator: "\n")
            #expect((first.status, counts["created"], counts["rejected"]) == (1, 3, 0))
            #expect(first.complaints.contains(feed.word), "\(first.complaints)")
            #expect(counts["findings"]?["feed.cut"] == 1)
            #expect(findings.count { $0.contains("feed.cut") } == 1)
            #expect((words.status, words.output.contains("unchanged 3")) == (1, true))
            #expect(list.output.split(separator: "\n").allSatisfy { $0.hasSuffix("cut off") })
            #expect(try JSON(parsing: shown.output)["cut_off"] == true)
            #expect(try JSON(parsing: shown.output)["counts"]?["created"] == 3)
            #expect(try JSON(parsing: back.output)["taken_back"] == 3)
        }
    }
}
