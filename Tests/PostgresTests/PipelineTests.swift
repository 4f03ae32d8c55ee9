import Postgres
import Support
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(6)))
struct PipelineTests {
    private let database = TestDatabase.current

    private static let quotient = Query<One<Int>, Int, Int>("quotient", "select $1 / $2")
    private static let lock = Query<One<Int32>, Int>(
        "lock", "select pg_backend_pid() from pg_advisory_lock_shared($1)")

    /// The outcomes of many reads at the same time.
    private func outcomes<Value: Sendable>(
        of count: Int, _ read: @escaping @Sendable (Int) async throws -> Value
    ) async -> [Result<Value, any Error>] {
        await withTaskGroup(of: (Int, Result<Value, any Error>).self) { group in
            for number in 0..<count {
                group.addTask {
                    do {
                        return (number, .success(try await read(number)))
                    } catch {
                        return (number, .failure(error))
                    }
                }
            }
            let outcomes = await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            return (0..<count).compactMap { outcomes[$0] }
        }
    }

    /// The server process in which a read waits for a lock.
    private func backend(waitingFor lock: Int, otherThan before: Int32 = 0) async throws -> Int32 {
        let sql: SQL = """
            select pid from pg_locks join pg_database on pg_database.oid = pg_locks.database
            where datname = current_database() and locktype = 'advisory' and objid = \(lock)::oid
                and not granted and pid <> \(before)
            """
        while true {
            let found = try await database.read { tx in try tx.first(sql, as: One<Int32>.self) }
            if let found { return found.value }
            await Task.yield()
        }
    }

    /// Reads on readers of its own, and ends the server process that does it, as often as asked.
    private func read(whileLocked lock: Int, terminating times: Int) async throws -> Result<Int32, any Error>
    {
        let holder = Database(TestDatabase.configuration)
        try await holder.write { tx in try tx.run("select pg_advisory_lock(\(lock))") }
        let reader = Database(TestDatabase.configuration)
        let task = Task { try await reader.fetch(Self.lock, lock)[0].value }
        var last: Int32 = 0
        for _ in 0..<times {
            last = try await backend(waitingFor: lock, otherThan: last)
            try await database.write { [last] tx in try tx.run("select pg_terminate_backend(\(last))") }
        }
        await holder.close()
        let outcome = await task.result
        await reader.close()
        return outcome
    }

    @Test func `a read that fails does not harm its neighbours`() async throws {
        let database = database
        let outcomes = await outcomes(of: 100) { number in
            try await database.fetch(Self.quotient, number, number == 50 ? 0 : 1)[0].value
        }
        #expect(outcomes.count == 100)
        for (number, outcome) in outcomes.enumerated() where number != 50 {
            #expect(try outcome.get() == number)
        }
        let failure = #expect(throws: DatabaseError.self) { try outcomes[50].get() }
        #expect(failure?.sqlState == "22012")
        #expect(failure?.query == "quotient")
    }

    @Test func `a statement that cannot be prepared fails each time, alone`() async throws {
        let database = database
        let outcomes = await outcomes(of: 60) { number in
            if number.isMultiple(of: 3) {
                return try await database.fetch("select nonsense", as: One<Int>.self)[0].value
            }
            return try await database.fetch(Self.quotient, number, 1)[0].value
        }
        for (number, outcome) in outcomes.enumerated() {
            if number.isMultiple(of: 3) {
                let failure = #expect(throws: DatabaseError.self) { try outcome.get() }
                #expect(failure?.sqlState == "42703")
            } else {
                #expect(try outcome.get() == number)
            }
        }
    }

    @Test func `more composed statements than are kept all give their own answer`() async throws {
        let database = database
        for round in 0..<2 {
            let outcomes = await outcomes(of: 200) { number in
                let columns = Array(repeating: "\(number)" as SQL, count: number % 100 + 1)
                let sum = columns.joined(separator: " + ")
                return try await database.fetch("select " + sum, as: One<Int>.self)[0].value
            }
            for (number, outcome) in outcomes.enumerated() {
                #expect(try outcome.get() == number * (number % 100 + 1), "round \(round)")
            }
        }
    }

    @Test func `reads cannot write`() async throws {
        try await database.write { tx in try tx.run("create table untouched (id int8)") }
        let failure = await #expect(throws: DatabaseError.self) {
            _ = try await database.fetch("insert into untouched values (1) returning id", as: One<Int>.self)
        }
        #expect(failure?.sqlState == "25006")
    }

    @Test func `a change of the schema does not break reads that were prepared before`() async throws {
        let query = Query<One<String>>("changing", "select value from changing")
        try await database.write { tx in
            try tx.run("create table changing (value varchar)")
            try tx.run("insert into changing values ('a')")
        }
        for _ in 0..<8 { #expect(try await database.fetch(query)[0].value == "a") }
        try await database.write { tx in try tx.run("alter table changing alter value type text") }
        for _ in 0..<8 { #expect(try await database.fetch(query)[0].value == "a") }
    }

    @Test func `a read whose server process dies is sent once more`() async throws {
        let outcome = try await read(whileLocked: 2, terminating: 1).get()
        #expect(outcome > 0)
    }

    @Test func `a read whose server process dies twice fails`() async throws {
        let outcome = try await read(whileLocked: 3, terminating: 2)
        let failure = #expect(throws: DatabaseError.self) { try outcome.get() }
        #expect(failure?.kind == .connection)
        #expect(failure?.isUnavailable == true)
    }

    @Test func `a cancelled read returns at once and its result is thrown away`() async throws {
        let holder = Database(TestDatabase.configuration)
        try await holder.write { tx in try tx.run("select pg_advisory_lock(4)") }
        var configuration = TestDatabase.configuration
        configuration.readers = 1
        let reader = Database(configuration)
        let task = Task { try await reader.fetch(Self.lock, 4) }
        _ = try await backend(waitingFor: 4)
        task.cancel()
        let failure = await #expect(throws: DatabaseError.self) { _ = try await task.value }
        #expect(failure?.kind == .cancelled)
        await holder.close()
        #expect(try await reader.fetch(Self.quotient, 6, 2)[0].value == 3)
        await reader.close()
    }

    @Test func `a read that waits too long for a reader gets an error`() async throws {
        let holder = Database(TestDatabase.configuration)
        try await holder.write { tx in try tx.run("select pg_advisory_lock(5)") }
        var configuration = TestDatabase.configuration
        configuration.readers = 1
        configuration.acquireDeadline = .milliseconds(50)
        let reader = Database(configuration)
        let task = Task { try await reader.fetch(Self.lock, 5) }
        _ = try await backend(waitingFor: 5)
        let failure = await #expect(throws: DatabaseError.self) {
            _ = try await reader.fetch(Self.quotient, 6, 2)
        }
        #expect(failure?.kind == .timeout)
        #expect(failure?.isUnavailable == true)
        await holder.close()
        _ = try await task.value
        #expect(try await reader.fetch(Self.quotient, 6, 2)[0].value == 3)
        await reader.close()
    }

    @Test func `quick reads share round trips, slow ones are left to other readers`() async throws {
        func batches(of sql: SQL) async throws -> Int {
            var configuration = TestDatabase.configuration
            configuration.readers = 1
            let database = Database(configuration)
            // The reader learns how long such reads take.
            for _ in 0..<20 { _ = try await database.fetch(sql, as: One<Int32>.self) }
            let before = database.statistics().batches
            _ = await outcomes(of: 64) { _ in try await database.fetch(sql, as: One<Int32>.self) }
            let after = database.statistics().batches
            await database.close()
            return after - before
        }

        let slow = try await batches(of: "select 1 from pg_sleep(0.01)")
        let quick = try await batches(of: "select 1")

        #expect(slow >= 32)
        #expect(quick < slow)
    }
}
