import FoundationEssentials
import Postgres
import Support
import Testing

@Suite(.emptyDatabase)
struct ValueTests {
    private let database = TestDatabase.current

    /// Sends values through the server and back, alone and as an array with a NULL among them.
    private func expectRoundTrip<Value: PostgresElement & Equatable>(_ values: [Value]) async throws {
        let type = "\(Value.columnType)"
        for value in values {
            let query = Query<One<Value>, Value>("echo_\(type)", "select $1")
            let rows = try await database.fetch(query, value)
            #expect(rows.map(\.value) == [value])
        }
        let optionals: [Value?] = values + [nil]
        let query = Query<One<[Value?]>, [Value?]>("echo_array_\(type)", "select $1")
        let rows = try await database.fetch(query, optionals)
        #expect(rows.map(\.value) == [optionals])
    }

    @Test func `truth values come back`() async throws {
        try await expectRoundTrip([true, false])
    }

    @Test func `integers come back up to their limits`() async throws {
        try await expectRoundTrip([Int.min, -1, 0, 1, Int.max])
        try await expectRoundTrip([Int32.min, -1, 0, 1, Int32.max])
        try await expectRoundTrip([Int16.min, -1, 0, 1, Int16.max])
    }

    @Test func `floating-point numbers come back bit by bit`() async throws {
        let extremes = [Double.greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, -.infinity]
        try await expectRoundTrip([0, 0.1, -1.5, .pi] + extremes)
        let nan = try await database.fetch("select \(Double.nan)", as: One<Double>.self)
        #expect(nan.first?.value.isNaN == true)
    }

    @Test func `text comes back whatever is in it`() async throws {
        let long = String(repeating: "Saint-Jean-Pied-de-Port ", count: 50_000)
        try await expectRoundTrip(["", "Hôtel", "'; drop table x; --", "\\ \" \n\t", "👩‍👩‍👧 ⴰⵣⵓⵍ", long])
    }

    @Test func `identifiers, bytes and documents come back`() async throws {
        try await expectRoundTrip([UUID(), UUID()])
        try await expectRoundTrip([Bytea([]), Bytea(Array(0...255))])
        try await expectRoundTrip([JSONB("{\"a\": [1, null, \"é\"]}"), JSONB("null")])
    }

    @Test func `moments come back to the microsecond`() async throws {
        let moments = [0, 1.5, -86_400, 815_000_000.123456, -3_000_000_000.000001, 8_000_000_000.25]
        let dates = moments.map { Date(timeIntervalSinceReferenceDate: $0) }
        for date in dates {
            let rows = try await database.fetch("select \(date)", as: One<Date>.self)
            let difference = try #require(rows.first).value.timeIntervalSince(date)
            #expect(abs(difference) < 0.000_001)
        }
        let text = try await database.fetch(
            "select \(Date(timeIntervalSince1970: 1_700_000_000.25))::text", as: One<String>.self)
        #expect(text.first?.value == "2023-11-14 22:13:20.25+00")
    }

    @Test func `a moment that the server cannot hold is refused`() async throws {
        for date in [Date(timeIntervalSince1970: .infinity), Date(timeIntervalSince1970: 1e30)] {
            let failure = await #expect(throws: DatabaseError.self) {
                _ = try await database.fetch("select \(date)", as: One<Date>.self)
            }
            #expect(failure?.kind == .decoding)
        }
        let infinite = await #expect(throws: DatabaseError.self) {
            _ = try await database.fetch("select 'infinity'::timestamptz", as: One<Date>.self)
        }
        #expect(infinite?.message.contains("infinite") == true)
    }

    @Test(arguments: [
        "0", "1", "-1", "80.00", "0.05", "-0.0001", "12345678.9", "10000", "100000000", "0.00010001",
        "99999999999999999999999999999999999999", "-1234567890.0987654321", "1e20", "1e-20",
    ])
    func `decimal numbers mean the same on both sides`(text: String) async throws {
        let number = try #require(Decimal(string: text))
        let sql: SQL = "select \(number), \(number)::text::numeric = \(text)::numeric, \(text)::numeric"
        let row = try #require(try await database.fetch(sql, as: DecimalRow.self).first)
        #expect(row.echo == number)
        #expect(row.isEqual)
        #expect(row.parsed == number)
    }

    @Test func `a number with more digits than Decimal holds is refused instead of rounded`() async throws {
        let failure = await #expect(throws: DatabaseError.self) {
            _ = try await database.fetch("select 10::numeric ^ 40 + 1", as: One<Decimal>.self)
        }
        #expect(failure?.message.contains("more digits") == true)
        let nan = try await database.fetch("select \(Decimal.nan)", as: One<Decimal>.self)
        #expect(nan.first?.value.isNaN == true)
    }

    @Test func `NULL and empty arrays are told apart`() async throws {
        let query = Query<TwoArrays, [String]?, [String]?>("two_arrays", "select $1, $2")
        let row = try await database.fetch(query, nil, [])[0]
        #expect(row.first == nil)
        #expect(row.second == [])
    }

    @Test func `a NUL in text is refused by the server and never cuts the text`() async throws {
        for sql in ["select \("admin\0evil")", "select \(["admin\0evil"])"] as [SQL] {
            let failure = await #expect(throws: DatabaseError.self) {
                _ = try await database.fetch(sql, as: One<String>.self)
            }
            #expect(failure?.sqlState == "22021")
        }
    }

    private struct DecimalRow: PostgresRow {
        let echo: Decimal
        let isEqual: Bool
        let parsed: Decimal

        init(_ columns: inout Columns) throws(DatabaseError) {
            echo = try columns.next()
            isEqual = try columns.next()
            parsed = try columns.next()
        }
    }

    private struct TwoArrays: PostgresRow {
        let first: [String]?
        let second: [String]?

        init(_ columns: inout Columns) throws(DatabaseError) {
            first = try columns.next()
            second = try columns.next()
        }
    }
}
