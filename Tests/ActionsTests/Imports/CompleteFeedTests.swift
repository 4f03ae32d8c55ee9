import Directory
import Exchange
import Postgres
import Store
import Support
import Testing

@testable import Actions

/// Feeds that are all that their source has.
@Suite
struct CompleteFeedTests {
    private typealias Scene = ImportScene

    private static func records(_ range: Range<Int>, _ set: JSON = [:]) -> [RawRecord] {
        range.map { Scene.record("r\($0)", set) }
    }

    private func complete(_ count: Int = 20) async throws -> Scene {
        var scene = try await Scene()
        try await scene.run(Self.records(0..<count))
        scene.isComplete = true
        scene.given.clock.advance(by: 60)
        return scene
    }

    @Test(.database) func `listings whose records the feed lacks are closed, once`() async throws {
        let scene = try await complete()

        let first = try await scene.result(Self.records(0..<18))
        let second = try await scene.result(Self.records(0..<18))

        let rows = try await scene.given.rows(try #require(try await scene.listing("r18")))
        #expect(first.counts.short == "unchanged 18, removed 2")
        #expect(first.vanished == Vanished(live: 20, listings: 20, missing: 2, closing: 2))
        #expect(second.counts.short == "unchanged 18")
        #expect(second.vanished == Vanished(live: 18, listings: 18))
        #expect((rows.status, rows.searchRows, rows.changes) == ("closed", 0, ["upsert 1", "remove 2"]))
        #expect(try await VerifyChanges(scene.given.context).run().holds)
    }

    @Test(.database) func `more than a tenth closes nothing, and the rest of the import stays`() async throws
    {
        var scene = try await complete()
        let feed = Self.records(0..<1, ["summary.fr": "new"]) + Self.records(1..<17)

        let held = try await scene.result(feed)
        let marked = try await scene.missing()
        scene.closeAtMost = 15
        let allowed = try await scene.result(feed)

        let first = try #require(try await scene.listing("r0"))
        #expect(held.counts.short == "updated 1, unchanged 16")
        #expect(held.vanished == Vanished(live: 20, listings: 20, missing: 3, closing: 3, hold: .share))
        #expect(marked == ["r17", "r18", "r19"])
        #expect(try await scene.given.rows(first).json["summary"]?["fr"] == "new")
        #expect(allowed.counts.short == "unchanged 17, removed 3")
        #expect(allowed.vanished?.hold == nil)
    }

    @Test(.database) func `a share of the records counts where others send their listings too`() async throws
    {
        let scene = try await complete()
        for number in 0..<20 { try await scene.share("r\(number)") }

        let held = try await scene.result(Self.records(0..<15))

        #expect(held.vanished == Vanished(live: 20, listings: 20, missing: 5, hold: .share))
        #expect(held.counts.short == "unchanged 15")
    }

    @Test(.database) func `a share of the listings counts where others are closed already`() async throws {
        let scene = try await complete()
        for number in 0..<10 {
            let id = try #require(try await scene.listing("r\(number)"))
            _ = try await CloseListing(scene.given.context).close(
                id.text, reason: "ceased", comment: nil, by: .system)
        }

        let held = try await scene.result(Self.records(0..<18))

        #expect(held.vanished == Vanished(live: 20, listings: 10, missing: 2, closing: 2, hold: .share))
        #expect(held.counts.removed == 0)
    }

    @Test(.database) func `a listing that another source sends stays and has a source less`() async throws {
        let scene = try await complete()
        let id = try #require(try await scene.listing("r19"))
        try await scene.share("r19")

        let result = try await scene.result(Self.records(0..<19))
        let gone = try await scene.given.rows(id)
        let back = try await scene.result(Self.records(0..<20))

        #expect(result.counts.short == "unchanged 19, removed 1")
        #expect(result.vanished == Vanished(live: 20, listings: 20, missing: 1))
        #expect((gone.status, gone.changes) == ("published", ["upsert 1", "upsert 2"]))
        #expect(gone.json["sources"] == [["source": "others", "key": "r19-too"]])
        #expect(back.counts.short == "updated 1, unchanged 19")
        #expect(try await scene.given.rows(id).json["sources"]?.elements.count == 2)
    }

    @Test(.database) func `a feed without any record closes nothing, though others send its listings`()
        async throws
    {
        var scene = try await complete()
        for number in 0..<20 { try await scene.share("r\(number)") }

        let held = try await scene.result([])
        scene.closeAtMost = 100
        let allowed = try await scene.result([])

        #expect(held.counts.short == "")
        #expect(held.vanished == Vanished(live: 20, listings: 20, missing: 20, hold: .empty))
        #expect(allowed.counts.short == "removed 20")
    }

    @Test(.database, arguments: [[:], ["summary.fr": "new"]] as [JSON])
    func `a record that comes back restores the listing that it closed`(set: JSON) async throws {
        var scene = try await complete()
        let id = try #require(try await scene.listing("r19"))
        try await scene.run(Self.records(0..<19))
        scene.isComplete = false

        let result = try await scene.run([Scene.record("r19", set)])

        let rows = try await scene.given.rows(id)
        #expect(result.counts == "updated 1")
        #expect((rows.status, rows.revision) == ("published", 3))
        #expect(rows.audit == ["listing.import", "listing.close", "listing.restore"])
        #expect(rows.json["summary"]?["fr"] == set["summary.fr"])
        #expect(try await scene.missing() == [])
    }

    @Test(.database) func `a listing that a person closed is not restored by its record`() async throws {
        let scene = try await complete()
        let id = try #require(try await scene.listing("r19"))
        try await scene.run(Self.records(0..<19))
        let closing = CloseListing(scene.given.context)
        _ = try await closing.restore(id.text, comment: nil, by: .system)
        _ = try await closing.close(id.text, reason: "source_removed", comment: nil, by: .system)

        let result = try await scene.run(Self.records(0..<20))

        #expect(result == Scene.Result(counts: "unchanged 20", rules: ["listing.closed"]))
        #expect(try await scene.given.rows(id).status == "closed")
    }

    @Test(.database) func `a run that is broken off closes and marks nothing`() async throws {
        let scene = try await complete(1_200)

        await #expect(throws: ImportScene.BrokenOff.self) {
            try await scene.run(Self.records(0..<1_200), stop: 1_000)
        }

        #expect(try await scene.missing() == [])
        #expect(try await scene.given.rows(try #require(try await scene.listing("r1199"))).revision == 1)
    }

    @Test(.database) func `a dry run tells the numbers and marks nothing`() async throws {
        var scene = try await complete()
        let before = try await scene.totals()
        scene.dryRun = true

        let closing = try await scene.result(Self.records(0..<18))
        let held = try await scene.result(Self.records(0..<10))

        #expect(closing.counts.short == "unchanged 18, removed 2")
        #expect(held.vanished == Vanished(live: 20, listings: 20, missing: 10, closing: 10, hold: .share))
        #expect(try await scene.missing() == [])
        #expect(try await scene.totals() == before)
    }

    @Test(.database) func `what is rejected or withheld has not vanished`() async throws {
        let scene = try await complete()
        let feed = Self.records(0..<18) + Self.records(18..<19, ["category": "castle"])

        let result = try await scene.result(feed, end: ImportFeed.End(withheld: ["r19"]))

        #expect(result.counts.short == "unchanged 18, rejected 1")
        #expect(result.vanished == Vanished(live: 20, listings: 20))
    }

    @Test(.database) func `while a record cannot be told by its key nothing is closed`() async throws {
        var scene = try await complete()
        let nameless = RawRecord(name: "r19", bytes: Self.records(19..<20, ["category": "castle"])[0].bytes)

        let held = try await scene.result(Self.records(0..<19) + [nameless])
        scene.closeAtMost = 10
        let allowed = try await scene.result(Self.records(0..<19) + [nameless])

        #expect(held.vanished == Vanished(live: 20, listings: 20, missing: 1, closing: 1, hold: .nameless))
        #expect(allowed.counts.short == "unchanged 19, rejected 1, removed 1")
    }
}

extension ImportScene {
    /// The keys of the records that are marked as missing, in order.
    func missing() async throws -> [String] {
        try await given.database.read { [source] tx in
            let sql: SQL = """
                select key from listing_sources where source = \(source) and missing_since is not null order by key
                """
            return try tx.all(sql, as: One<String>.self).map(\.value)
        }
    }
}
