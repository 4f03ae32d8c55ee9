import Directory
import Foundation
import Postgres
import Support
import Testing

/// The table of `Tests/Fixtures/IMPORTS.md`, held to what the real command does: every file twice.
struct ImportTableTests {
    /// One row: a file and what its import says, the first and the second time.
    struct Row: Sendable {
        let file: String
        let format: String
        let first: String
        let second: String
    }

    /// The rows of one source, in their order: the later files are updates of the first.
    struct Source: Sendable, CustomTestStringConvertible {
        let folder: String
        var rows: [Row]
        var testDescription: String { rows.map(\.file).joined(separator: ", ") }
    }

    private static let real = ProcessInfo.processInfo.environment["FITXA_REAL_DATA"]
    private static let fixtures = "\(Program.root)/Tests/Fixtures"

    private static let sources: [Source] = {
        let text = (try? String(contentsOfFile: "\(fixtures)/IMPORTS.md", encoding: .utf8)) ?? ""
        var sources: [Source] = []
        var folder: String? = fixtures
        for line in text.split(separator: "\n") {
            if line.hasPrefix("## ") { folder = line.contains("Whole") ? real : fixtures }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard line.hasPrefix("| `"), cells.count >= 6, let folder else { continue }
            let file = cells[1].trimmingCharacters(in: ["`"])
            let row = Row(file: file, format: cells[2], first: cells[3], second: cells[4])
            if file.hasPrefix("atout-france"),
                sources.last?.rows.first?.file.hasPrefix("atout-france") == true
            {
                sources[sources.count - 1].rows.append(row)
            } else {
                sources.append(Source(folder: folder, rows: [row]))
            }
        }
        return sources
    }()

    @Test(.database, arguments: sources)
    func `a file comes in as the table says, and a second time changes nothing`(source: Source) async throws {
        let program = Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString()])
        for row in source.rows {
            let arguments = ["import", row.format, "\(source.folder)/\(row.file)", "--json"]

            let first = try await program.run(arguments)
            #expect(first.status == 0, "\(first.complaints)")
            #expect(try Self.counts(first.output) == row.first, "\(row.file)")
            let second = try await program.run(arguments)
            #expect(try Self.counts(second.output) == row.second, "\(row.file) again")
        }
        let feed = try await program.run("changes", "verify", "--json")
        #expect(try JSON(parsing: feed.output)["holds"] == true)
    }

    @Test func `the table has rows`() {
        #expect(Self.sources.count >= 18)
    }

    private static func counts(_ output: String) throws -> String {
        let json = try JSON(parsing: output)
        let names = ["created", "updated", "unchanged", "conflicted", "rejected", "removed"]
        return names.compactMap { name in
            (json[name]?.integer).flatMap { $0 == 0 ? nil : "\(name) \($0)" }
        }
        .joined(separator: ", ")
    }
}
