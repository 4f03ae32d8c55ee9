import Directory
import Foundation
import Postgres
import Support
import Testing

/// A database that is older than the program.
@Suite(.timeLimit(.minutes(6)))
struct ReadinessTests {
    private func program() throws -> Program {
        Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString(), "FITXA_PORT": "0"])
    }

    /// Lets the database forget its newest migration and gives the name of the file.
    private func forget() async throws -> String {
        let sql: SQL = """
            delete from schema_migrations where number = (select max(number) from schema_migrations)
            returning to_char(number, 'FM0000') || '_' || name || '.sql'
            """
        return try await TestDatabase.current.write { tx in try tx.all(sql, as: One<String>.self)[0].value }
    }

    @Test(.database) func `the server does not start on an older database`() async throws {
        let file = try await forget()

        let outcome = try await program().run("serve")

        #expect(outcome.status == 1)
        #expect(outcome.complaints.contains("the database lacks \(file): run `fitxa migrate`"))
    }

    @Test(.database) func `a server under which the database becomes older is not ready and says why`()
        async throws
    {
        let server = try await Server(program())
        #expect(try await server.readiness().status == 200)

        let file = try await forget()
        let old = try await server.readiness()
        #expect(old.status == 503)
        #expect(old.json["detail"]?.string == "the database lacks \(file): run `fitxa migrate`")
        try await TestDatabase.current.write { tx in try tx.run("drop table schema_migrations") }
        let empty = try await server.readiness()
        #expect(empty.status == 503)
        #expect(empty.json["detail"]?.string?.contains("0001_directory.sql") == true)

        server.terminate()
        #expect(await server.end() == 0)
    }
}
