import Foundation
import Postgres
import Store
import Support

/// Writers with random pauses, long transactions and rollbacks against a feed, and readers that follow it by polling.
struct FeedHarness: Sendable {
    /// How a feed numbers its entries.
    enum Kind: Sendable {
        /// The counter row of the product, moved at the end of the transaction.
        case counter
        /// A sequence, drawn when the row is written: what a feed must not be.
        case sequence
    }

    /// What a reader has missed and met in the wrong order.
    struct Finding: Sendable, Equatable {
        var lost = 0
        var disordered = 0
        var gaps = 0
    }

    let kind: Kind
    let database: Database
    let duration: Duration
    var writers = 16

    private let state = Headway()

    init(_ kind: Kind, duration: Duration) async throws {
        (self.kind, self.duration) = (kind, duration)
        var configuration = TestDatabase.configuration
        configuration.poolSize = 24
        database = Database(configuration)
        try await database.write { tx in
            try tx.run("drop table if exists records, naive")
            try tx.run("create table records (id int8 primary key, value int8 not null default 0)")
            try tx.run("insert into records (id) select generate_series(1, 500)")
            try tx.run("create table naive (position bigserial primary key, record int8, value int8)")
        }
    }

    /// How long the harness runs by default, and with `FITXA_LONG_TESTS=1`.
    static var duration: Duration {
        ProcessInfo.processInfo.environment["FITXA_LONG_TESTS"] == "1" ? .seconds(60) : .seconds(10)
    }

    /// Lets writers and readers go; gives what each reader found, with how many entries were committed.
    func run(polling: [Duration]) async throws -> (findings: [Finding], commits: Int) {
        let end = ContinuousClock.now + duration
        let seen = try await withThrowingTaskGroup(of: [Int].self) { group in
            for interval in polling {
                group.addTask { @concurrent in try await follow(every: interval) }
            }
            try await withThrowingTaskGroup(of: Void.self) { writing in
                for number in 0..<writers {
                    writing.addTask { @concurrent in try await write(until: end, seed: UInt64(number)) }
                }
                try await writing.waitForAll()
            }
            state.finish()
            return try await group.reduce(into: [[Int]]()) { $0.append($1) }
        }
        let committed = state.committed
        return (seen.map { Self.finding($0, committed) }, committed.count)
    }

    private static func finding(_ seen: [Int], _ committed: Set<Int>) -> Finding {
        let pairs = zip(seen, seen.dropFirst())
        return Finding(
            lost: committed.subtracting(seen).count, disordered: pairs.count { $0 >= $1 },
            gaps: pairs.count { $1 > $0 + 1 })
    }

    // Writers

    private func write(until end: ContinuousClock.Instant, seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        while ContinuousClock.now < end {
            try await Task.sleep(for: .microseconds(Int.random(in: 0...20_000, using: &random)))
            let pause =
                Int.random(in: 0..<50, using: &random) == 0 ? Int.random(in: 100...300, using: &random) : 0
            let rollsBack = Int.random(in: 0..<100, using: &random) < 3
            // A few of the long ones hold the counter row while they dawdle: the worst that a writer can do.
            let dawdlesLast = pause > 0 && Int.random(in: 0..<4, using: &random) == 0
            let record = Int.random(in: 1...500, using: &random)
            do {
                let position = try await database.write { tx in
                    try tx.run("update records set value = value + 1 where id = \(record)")
                    if kind == .counter, !dawdlesLast { try Self.dawdle(pause, in: tx) }
                    let position = try append(record, in: tx)
                    if kind == .sequence || dawdlesLast { try Self.dawdle(pause, in: tx) }
                    if rollsBack { throw RolledBack() }
                    return position
                }
                state.commit(position)
            } catch is RolledBack {}
        }
    }

    private struct RolledBack: Error {}

    private static func dawdle(_ milliseconds: Int, in tx: borrowing WriteTransaction) throws {
        guard milliseconds > 0 else { return }
        try tx.run("select pg_sleep(\(Double(milliseconds) / 1000))")
    }

    private func append(_ record: Int, in tx: borrowing WriteTransaction) throws -> Int {
        switch kind {
        case .counter:
            try tx.one(
                ChangeQueries.append, ["record \(record)"], [1], ["upsert"], [nil], [nil], ["value"], [""],
                [""]
            ).position
        case .sequence:
            try tx.first(
                "insert into naive (record) values (\(record)) returning position", as: One<Int>.self)?.value
                ?? 0
        }
    }

    // Readers

    private func follow(every interval: Duration) async throws -> [Int] {
        var (seen, cursor) = ([Int](), 0)
        while true {
            let isLast = state.isFinished
            while true {
                let page = try await positions(after: cursor)
                seen += page
                cursor = page.last ?? cursor
                if page.count < 1_000 { break }
            }
            if isLast { return seen }
            try await Task.sleep(for: interval)
        }
    }

    private func positions(after cursor: Int) async throws -> [Int] {
        switch kind {
        case .counter:
            return try await database.fetch(ChangeQueries.page, cursor, .max, 1_000).map(\.position)
        case .sequence:
            let sql: SQL =
                "select position from naive where position > \(cursor) order by position limit 1000"
            return try await database.fetch(sql, as: One<Int>.self).map(\.value)
        }
    }
}
