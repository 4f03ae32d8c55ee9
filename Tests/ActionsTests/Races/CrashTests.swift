import Actions
import Directory
import Foundation
import Glibc
import Postgres
import Store
import Support
import Testing

/// Backends of the server are killed while listings are published: what was acknowledged is there afterwards.
///
/// The server is one of its own, because the death of one backend makes PostgreSQL restart all of them.
struct CrashTests {
    private static let kills = ProcessInfo.processInfo.environment["FITXA_LONG_TESTS"] == "1" ? 100 : 20

    /// One publication that somebody was told is done.
    private struct Acknowledged: Hashable {
        let listing: String
        let revision: Int
        let rooms: Int
    }

    @Test func `nothing that was acknowledged is lost when backends are killed`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fitxa-crash-\(getpid())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try EmbeddedPostgres.acquire(
            dataFolder: folder.appending(path: "postgres").path,
            settings: ["shared_buffers=32MB", "recovery_init_sync_method=syncfs"])
        defer { server.release() }
        let database = Database(DatabaseConfiguration(writer: server.connectionString))
        try await Migrator(directory: "\(TestDatabase.db)/migrations").migrate(database)
        try await TestDatabase.prepare(database)
        let given = try await Given(database)
        var listings: [ListingID] = []
        for _ in 0..<8 { listings.append(try await given.listing()) }

        let (acknowledged, failures) = try await Self.publish(given, listings, kills: Self.kills)

        await Self.recovered(given)
        let lost = try await Self.missing(acknowledged, given)
        let (feed, audit) = (
            try await VerifyChanges(given.context).run(), try await VerifyChanges(given.context).audit()
        )
        await database.close()
        #expect(failures > 0)
        #expect(acknowledged.count >= Self.kills * 5)
        #expect(lost.isEmpty)
        #expect(feed.holds)
        #expect(audit.firstBreak == nil)
    }

    /// Publishes from four tasks until so many backends were killed in the middle of it.
    private static func publish(
        _ given: Given, _ listings: [ListingID], kills: Int
    ) async throws -> (acknowledged: Set<Acknowledged>, failures: Int) {
        let gate = Headway()
        return try await withThrowingTaskGroup(of: (Set<Acknowledged>, Int).self) { group in
            for writer in 0..<4 {
                group.addTask { @concurrent in await write(given, listings, gate, seed: UInt64(writer)) }
            }
            var random = SplitMix(seed: 7)
            for number in 1...kills {
                // Each server that comes back must do some work before it is killed again.
                await gate.untilCommitted(number * 5)
                try await kill(given, &random)
            }
            gate.finish()
            return try await group.reduce(into: (Set(), 0)) {
                $0.0.formUnion($1.0)
                $0.1 += $1.1
            }
        }
    }

    private static func write(
        _ given: Given, _ listings: [ListingID], _ gate: Headway, seed: UInt64
    ) async -> (Set<Acknowledged>, Int) {
        var (acknowledged, failures) = (Set<Acknowledged>(), 0)
        var random = SplitMix(seed: seed)
        while !gate.isFinished {
            let id = listings.randomElement(using: &random) ?? listings[0]
            let rooms = Int.random(in: 1..<1_000_000, using: &random)
            do {
                let revision = try await given.edit(id, ["capacity.rooms": .integer(rooms)])
                gate.commit(Int(seed) << 32 | acknowledged.count)
                acknowledged.insert(Acknowledged(listing: id.text, revision: revision, rooms: rooms))
            } catch {
                failures += 1
                await recovered(given)
            }
        }
        return (acknowledged, failures)
    }

    /// Kills one of the backends that are publishing, once the server is up again after the one before.
    private static func kill(_ given: Given, _ random: inout SplitMix) async throws {
        let sql: SQL = """
            select pid::int8 from pg_stat_activity
            where backend_type = 'client backend' and pid <> pg_backend_pid() and state <> 'idle'
            """
        while true {
            try Task.checkCancellation()
            await recovered(given)
            let pids = try? await given.database.read { tx in try tx.all(sql, as: One<Int>.self).map(\.value)
            }
            if let pid = pids?.randomElement(using: &random), Glibc.kill(pid_t(pid), SIGKILL) == 0 { return }
        }
    }

    /// Waits until the server answers again after a kill; it is asked in a rhythm that lets it recover.
    private static func recovered(_ given: Given) async {
        while (try? await given.database.read({ _ in true })) == nil {
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    private static func missing(_ acknowledged: Set<Acknowledged>, _ given: Given) async throws
        -> [Acknowledged]
    {
        let sql: SQL =
            "select listing || ' ' || number || ' ' || (fields ->> 'capacity.rooms') from revisions"
        let stored = Set(
            try await given.database.read { tx in try tx.all(sql, as: One<String>.self).map(\.value) })
        return acknowledged.filter { !stored.contains("\($0.listing) \($0.revision) \($0.rooms)") }
    }
}
