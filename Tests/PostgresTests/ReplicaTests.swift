import Postgres
import Support
import Testing

@Suite(.database)
struct ReplicaTests {
    /// What the server calls the connection.
    private let name: SQL = "select current_setting('application_name')"

    @Test func `single reads go to the replica, transactions to the writer`() async throws {
        var configuration = TestDatabase.configuration
        configuration.replica = "\(try configuration.connectionString()) application_name=replica"
        let database = Database(configuration)

        let fetched = try await database.fetch(name, as: One<String>.self).map(\.value)
        let read = try await database.read { [name] tx in
            try tx.all(name, as: One<String>.self).map(\.value)
        }
        let written = try await database.write { [name] tx in
            try tx.all(name, as: One<String>.self).map(\.value)
        }

        #expect(fetched == ["replica"])
        #expect(read == ["fitxa"])
        #expect(written == ["fitxa"])
        await database.close()
    }

    @Test func `single reads find a server that can be written to, though they write nothing`() async throws {
        var configuration = TestDatabase.configuration
        let text = try configuration.connectionString()
        configuration = DatabaseConfiguration(writer: "\(text) target_session_attrs=read-write")
        let database = Database(configuration)

        #expect(try await database.fetch(name, as: One<String>.self).map(\.value) == ["fitxa"])
        #expect(try await database.write { _ in true })
        await database.close()
    }

    @Test func `a replica that is away is told, and the writer still works`() async throws {
        var configuration = TestDatabase.configuration
        configuration.replica = "host=127.0.0.1 port=1 user=fitxa dbname=fitxa connect_timeout=2"
        let database = Database(configuration)

        let failure = await #expect(throws: DatabaseError.self) {
            _ = try await database.fetch(name, as: One<String>.self)
        }
        #expect(failure?.isUnavailable == true)
        #expect(try await database.read { _ in true })
        await database.close()
    }
}
