import Postgres
import Support
import Testing

struct ExportCommandTests {
    @Test(.database) func `a file to be handed on holds nothing private`() async throws {
        let program = Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString()])
        let made = try await program.run(
            "listing", "create", "--set", "category=hotel", "--set", "name.fr=Hôtel Ispilu", "--set",
            #"contacts/boss={"kind": "mobile", "value": "+33612345678", "role": "manager", "public": false}"#)
        #expect(made.status == 0, "\(made.complaints)")
        let whole = try await program.run("export", "fitxa", "--q", "ispilu")
        let open = try await program.run("export", "fitxa", "--q", "ispilu", "--public")
        #expect(whole.output.contains("+33612345678"))
        #expect(open.output.contains("Ispilu") && !open.output.contains("+33612345678"))
        let basque = try await program.run("export", "fitxa", "--q", "ispilu", "--lang", "eu")
        #expect(basque.status == 0 && basque.output.isEmpty)
        #expect(try await program.run("export", "fitxa", "--lang", "xx").status == 2)
    }

    @Test(.database) func `of listings with a name in a language come as many as are asked for`() async throws
    {
        let program = Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString()])
        for number in 1...3 {
            let made = try await program.run(
                "listing", "create", "--set", "category=hotel", "--set", "name.fr=Hôtel Etxe \(number)")
            #expect(made.status == 0, "\(made.complaints)")
        }
        func ids(_ options: String...) async throws -> [Substring] {
            try await program.run(["listing", "list"] + options).output.split(separator: "\n")
                .map { $0.prefix { $0 != " " } }
        }
        let all = try await ids()
        let last = String(try #require(all.last))

        #expect(try await program.run("listing", "edit", last, "--set", "name.eu=Etxe").status == 0)

        #expect(try await ids("--lang", "eu", "--limit", "1") == [all[2]])
        #expect(try await ids("--lang", "fr", "--limit", "2") == Array(all.prefix(2)))
    }
}
