import Directory
import Foundation
import Postgres
import Store
import Testing

/// What is left when the program dies.
struct InterruptionTests {
    private static let repeats = ProcessInfo.processInfo.environment["FITXA_LONG_TESTS"] == nil ? 6 : 100

    @Test func `an import that is killed again and again ends in the same state`() async throws {
        try await withFolder { folder in
            let feed = try Self.feed(folder, listings: 1_500)
            let program = Program(["FITXA_DATA": "\(folder)/var"])
            _ = try await program.run("territory", "show", "64485")
            let server = try EmbeddedPostgres.acquire(dataFolder: "\(folder)/var/postgres")
            defer { server.release() }
            let database = Database(DatabaseConfiguration(writer: server.connectionString))
            var killed = 0
            for attempt in 0..<Self.repeats {
                let target = try await Self.position(database) + attempt % 3 * 500
                let process = program.process(["import", "fitxa", feed])
                process.standardOutput = FileHandle.nullDevice
                process.standardError = FileHandle.nullDevice
                try process.run()
                // It dies before its first batch, or after one or two.
                while process.isRunning, try await Self.position(database) < target {}
                if process.isRunning {
                    kill(process.processIdentifier, SIGKILL)
                    killed += 1
                }
                process.waitUntilExit()
                let verify = try await program.run("changes", "verify", "--json")
                #expect(try JSON(parsing: verify.output)["holds"] == true)
            }
            #expect(killed > 0)
            let last = try JSON(parsing: try await program.run("import", "fitxa", feed, "--json").output)
            let sum = (last["created"]?.integer ?? 0) + (last["unchanged"]?.integer ?? 0)
            #expect(sum == 1_500 && last["rejected"] == 0 && last["conflicted"] == 0)
            let again = try JSON(parsing: try await program.run("import", "fitxa", feed, "--json").output)
            #expect(again["unchanged"] == 1_500)
            #expect(try await program.run("audit", "verify").status == 0)
            await database.close()
        }
    }

    private static func position(_ database: Database) async throws -> Int {
        try await database.fetch(ChangeQueries.head).first?.position ?? 0
    }

    /// Listings in the lossless format.
    private static func feed(_ folder: String, listings: Int) throws -> String {
        let path = "\(folder)/feed.ndjson"
        let lines = (1...listings).map { number -> String in
            let digits = String(number)
            let id = "fx-" + String(repeating: "0", count: 8 - digits.count) + digits
            let line: JSON = [
                "format": "fitxa/1", "id": .string(id), "status": "published", "revision": 1,
                "category": "hotel",
                "name": ["fr": .string("Hôtel \(number)")],
                "location": [
                    "point": ["lat": .double(43 + Double(number) / 10_000), "lon": -1.2],
                    "address": ["insee": "64485", "postcode": "64220", "commune": "Saint-Jean-Pied-de-Port"],
                ],
            ]
            return line.text
        }
        try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}
