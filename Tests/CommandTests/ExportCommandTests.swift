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
}
