import Directory
import Foundation
import Postgres
import Support
import Testing

struct PlainFileTests {
    @Test(.database, arguments: [("apidae", "train.json"), ("datatourisme", "object")])
    func `a file that somebody names is read whatever it is called`(format: String, file: String) async throws
    {
        let program = Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString()])
        let fixtures = "\(Program.root)/Tests/Fixtures"
        let names = FileManager.default.enumerator(atPath: "\(fixtures)/datatourisme/objects")?
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".json") }.sorted()
        let object = try #require(names?.first)
        let path =
            format == "apidae" ? "\(fixtures)/apidae/\(file)" : "\(fixtures)/datatourisme/objects/\(object)"
        try await withFolder { folder in
            try FileManager.default.copyItem(atPath: path, toPath: "\(folder)/feed.\(format)")

            let outcome = try await program.run("import", format, "\(folder)/feed.\(format)", "--json")

            #expect(try JSON(parsing: outcome.output)["created"] == 1, "\(outcome.complaints)")
        }
    }
}
