import Dispatch
import Postgres
import Support
import Synchronization
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(6)))
struct FaultTests {
    /// A database of the test's own, on the server of the suite.
    private func database(
        _ change: (inout DatabaseConfiguration) -> Void = { $0.poolSize = 1 }
    ) -> Database {
        var configuration = TestDatabase.configuration
        change(&configuration)
        return Database(configuration)
    }

    /// Waits until a statement finds a row.
    private func waitUntil(_ sql: SQL) async throws {
        let sql = "select exists (" + sql + ")"
        while try await TestDatabase.current.fetch(sql, as: One<Bool>.self)[0].value == false {
            await Task.yield()
        }
    }

    private static let backend = Query<One<Int32>>("backend", "select pg_backend_pid()")

    @Test func `a transaction whose server process dies fails and the pool recovers`() async throws {
        let database = database()
        let failure = await #expect(throws: DatabaseError.self) {
            try await database.write { tx in
                try tx.run("select pg_terminate_backend(pg_backend_pid())")
            }
        }
        #expect(failure?.kind == .connection)
        #expect(failure?.isUnavailable == true)
        #expect(failure?.isOutcomeUnknown == false)
        let answer = try await database.read { tx in try tx.one(Self.backend).value }
        #expect(answer > 0)
        await database.close()
    }

    @Test func `a connection that died while nobody used it is replaced without anybody noticing`()
        async throws
    {
        let database = database()
        let first = try await database.read { tx in try tx.one(Self.backend).value }
        try await TestDatabase.current.write { tx in try tx.run("select pg_terminate_backend(\(first))") }
        try await waitUntil("select where not exists (select from pg_stat_activity where pid = \(first))")
        let second = try await database.read { tx in try tx.one(Self.backend).value }
        #expect(first != second)
        await database.close()
    }

    @Test func `a connection lost while committing leaves the outcome unknown and is not repeated`()
        async throws
    {
        try await TestDatabase.current.write { tx in
            try tx.run("create table fatal (id int8)")
            try tx.run(
                """
                create function die() returns trigger language plpgsql as
                'begin perform pg_terminate_backend(pg_backend_pid()); return null; end'
                """)
            try tx.run(
                """
                create constraint trigger fatal_die after insert on fatal deferrable initially deferred
                for each row execute function die()
                """)
        }
        let database = database()
        let attempts = Atomic(0)
        let failure = await #expect(throws: DatabaseError.self) {
            try await database.write { tx in
                attempts.add(1, ordering: .relaxed)
                try tx.run("insert into fatal values (1)")
            }
        }
        #expect(failure?.isOutcomeUnknown == true)
        #expect(failure?.description.contains("unknown") == true)
        #expect(attempts.load(ordering: .relaxed) == 1)
        await database.close()
    }

    @Test func `a cancelled task interrupts its statement and leaves the connection in order`() async throws {
        // Without a limit for statements, which would end this one as well.
        let database = database {
            $0.poolSize = 1
            $0.statementTimeout = .zero
        }
        let before = try await database.read { tx in try tx.one(Self.backend).value }
        let task = Task {
            try await database.write { tx in try tx.run("select pg_sleep(1000)") }
        }
        try await waitUntil(
            "select from pg_stat_activity where pid = \(before) and wait_event = 'PgSleep'")
        task.cancel()
        let failure = await #expect(throws: DatabaseError.self) { try await task.value }
        #expect(failure?.kind == .cancelled)
        #expect(failure?.sqlState == "57014")
        let after = try await database.read { tx in try tx.one(Self.backend).value }
        #expect(before == after)
        await database.close()
    }

    @Test func `a task that was cancelled before commits nothing`() async throws {
        try await TestDatabase.current.write { tx in try tx.run("create table never (id int8)") }
        let database = database()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await database.write { tx in try tx.run("insert into never values (1)") }
        }
        task.cancel()
        let failure = await #expect(throws: DatabaseError.self) { try await task.value }
        #expect(failure?.kind == .cancelled)
        let count = try await TestDatabase.current.fetch("select count(*) from never", as: One<Int>.self)
        #expect(count[0].value == 0)
        await database.close()
    }

    @Test func `a task that is cancelled after its last statement commits nothing`() async throws {
        try await TestDatabase.current.write { tx in try tx.run("create table nearly (id int8)") }
        let database = database()
        let gate = Gate()
        let task = Task {
            try await database.write { tx in
                try tx.run("insert into nearly values (1)")
                gate.hold()
            }
        }
        await gate.isHeld()
        task.cancel()
        gate.open()
        let failure = await #expect(throws: DatabaseError.self) { try await task.value }
        #expect(failure?.kind == .cancelled)
        let count = try await TestDatabase.current.fetch("select count(*) from nearly", as: One<Int>.self)
        #expect(count[0].value == 0)
        await database.close()
    }

    @Test func `a statement that takes too long is a timeout`() async throws {
        let database = database { $0.statementTimeout = .milliseconds(50) }
        let failure = await #expect(throws: DatabaseError.self) {
            try await database.write { tx in try tx.run("select pg_sleep(1000)") }
        }
        #expect(failure?.kind == .timeout)
        #expect(failure?.isUnavailable == false)
        await database.close()
    }

    @Test func `who waits too long for a connection gets an error`() async throws {
        let database = database {
            $0.poolSize = 1
            $0.acquireDeadline = .milliseconds(50)
        }
        let gate = Gate()
        async let holder: Void = database.read { _ in gate.hold() }
        await gate.isHeld()
        for _ in 0..<2 {
            let failure = await #expect(throws: DatabaseError.self) { try await database.read { _ in } }
            #expect(failure?.kind == .timeout)
            #expect(failure?.isUnavailable == true)
        }
        gate.open()
        try await holder
        try await database.read { _ in }
        await database.close()
    }

    @Test func `connections are given out in the order of asking, and not to those who left`() async throws {
        let database = database()
        let gate = Gate()
        async let holder: Void = database.read { _ in gate.hold() }
        await gate.isHeld()
        let order = Order()
        var tasks: [Task<Void, any Error>] = []
        for number in 0..<5 {
            tasks.append(
                Task { try await database.read { _ in order.append(number) } })
            while database.statistics().waiting < number + 1 { await Task.yield() }
        }
        tasks[2].cancel()
        let failure = await #expect(throws: DatabaseError.self) { try await tasks[2].value }
        #expect(failure?.kind == .cancelled)
        gate.open()
        try await holder
        for number in [0, 1, 3, 4] { try await tasks[number].value }
        #expect(order.numbers == [0, 1, 3, 4])
        await database.close()
    }

    @Test func `an unreachable server and a nonsense address are told as such`() async throws {
        for writer in ["host=/nonexistent dbname=fitxa", "postgres://[", "no such keyword"] {
            let database = Database(DatabaseConfiguration(writer: writer))
            let transaction = await #expect(throws: DatabaseError.self) { try await database.read { _ in } }
            #expect(transaction?.isUnavailable == true)
            let fetch = await #expect(throws: DatabaseError.self) {
                _ = try await database.fetch(Self.backend)
            }
            #expect(fetch?.kind == .connection)
            await database.close()
        }
    }

    @Test func `a closed database refuses work after finishing what was begun`() async throws {
        let database = database()
        let gate = Gate()
        async let holder: Void = database.read { _ in gate.hold() }
        await gate.isHeld()
        async let closing: Void = database.close()
        while (try? await database.fetch(Self.backend)) != nil { await Task.yield() }
        gate.open()
        try await holder
        await closing
        let failure = await #expect(throws: DatabaseError.self) { try await database.read { _ in } }
        #expect(failure?.kind == .connection)
    }
}

/// Holds a thread until it is let go.
private final class Gate: Sendable {
    private let barrier = DispatchSemaphore(value: 0)
    private let held = Atomic(false)

    func hold() {
        held.store(true, ordering: .sequentiallyConsistent)
        barrier.wait()
    }

    func isHeld() async {
        while !held.load(ordering: .sequentiallyConsistent) { await Task.yield() }
    }

    func open() {
        barrier.signal()
    }
}

/// Notes who came when.
private final class Order: Sendable {
    private let noted = Mutex<[Int]>([])

    var numbers: [Int] { noted.withLock { $0 } }

    func append(_ number: Int) {
        noted.withLock { $0.append(number) }
    }
}
