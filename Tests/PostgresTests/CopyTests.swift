import Foundation
import Postgres
import Support
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(10)))
struct CopyTests {
    private let database = TestDatabase.current

    @Test func `rows of values go in, and text comes out`() async throws {
        let id = UUID()
        let count = try await database.write { tx in
            try tx.run("create table typed (id uuid, name text, size int4, tags text[], price numeric)")
            return try tx.copyIn(into: "copy typed from stdin with (format binary)") { writer in
                try writer.row(id, "Hôtel\t\n\\", Int32(3), ["a", "b"], nil as Decimal?)
                try writer.row(id, nil as String?, Int32(-1), [] as [String], Decimal(80.5))
            }
        }
        #expect(count == 2)
        let text = try await database.read { tx in
            var bytes: [UInt8] = []
            try tx.copyOut("copy (select name, size, tags, price from typed order by size desc) to stdout") {
                bytes += $0
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        #expect(text == "Hôtel\\t\\n\\\\\t3\t{a,b}\t\\N\n\\N\t-1\t{}\t80.5\n")
    }

    @Test func `text goes in wherever it is cut`() async throws {
        let sum = try await database.write { tx in
            try tx.run("create table plain (id int8, name text)")
            try tx.copyIn(into: "copy plain from stdin with (format csv)") { writer in
                for piece in ["1,a\n2", ",\"b,c\"\n3,", "d\n"] { try writer.write(piece) }
            }
            return try tx.first("select string_agg(name, '|' order by id) from plain", as: One<String>.self)
        }
        #expect(sum?.value == "a|b,c|d")
    }

    @Test func `nothing is kept when the sender gives up, and the connection goes on`() async throws {
        struct GivenUp: Error {}
        try await database.write { tx in try tx.run("create table given_up (id int8)") }
        await #expect(throws: GivenUp.self) {
            try await database.write { tx in
                try tx.copyIn(into: "copy given_up from stdin") { writer in
                    try writer.write("1\n")
                    throw GivenUp()
                }
            }
        }
        await #expect(throws: DatabaseError.self) {
            try await database.write { tx in
                do {
                    try tx.copyIn(into: "copy given_up from stdin") { writer in
                        try writer.write("2\n")
                        throw GivenUp()
                    }
                } catch is GivenUp {}
            }
        }
        await #expect(throws: GivenUp.self) {
            try await database.read { tx in
                try tx.copyOut("copy (select generate_series(1, 1000000)) to stdout") { _ in throw GivenUp() }
            }
        }
        let count = try await database.fetch("select count(*) from given_up", as: One<Int>.self)
        #expect(count[0].value == 0)
    }

    @Test func `the server's complaint about a row arrives`() async throws {
        try await database.write { tx in try tx.run("create table numbers (id int8)") }
        for rows in ["1\nx\n", String(repeating: "1\n", count: 200_000) + "x\n"] {
            let failure = await #expect(throws: DatabaseError.self) {
                try await database.write { tx in
                    try tx.copyIn(into: "copy numbers from stdin") { writer in try writer.write(rows) }
                }
            }
            #expect(failure?.sqlState == "22P02")
        }
    }

    @Test func `a statement that is no COPY, or has values, is refused`() async throws {
        for sql in ["select 1", "copy (select \(1)) to stdout"] as [SQL] {
            let failure = await #expect(throws: DatabaseError.self) {
                try await database.read { tx in try tx.copyOut(sql) { _ in } }
            }
            #expect(failure?.kind == .decoding)
        }
        let failure = await #expect(throws: DatabaseError.self) {
            try await database.write { tx in
                try tx.run("create table textual (id int8)")
                try tx.copyIn(into: "copy textual from stdin") { writer in try writer.row(1) }
            }
        }
        #expect(failure?.message.contains("binary") == true)
    }

    /// Runs in a process of its own, where nothing else takes memory.
    @Test func `a large stream goes in and out, and a large result by, in constant memory`() async throws {
        let url = try TestDatabase.configuration.connectionString()
        let isLong = ProcessInfo.processInfo.environment["FITXA_LONG_TESTS"] == "1"
        let megabytes = isLong ? 1024 : 256
        await #expect(processExitsWith: .success) { [url = url as String, megabytes = megabytes as Int] in
            var configuration = DatabaseConfiguration(writer: url)
            configuration.statementTimeout = .seconds(600)
            let database = Database(configuration)
            try await database.write { tx in try tx.run("create unlogged table large (line text)") }
            let before = try Memory.peak()
            let line = String(repeating: "0123456789abcdef", count: 64).dropLast() + "\n"
            let chunk = Array(String(repeating: String(line), count: 1024).utf8)
            let count = try await database.write { tx in
                try tx.copyIn(into: "copy large from stdin") { writer in
                    for _ in 0..<megabytes { try writer.write(chunk) }
                }
            }
            #expect(count == megabytes * 1024)
            let bytes = try await database.read { tx in
                var bytes = 0
                try tx.copyOut("copy large to stdout") { bytes += $0.count }
                return bytes
            }
            #expect(bytes == megabytes << 20)
            let walked = try await database.read { tx in
                var bytes = 0
                try tx.each("select line from large limit 100000", as: One<String>.self) { row in
                    bytes += row.value.utf8.count
                }
                return bytes
            }
            #expect(walked == 100_000 * 1023)
            let growth = try Memory.peak() - before
            #expect(growth < 64 << 10, "the peak has grown by \(growth) kB")
            await database.close()
        }
    }
}

/// What the system says about the memory of this process.
private enum Memory {
    /// The most that was resident at a time, in kilobytes.
    static func peak() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(line.split(separator: " ").compactMap { Int($0) }.first)
    }
}
