import Dispatch
import Postgres
import Support
import Synchronization
import Testing

@Suite(.emptyDatabase)
struct TransactionTests {
    private let database = TestDatabase.current

    @Test func `a committed row is seen by the next reader`() async throws {
        let count = try await database.write { tx in
            try tx.run("create table committed (id int8 primary key)")
            return try tx.run("insert into committed values (\(7)), (\(8))")
        }
        let ids = try await database.read { tx in
            try tx.all("select id from committed order by id", as: One<Int>.self).map(\.value)
        }
        #expect(count == 2)
        #expect(ids == [7, 8])
    }

    @Test func `nothing is kept when the body throws`() async throws {
        struct Refusal: Error {}
        try await database.write { tx in try tx.run("create table undone (id int8)") }
        await #expect(throws: Refusal.self) {
            try await database.write { tx in
                try tx.run("insert into undone values (\(1))")
                throw Refusal()
            }
        }
        let count = try await database.fetch("select count(*) from undone", as: One<Int>.self)
        #expect(count.map(\.value) == [0])
    }

    @Test func `a reader cannot write, and sees one state throughout`() async throws {
        try await database.write { tx in try tx.run("create table steady (id int8)") }
        let refusal = await #expect(throws: DatabaseError.self) {
            try await database.read { tx in try tx.run("insert into steady values (1)") }
        }
        #expect(refusal?.sqlState == "25006")
        let isolation = try await database.read { tx in
            try tx.first("show transaction_isolation", as: One<String>.self)?.value
        }
        #expect(isolation == "repeatable read")
    }

    @Test func `a row that is promised and missing is an error of its own`() async throws {
        let query = Query<One<Int>, Int>("missing", "select $1 where false")
        let failure = await #expect(throws: DatabaseError.self) {
            try await database.read { tx in try tx.one(query, 1).value }
        }
        #expect(failure?.kind == .noRow)
        #expect(failure?.query == "missing")
    }

    @Test func `a failure that the body keeps to itself is still reported`() async throws {
        let failure = await #expect(throws: DatabaseError.self) {
            try await database.write { tx in _ = try? tx.run("select 1 / 0") }
        }
        #expect(failure?.sqlState == "22012")
    }

    @Test func `the server's words about a constraint arrive`() async throws {
        try await database.write { tx in
            try tx.run("create table rooms (id int8 constraint rooms_id_check check (id > 0))")
        }
        let failure = await #expect(throws: DatabaseError.self) {
            try await database.write { tx in try tx.run("insert into rooms values (\(-1))") }
        }
        #expect(failure?.sqlState == "23514")
        #expect(failure?.constraint == "rooms_id_check")
        #expect(failure?.table == "rooms")
    }

    @Test func `what was sent is done before the next statement, and before the end`() async throws {
        let put = Query<NoRow, Int>("put", "insert into sent values ($1)")
        try await database.write { tx in try tx.run("create table sent (id int8 primary key)") }
        let seen = try await database.write { tx in
            try tx.send(put, 1)
            try tx.send(put, 2)
            let seen = try tx.all("select id from sent order by id", as: One<Int>.self).map(\.value)
            try tx.send(put, 3)
            return seen
        }
        let kept = try await database.fetch("select id from sent order by id", as: One<Int>.self)
        #expect(seen == [1, 2])
        #expect(kept.map(\.value) == [1, 2, 3])
    }

    @Test(arguments: [true, false])
    func `what goes wrong with a statement that was sent is thrown under its own name`(
        isFollowed: Bool
    ) async throws {
        let put = Query<NoRow, Int>("put_twice", "insert into unsent values ($1)")
        let failure = await #expect(throws: DatabaseError.self) {
            try await database.write { tx in
                try tx.run("create temp table unsent (id int8 primary key) on commit drop")
                try tx.send(put, 1)
                try tx.send(put, 1)
                if isFollowed { try tx.run("select 1") }
            }
        }
        #expect(failure?.sqlState == "23505")
        #expect(failure?.query == "put_twice")
    }

    @Test func `a body that throws with a statement on its way leaves a connection that works`() async throws
    {
        struct Refusal: Error {}
        let wait = Query<NoRow, Int>("wait", "select pg_advisory_xact_lock($1)")
        for _ in 0..<10 {
            await #expect(throws: Refusal.self) {
                try await database.write { tx in
                    try tx.send(wait, 77)
                    throw Refusal()
                }
            }
        }
        let locks = try await database.fetch(
            "select count(*) from pg_locks where locktype = 'advisory' and objid = 77", as: One<Int>.self)
        #expect(locks.map(\.value) == [0])
    }

    @Test func `a serialization failure of what was sent is repeated`() async throws {
        let attempts = Atomic(0)
        let fail = Query<NoRow>(
            "fail", "do $$ begin raise exception 'again' using errcode = '40001'; end $$")
        try await database.write { tx in
            if attempts.add(1, ordering: .relaxed).newValue < 3 { try tx.send(fail) }
        }
        #expect(attempts.load(ordering: .relaxed) == 3)
    }

    @Test func `a serialization failure is repeated until it succeeds`() async throws {
        let attempts = Atomic(0)
        let value = try await database.write { tx in
            if attempts.add(1, ordering: .relaxed).newValue < 4 {
                try tx.run("do $$ begin raise exception 'again' using errcode = '40001'; end $$")
            }
            return try tx.first("select 42::int8", as: One<Int>.self)?.value
        }
        #expect(value == 42)
        #expect(attempts.load(ordering: .relaxed) == 4)
    }

    @Test func `a body that finds itself overtaken runs again and leaves nothing of before`() async throws {
        try await database.write { tx in try tx.run("create table overtaken (attempt int8 not null)") }
        let attempts = Atomic(0)
        try await database.write { tx in
            let attempt = attempts.add(1, ordering: .relaxed).newValue
            try tx.run("insert into overtaken values (\(attempt))")
            if attempt < 3 { throw DatabaseError.raced("overtaken") }
        }
        let left = try await database.fetch("select attempt from overtaken", as: One<Int>.self).map(\.value)
        #expect(left == [3])
    }

    @Test func `a serialization failure that stays is given up after five attempts`() async throws {
        struct Wrapped: Error {}
        let attempts = Atomic(0)
        await #expect(throws: Wrapped.self) {
            try await database.write { tx in
                attempts.add(1, ordering: .relaxed)
                do {
                    try tx.run("do $$ begin raise exception 'again' using errcode = '40001'; end $$")
                } catch {
                    throw Wrapped()
                }
            }
        }
        #expect(attempts.load(ordering: .relaxed) == 5)
    }

    @Test func `no other failure is repeated`() async throws {
        let attempts = Atomic(0)
        await #expect(throws: DatabaseError.self) {
            try await database.write { tx in
                attempts.add(1, ordering: .relaxed)
                try tx.run("select 1 / 0")
            }
        }
        #expect(attempts.load(ordering: .relaxed) == 1)
    }

    @Test(.timeLimit(.minutes(6))) func `both sides of a deadlock get through`() async throws {
        try await database.write { tx in
            try tx.run("create table gates (id int8 primary key, passed int8 not null)")
            try tx.run("insert into gates values (1, 0), (2, 0)")
        }
        let meeting = Meeting()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (first, second) in [(1, 2), (2, 1)] {
                group.addTask {
                    try await database.write { tx in
                        try tx.run("update gates set passed = passed + 1 where id = \(first)")
                        meeting.meet()
                        try tx.run("update gates set passed = passed + 1 where id = \(second)")
                    }
                }
            }
            try await group.waitForAll()
        }
        let passed = try await database.fetch("select passed from gates", as: One<Int>.self)
        #expect(passed.map(\.value) == [2, 2])
        #expect(meeting.visits > 2)
    }

    @Test func `a large result is walked through in batches`() async throws {
        let numbers = Query<One<Int>, Int>("numbers", "select i::int8 from generate_series(1, $1) i")
        let sum = try await database.read { tx in
            var sum = 0
            var count = 0
            try tx.each(numbers, 2500, batch: 1000) { row in
                sum += row.value
                count += 1
            }
            try tx.each("select \(1)", as: One<Int>.self) { row in sum += row.value }
            return (sum, count)
        }
        #expect(sum == (2500 * 2501 / 2 + 1, 2500))
    }
}

/// Where two threads wait for each other, the first time that they come.
private final class Meeting: Sendable {
    private let count = Atomic(0)
    private let door = DispatchSemaphore(value: 0)

    var visits: Int { count.load(ordering: .relaxed) }

    func meet() {
        switch count.add(1, ordering: .relaxed).newValue {
        case 1: door.wait()
        case 2: door.signal()
        default: break
        }
    }
}
