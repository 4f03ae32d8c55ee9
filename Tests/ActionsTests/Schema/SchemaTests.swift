import Foundation
import Postgres
import Support
import Testing

@Suite(.database)
struct SchemaTests {
    /// `FITXA_RECORD=1` writes the file instead of comparing it.
    @Test func `the file schema.sql is what the migrations make`() throws {
        let file = URL(filePath: TestDatabase.db).appending(path: "schema.sql")
        let dump = try Self.dump()
        if ProcessInfo.processInfo.environment["FITXA_RECORD"] == "1" {
            try Data(dump.utf8).write(to: file)
        }

        let recorded = String(decoding: try Data(contentsOf: file), as: UTF8.self)

        #expect(dump.contains("CREATE TABLE public.revisions"))
        #expect(recorded == dump, "db/schema.sql is out of date: run the test with FITXA_RECORD=1")
    }

    /// The schema without what depends on the version of the server and of the program that dumps it.
    private static func dump() throws -> String {
        let output = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "pg_dump", "--schema-only", "--no-owner", "--no-privileges", "--no-comments",
            "--dbname", try TestDatabase.configuration.connectionString(),
        ]
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return normalised(String(decoding: data, as: UTF8.self))
    }

    private static func normalised(_ dump: String) -> String {
        var lines: [Substring] = []
        for line in dump.split(separator: "\n", omittingEmptySubsequences: false) {
            let isNoise =
                line.hasPrefix("--") || line.hasPrefix("SET ") || line.hasPrefix("\\")
                || line.hasPrefix("SELECT pg_catalog.set_config")
            guard !isNoise, !(line.isEmpty && lines.last?.isEmpty ?? true) else { continue }
            lines.append(line)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
