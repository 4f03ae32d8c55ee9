import Actions
import Directory
import Exchange
import Postgres
import Support
import Synchronization
import Testing

/// Whoever publishes locks listings first and the counter of the feed last, however many steps a batch has.
struct ImportLockTests {
    private typealias Scene = ImportScene

    @Test(.database) func `an import in several steps and somebody who edits do not wait for each other`()
        async throws
    {
        let (scene, partner) = try await scene()

        let attempts = try await beside(partner, scene) {
            _ = try await scene.run([
                Scene.record("a", ["summary.fr": "new"]), Self.relating("a-too", partner),
            ])
        }

        #expect(attempts == 1)
        #expect(try await deadlocks(scene.given) == 0)
        #expect(try await scene.given.rows(partner).json["related"]?.elements.count == 1)
        #expect(try await VerifyChanges(scene.given.context).run().holds)
    }

    @Test(.database) func `a rollback in several steps and somebody who edits do not wait for each other`()
        async throws
    {
        let (scene, partner) = try await scene()
        let result = try await scene.result([
            Self.relating("a", partner), Scene.record("a-too", ["name.fr": "Hôtel a", "capacity.rooms": 5]),
        ])

        let attempts = try await beside(partner, scene) {
            _ = try await RollBackImport(scene.given.context).run(
                result.run ?? 0, dryRun: false, by: .system
            ) { _ in }
        }

        #expect(attempts == 1)
        #expect(try await deadlocks(scene.given) == 0)
        #expect(try await scene.given.rows(partner).json["related"] == [])
        #expect(try await VerifyChanges(scene.given.context).run().holds)
    }

    /// A listing with two records of one source, and another one that they may be related to.
    private func scene() async throws -> (Scene, ListingID) {
        let scene = try await Scene()
        let partner = try await scene.given.listing()
        try await scene.run([Scene.record("a")])
        try await scene.share("a", with: "tests")
        return (scene, partner)
    }

    private static func relating(_ key: String, _ partner: ListingID) -> RawRecord {
        var set = JSONObject()
        set["name.fr"] = "Hôtel a"
        set["related/\(partner)"] = true
        return Scene.record(key, .object(set))
    }

    /// Runs the work while somebody has locked the partner, who takes the counter of the feed as soon as the work waits
    /// for the partner; gives how often that somebody had to try.
    private func beside(
        _ partner: ListingID, _ scene: Scene, _ work: @escaping @Sendable () async throws -> Void
    ) async throws -> Int {
        let attempts = Mutex(0)
        let (locked, open) = AsyncStream.makeStream(of: Void.self)
        async let editor: Void = scene.given.database.write { tx in
            attempts.withLock { $0 += 1 }
            _ = try tx.first(
                "select id from listings where id = \(partner.text) for update", as: One<String>.self)
            open.finish()
            try tx.waitForLockWaiter()
            try tx.run("update feed_head set position = position")
        }
        for await _ in locked {}
        try await work()
        try await editor
        return attempts.withLock { $0 }
    }

    private func deadlocks(_ given: Given) async throws -> Int {
        let sql: SQL = "select deadlocks from pg_stat_database where datname = current_database()"
        return try await given.database.read { tx in try tx.first(sql, as: One<Int>.self)?.value ?? -1 }
    }
}
