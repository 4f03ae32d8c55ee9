import Directory
import Foundation
import Postgres
import Support
import Testing

/// Exports of our own that come in again, by the real command: into an empty database, and into the one they are from.
struct RoundTripTests {
    private static let feed = "\(Program.root)/Tests/Fixtures/datatourisme"

    private func program() throws -> Program {
        Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString()])
    }

    private static func counts(_ outcome: Program.Outcome) throws -> [String: Int] {
        let json = try JSON(parsing: outcome.output)
        let names = ["created", "updated", "unchanged", "conflicted", "rejected", "removed"]
        return Dictionary(
            uniqueKeysWithValues: names.compactMap { name in
                (json[name]?.integer).flatMap { $0 == 0 ? nil : (name, $0) }
            })
    }

    @Test(.database)
    func `listings move to an empty database byte by byte, and their source finds them there`()
        async throws
    {
        try await withFolder { folder in
            let (from, file) = (try program(), "\(folder)/all.ndjson")
            _ = try await from.run("import", "datatourisme", Self.feed)
            let export = try await from.run("export", "fitxa", "--out", file, "--json")
            try await withDatabase { _ in
                let to = try program()

                let first = try await to.run("import", "fitxa", file, "--json")
                let again = try await to.run("import", "fitxa", file, "--json")
                let back = try await to.run("export", "fitxa")
                let source = try await to.run("import", "datatourisme", Self.feed, "--json")

                #expect(try JSON(parsing: export.output)["omitted"] == [:])
                #expect(try Self.counts(first) == ["created": 40])
                #expect(try Self.counts(again) == ["unchanged": 40])
                #expect(back.output == (try String(contentsOfFile: file, encoding: .utf8)))
                #expect(try Self.counts(source) == ["unchanged": 40])
                #expect(try await to.run("changes", "verify").status == 0)
            }
        }
    }

    @Test(.database, arguments: ["csv", "geojson"])
    func `a table comes in again without a change, and with one cell changed changes one field`(
        format: String
    ) async throws {
        try await withFolder { folder in
            let (program, file) = (try program(), "\(folder)/table.\(format)")
            _ = try await program.run("import", "datatourisme", Self.feed)
            _ = try await program.run("export", format, "--out", file)
            let table = try String(contentsOfFile: file, encoding: .utf8)

            let same = try await program.run("import", format, file, "--json")
            let name = "Visite d’une ferme productrice d’osier"
            #expect(table.ranges(of: name).count == 1)
            try table.replacing(name, with: "Visite d’une ferme")
                .write(toFile: file, atomically: true, encoding: .utf8)
            let changed = try await program.run("import", format, file, "--json")
            let tail = try await program.run("changes", "tail", "--json")

            #expect(try Self.counts(same) == ["unchanged": 40])
            #expect(try Self.counts(changed) == ["updated": 1, "unchanged": 39])
            let last = try JSON(parsing: String(tail.output.split(separator: "\n").last ?? ""))
            #expect(last["position"] == 41)
            #expect(last["changed"] == ["name.fr"])
        }
    }
}
