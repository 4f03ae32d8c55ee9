import Actions
import Directory
import Foundation
import Postgres
import Store
import Support
import Testing

/// A database of an earlier version with listings, brought to this one.
@Suite(.timeLimit(.minutes(6)))
struct MigrateCommandTests {
    private func program() throws -> Program {
        Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString(), "FITXA_PORT": "0"])
    }

    /// Applies the first migrations only.
    private func migrate(to number: Int) async throws {
        let all = "\(Program.root)/db/migrations"
        try await withFolder { folder in
            let files = try FileManager.default.contentsOfDirectory(atPath: all).sorted()
            for file in files.prefix(number) {
                try FileManager.default.copyItem(atPath: "\(all)/\(file)", toPath: "\(folder)/\(file)")
            }
            try await Migrator(directory: folder).migrate(TestDatabase.current)
        }
    }

    /// Writes a listing as a version did that knew neither keys nor minutes.
    private func insert(_ id: String, _ fields: JSON) async throws {
        let fields = JSONB(fields)
        try await TestDatabase.current.write { tx in
            try tx.run(
                """
                insert into listings (id, status, revision, category, fields, published_at, content_changed_at)
                values (\(id), 'published', 1, 'hotel', \(fields), now(), now())
                """)
            try tx.run(
                """
                insert into listing_openings (id, days, weekdays, open)
                values (\(id), '[2026-04-01,2026-11-15]', 1, true)
                """)
        }
    }

    private func isOpen(at moment: String) async throws -> Bool {
        var search = ListingSearch(limit: 10)
        search.openAt = Timestamp.date(moment)
        return try await !TestDatabase.current.fetch(search.sql, as: HitRow.self).isEmpty
    }

    @Test(.emptyDatabase) func `an older database answers as a new one without a further command`()
        async throws
    {
        try await migrate(to: 5)
        let phone: JSON = ["kind": "phone", "value": "+33559370101"]
        let hours: JSON = ["from": "2026-04-01", "to": "2026-11-15", "weekly": ["mo": [["09:00", "12:00"]]]]
        let fields: JSON = [
            "category": "hotel", "name.fr": "Hôtel des Pyrénées", "contacts/phone": phone,
            "opening/summer": hours,
        ]
        try await insert("fx-00000001", fields)
        try await insert("fx-00000002", fields)

        let outcome = try await program().run("migrate", "--json")

        let json = try JSON(parsing: outcome.output)
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(json["applied"]?.elements.first == "0006_twins.sql")
        #expect(json["rebuilt"] == 2)
        #expect(try await isOpen(at: "2026-06-01T08:00:00Z"))
        #expect(try await isOpen(at: "2026-06-01T18:00:00Z") == false)
        let twins = try await program().run("listing", "duplicates", "--json")
        #expect(twins.output.contains("fx-00000001") && twins.output.contains("fx-00000002"))
        let again = try JSON(parsing: try await program().run("migrate", "--json").output)
        #expect(again == ["applied": [], "rebuilt": nil])
    }

    @Test(.database) func `rows that are still to be made anew are told until they are`() async throws {
        let given = try await Given()
        _ = try await given.listing()
        let program = try program()
        let server = try await Server(program)
        func ready() async throws -> JSON {
            try await Wire.open(server.port) { wire in
                try await wire.send("GET /readyz HTTP/1.1", "Host: localhost")
                return try await wire.reply().json
            }
        }
        #expect(try await program.run("migrate", "--check").status == 0)
        #expect(try await ready() == ["status": "ready", "rebuild_due": false])
        try await given.database.write { tx in try tx.run("update rebuild_state set due_since = now()") }

        let check = try await program.run("migrate", "--check")
        let doctor = try await program.run("doctor")
        let due = try await ready()
        let rebuild = try await program.run("rebuild")

        #expect(check.status == 1 && check.output.contains("rebuild"))
        #expect(doctor.status == 1 && doctor.output.contains("run `fitxa migrate`"))
        #expect(due == ["status": "ready", "rebuild_due": true])
        #expect(rebuild.status == 0)
        #expect(rebuild.complaints.contains("run `fitxa migrate`"))
        #expect(try await program.run("migrate", "--check").status == 0)
        #expect(try await ready()["rebuild_due"] == false)
        server.terminate()
        #expect(await server.end() == 0)
    }
}
