import Actions
import Directory
import Postgres
import Store
import Support
import Testing

@Suite(.database)
struct RebuildRowsTests {
    @Test func `rows that are gone or wrong are made anew from the heads`() async throws {
        let given = try await Given()
        let kept = try await given.listing()
        try await given.edit(kept, ["name.fr": "B"])
        _ = try await ConfirmListing(given.context).run(kept.text, by: .system)
        let closed = try await given.listing()
        _ = try await CloseListing(given.context).close(
            closed.text, reason: "ceased", comment: nil, by: .system)
        let before = try await contents(given)
        try await given.database.write { tx in
            try tx.run("delete from listing_openings")
            try tx.run("delete from listing_search where id = \(kept.text)")
            try tx.run("update listing_documents set document = '{}', etag = 'x', revision = 7")
        }
        let broken = try await contents(given)

        let count = try await RebuildRows(given.context).run()

        #expect(count == 2)
        #expect(before != broken)
        #expect(try await contents(given) == before)
        #expect(before.count == 3)
    }

    private func contents(_ given: Given) async throws -> [String] {
        let sql: SQL = """
            select s::text from listing_search s
            union all select d::text from listing_documents d
            union all select o::text from listing_openings o
            order by 1
            """
        return try await given.database.fetch(sql, as: One<String>.self).map(\.value)
    }
}
