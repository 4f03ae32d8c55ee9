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
