import Synchronization

/// A PostgreSQL database: transactions on pooled connections, and single reads that share a few others.
package final class Database: Sendable {
    let configuration: DatabaseConfiguration
    private let pool: Pool
    let pipeline: Pipeline
    private let transactions = Atomic(0)
    /// Those who listen; nil once the database has been closed.
    let listeners = Mutex<[Listener]?>([])

    /// Describes the database; the first use connects.
    package init(_ configuration: DatabaseConfiguration) {
        self.configuration = configuration
        pool = Pool(configuration)
        pipeline = Pipeline(configuration)
    }

    /// Connects, so that a wrong configuration shows at once.
    package static func connect(_ configuration: DatabaseConfiguration) async throws -> Database {
        let database = Database(configuration)
        do {
            try await database.read { _ in }
        } catch {
            await database.close()
            throw error
        }
        return database
    }

    /// Runs a transaction that sees one state of the database and cannot change it.
    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (borrowing ReadTransaction) throws -> Result
    ) async throws -> Result {
        try await retrying("begin isolation level repeatable read, read only") { session in
            try body(ReadTransaction(session: session))
        }
    }

    /// Runs a transaction that is committed when the body returns, and rolled back when it throws.
    ///
    /// The body runs again, up to four times, when the server has undone the transaction because of a
    /// deadlock or a serialization failure: it must have no other effect than its statements.
    @discardableResult
    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (borrowing WriteTransaction) throws -> Result
    ) async throws -> Result {
        try await retrying("begin isolation level read committed, read write") { session in
            try body(WriteTransaction(session: session))
        }
    }

    /// What the connections are doing, and have done so far.
    package func statistics() -> DatabaseStatistics {
        var statistics = DatabaseStatistics()
        (statistics.inUse, statistics.idle, statistics.waiting) = pool.counts
        statistics.transactions = transactions.load(ordering: .relaxed)
        (statistics.waitingReads, statistics.reads, statistics.batches) = pipeline.queue.counts
        return statistics
    }

    /// Runs a body with a pooled worker.
    func withWorker<Value: Sendable>(_ body: (Worker) async throws -> Value) async throws -> Value {
        try await pool.withWorker(body)
    }

    /// Waits for the work in progress and closes all connections.
    package func close() async {
        let stopped = listeners.withLock { listeners in
            defer { listeners = nil }
            return listeners ?? []
        }
        for listener in stopped { listener.stop() }
        await pipeline.close()
        await pool.close()
    }

    private func retrying<Value: Sendable>(
        _ begin: String, _ body: @escaping @Sendable (Session) throws -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            transactions.add(1, ordering: .relaxed)
            let outcome = try await pool.withWorker { worker in
                try await worker.run { slot, interruption in
                    slot.transaction(begin, interruption: interruption, body)
                }
            }
            switch outcome {
            case .success(let value):
                return value
            case .failure(let failure):
                guard failure.isWorthRepeating, attempt < Self.attempts else { throw failure.error }
                // Who collided should not collide again: between nothing and 5, 10, 20 and 40 milliseconds.
                try await Task.sleep(for: .microseconds(Int.random(in: 0...(2_500 << attempt))))
                attempt += 1
            }
        }
    }

    private static let attempts = 5
}

extension Database {
    /// Runs one statement on a connection of its own, outside any transaction: `create database`, `vacuum`.
    package static func execute(_ sql: String, on configuration: DatabaseConfiguration) async throws {
        let worker = Worker(configuration)
        defer { worker.stop() }
        try await worker.run { slot, _ in
            try slot.lend { session in
                try session.command("set statement_timeout = 0")
                try session.command(sql)
            }
        }
    }
}
