import Directory
import Postgres
import Support
import Testing

@Suite(.database)
struct DuplicateCommandTests {
    @Test func `a listing that exists already is created only by who says that it is another one`()
        async throws
    {
        let program = Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString()])
        let place = [
            "--set", "category=hotel", "--set", "contacts/a={\"kind\":\"phone\",\"value\":\"0559370177\"}",
        ]
        func create(_ name: String, _ rest: [String] = []) async throws -> Program.Outcome {
            try await program.run(["listing", "create", "--set", "name.fr=\(name)", "--json"] + place + rest)
        }
        let point = ["--set", "location.point={\"lat\":47.39,\"lon\":0.69}"]
        let id = try #require(try JSON(parsing: try await create("Le Cygne", point).output)["id"]?.string)

        let refused = try await create("LE CYGNE", point)
        let created = try await create("LE CYGNE", point + ["--not-duplicate-of", id])
        let pairs = try await program.run("listing", "duplicates", "--json", "--min-score", "0.7")

        #expect(refused.status == 1)
        #expect(refused.complaints.contains("duplicate_suspected") && refused.complaints.contains(id))
        #expect(created.status == 0, "\(created.complaints)")
        #expect(pairs.output.contains(id))
        let other = try #require(try JSON(parsing: created.output)["id"]?.string)
        let merged = try await program.run("listing", "merge", other, "--into", id, "--json")
        #expect(try JSON(parsing: merged.output)["merged_into"]?.string == id)
        #expect(try await program.run("listing", "duplicates", "--territory", "nowhere").status == 1)
    }
}
