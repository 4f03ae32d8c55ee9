import Postgres
import Support
import Testing

@Suite(.emptyDatabase)
struct RowTests {
    private let database = TestDatabase.current

    private struct Pair: PostgresRow {
        let number: Int
        let text: String?

        init(_ columns: inout Columns) throws(DatabaseError) {
            number = try columns.next()
            text = try columns.next()
        }
    }

    private func failure(_ sql: SQL) async -> DatabaseError? {
        await #expect(throws: DatabaseError.self) { _ = try await database.fetch(sql, as: Pair.self) }
    }

    @Test func `columns are read from left to right`() async throws {
        let rows = try await database.fetch(
            "select * from (values (1::int8, 'a'), (2, null)) as pairs order by 1", as: Pair.self)
        #expect(rows.map(\.number) == [1, 2])
        #expect(rows.map(\.text) == ["a", nil])
    }

    @Test func `a column of another type is refused with its name`() async {
        let failure = await failure("select 1::int4 as floor, 'a'::text")
        #expect(failure?.kind == .decoding)
        #expect(failure?.column == "floor")
        #expect(failure?.message.contains("int4") == true)
    }

    @Test func `a NULL that the type cannot hold is refused`() async {
        let failure = await failure("select null::int8 as floor, 'a'::text")
        #expect(failure?.message.contains("NULL") == true)
    }

    @Test func `a row type that reads too few or too many columns is refused`() async {
        #expect(await failure("select 1::int8, 'a'::text, 2")?.kind == .decoding)
        #expect(await failure("select 1::int8")?.kind == .decoding)
    }

    @Test func `an unknown type is refused`() async {
        #expect(await failure("select point(1, 2), 'a'::text")?.message.contains("type 600") == true)
    }

    @Test func `an interpolated value is a parameter and an identifier is quoted`() async throws {
        enum Name: String, CaseIterable {
            case odd = "odd \" name"
        }
        try await database.write { tx in
            try tx.run("create table \(identifier: Name.odd) (id int8, note text)")
            let rows = [(1, "'; select 1; --"), (2, "$1")].map { id, note -> SQL in "(\(id), \(note))" }
            try tx.run("insert into \(identifier: Name.odd) values \(rows.joined(separator: ", "))")
        }
        var sql: SQL = "select id, note from \(identifier: Name.odd) where id > \(0)"
        sql += " and note <> \("nothing")" + " order by id"
        let rows = try await database.fetch(sql, as: Pair.self)
        #expect(rows.map(\.text) == ["'; select 1; --", "$1"])
    }

    @Test func `verification names the query, the column and both types`() async throws {
        let right = Query<Pair, Int>("right", "select $1, 'a'::text")
        let wrongType = Query<Pair, Int>("wrong_type", "select $1, 2::int4")
        let wrongCount = Query<One<Int>, Int, Int>("wrong_count", "select $1::int8")
        let invalid = Query<NoRow>("invalid", "delete from nowhere")
        let longName = Query<One<Int>>(String(repeating: "n", count: 64), "select 1::int8")
        let problems = try await database.verify([right, wrongType, wrongCount, invalid, longName, right])
        try #require(problems.count == 5)
        #expect(problems[0] == "right: is the name of several queries")
        #expect(problems[1].hasPrefix("wrong_type: column 2") && problems[1].contains("int4"))
        #expect(problems[2] == "wrong_count: has 1 parameters, 2 are declared")
        #expect(problems[3].contains("nowhere"))
        #expect(problems[4].contains("63 bytes"))
        #expect(right.describe().columns == [20, 25])
    }

    @Test func `two queries cannot share a name by accident`() async throws {
        let first = Query<One<Int>>("shared_name", "select 1::int8")
        let second = Query<One<Int>>("shared_name", "select 2::int8")
        let failure = await #expect(throws: DatabaseError.self) {
            try await database.read { tx in
                let one = try tx.one(first)
                let two = try tx.one(second)
                return one.value + two.value
            }
        }
        #expect(failure?.query == "shared_name")
    }
}
