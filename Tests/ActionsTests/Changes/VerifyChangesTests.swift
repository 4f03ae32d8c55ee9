import Actions
import Directory
import Postgres
import Support
import Testing

struct VerifyChangesTests {
    /// Lists what verification finds after somebody with all rights on the database has run a statement.
    private func findings(after statements: SQL...) async throws -> [String] {
        let given = try await Given()
        let action = VerifyChanges(given.context)
        let ids = [try await given.listing(), try await given.listing(), try await given.listing()]
        try await given.edit(ids[1], ["name.fr": "B"])
        let sound = (try await action.run(), try await action.audit())
        #expect(sound.0.holds)
        #expect(sound.1.entries == 4)
        #expect(sound.1.firstBreak == nil)
        try await given.database.write { tx in
            for sql in statements { try tx.run(sql) }
        }
        let (feed, audit) = (try await action.run(), try await action.audit())
        return ["gaps \(feed.gaps)", "strays \(feed.strays.count)", "break \(audit.firstBreak ?? 0)"]
    }

    private static let unlock: SQL = "alter table audit_entries disable trigger audit_entries_immutable"

    @Test(.database) func `an entry that is missing in the feed is a gap and leaves a stray`() async throws {
        let found = try await findings(after: "delete from changes where position = 4")

        #expect(found == ["gaps 1", "strays 1", "break 0"])
    }

    @Test(.database) func `a head that moved without the feed is a stray`() async throws {
        let found = try await findings(after: "update listings set revision = revision + 1")

        #expect(found == ["gaps 0", "strays 3", "break 0"])
    }

    @Test(.database) func `an audit entry that was changed is found`() async throws {
        let found = try await findings(
            after: Self.unlock, "update audit_entries set actor = 'nobody' where number = 2")

        #expect(found == ["gaps 0", "strays 0", "break 2"])
    }

    @Test(.database) func `an audit entry that was taken away is found`() async throws {
        let found = try await findings(after: Self.unlock, "delete from audit_entries where number = 2")

        #expect(found == ["gaps 0", "strays 0", "break 3"])
    }

    @Test(.database) func `a tail of the audit that was cut off is found`() async throws {
        let found = try await findings(after: Self.unlock, "delete from audit_entries where number = 4")

        #expect(found == ["gaps 0", "strays 0", "break 4"])
    }

    @Test(
        .database,
        arguments: [
            "update revisions set comment = ''", "delete from revisions", "truncate revisions",
            "update changes set op = 'remove'", "truncate changes", "update audit_entries set actor = ''",
            "delete from audit_entries", "truncate audit_entries",
        ])
    func `what is written once is never changed`(statement: String) async throws {
        let given = try await Given()
        _ = try await given.listing()
        var state: String?

        do {
            try await Database.execute(statement, on: TestDatabase.configuration)
        } catch let error as DatabaseError {
            state = error.sqlState
        }

        #expect(state == "42501")
    }
}
