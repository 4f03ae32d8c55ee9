import Actions
import Directory
import Exchange
import Postgres
import Store
import Support
import Testing

/// Listings that move to another database in the lossless format, and their sources that send them there later.
struct TravelledListingTests {
    private typealias Scene = ImportScene

    /// Two listings of the source `tests`, of which the office has changed the summary of the first; as lines.
    private static func lines(isPublic: Bool = false) async throws -> [RawRecord] {
        var lines: [RawRecord] = []
        try await withDatabase { _ in
            let scene = try await Scene()
            try await scene.run(records())
            let ids = [
                try #require(try await scene.listing("a")), try #require(try await scene.listing("b")),
            ]
            scene.given.clock.advance(by: 60)
            try await scene.given.edit(ids[0], ["summary.fr": "ours", "notes.office": "secret"])
            _ = try await ConfirmListing(scene.given.context).run(ids[1].text, by: .system)
            let listings = try await ExportListings(scene.given.context)
                .records(ids.map(\.text), withSent: !isPublic)
            lines = listings.map { listing in
                RawRecord(
                    name: listing.id.text, bytes: FitxaLine.write(isPublic ? listing.publicPart : listing))
            }
        }
        return lines
    }

    private static func records(_ summaries: [String: String] = [:]) -> [RawRecord] {
        ["a", "b"].map {
            Scene.record($0, ["summary.fr": .string(summaries[$0] ?? "of \($0)"), "capacity.rooms": 9])
        }
    }

    private static func moved(_ lines: [RawRecord]) async throws -> Scene {
        var scene = try await Scene()
        (scene.source, scene.format) = ("fitxa", "fitxa")
        scene.given.clock.advance(by: 86_400)
        let reader = FitxaReader(vocabularies: scene.given.context.vocabularies)
        #expect(try await scene.run(lines, reader: reader).counts == "created 2")
        (scene.source, scene.format) = ("tests", "tests")
        return scene
    }

    private static func ids(_ lines: [RawRecord]) -> [ListingID] { lines.compactMap { ListingID($0.name) } }

    /// The lines of what a database holds now, but for the number of the revision, which begins anew.
    private static func lines(of scene: Scene, _ ids: [ListingID]) async throws -> [String] {
        try await ExportListings(scene.given.context).records(ids.map(\.text), withSent: true).map {
            listing in
            String(decoding: FitxaLine.write(listing), as: UTF8.self)
        }
    }

    private static func first(_ line: RawRecord) -> String {
        String(decoding: line.bytes, as: UTF8.self).replacing("\"revision\":2,", with: "\"revision\":1,")
    }

    @Test(.database) func `a listing that has moved goes out as it came`() async throws {
        let lines = try await Self.lines()
        let scene = try await Self.moved(lines)

        let again = try await Self.lines(of: scene, Self.ids(lines))

        #expect(again == lines.map(Self.first))
        #expect(again[0].contains(#""sent":{"notes.office":null,"summary.fr":"of a"}"#))
        #expect(try JSON(parsing: again[1])["assured_at"]?.string != nil)
    }

    @Test(.database) func `its source finds it, leaves what people wrote, and changes what nobody touched`()
        async throws
    {
        let lines = try await Self.lines()
        let scene = try await Self.moved(lines)
        let before = try await scene.totals()

        let same = try await scene.run(Self.records())
        let between = try await scene.totals()
        let news = try await scene.run(Self.records(["a": "new a", "b": "new b"]))

        #expect(same == Scene.Result(counts: "unchanged 2", rules: []))
        #expect((before[0], before[2], before[3]) == (between[0], between[2], between[3]))
        #expect(news == Scene.Result(counts: "updated 1, conflicted 1", rules: ["import.conflict"]))
        let ids = Self.ids(lines)
        #expect(try await scene.listing("a") == ids[0])
        #expect(try await scene.given.rows(ids[0]).json["summary"]?["fr"] == "ours")
        #expect(try await scene.given.rows(ids[1]).json["summary"]?["fr"] == "new b")
    }

    @Test(.database) func `of what a public line does not tell nothing is the source's own`() async throws {
        let lines = try await Self.lines(isPublic: true)
        let scene = try await Self.moved(lines)

        let same = try await scene.run(Self.records(["a": "ours"]))
        let news = try await scene.run(Self.records(["a": "ours", "b": "new b"]))

        #expect(!lines.contains { String(decoding: $0.bytes, as: UTF8.self).contains("\"sent\"") })
        #expect(same.counts == "unchanged 2")
        #expect(news.counts == "unchanged 1, conflicted 1")
    }

    @Test(.database) func `a key that another listing holds is told and stays there`() async throws {
        let lines = try await Self.lines()
        let scene = try await Scene()
        try await scene.run(Self.records())
        let holder = try #require(try await scene.listing("a"))
        var other = scene
        (other.source, other.format) = ("fitxa", "fitxa")

        let reader = FitxaReader(vocabularies: scene.given.context.vocabularies)
        let result = try await other.run(lines, reader: reader)

        #expect(
            result == Scene.Result(counts: "created 2", rules: ["source.taken", "source.taken"]))
        #expect(try await scene.listing("a") == holder)
        #expect(try await scene.given.rows(Self.ids(lines)[0]).json["sources"] == [])
        #expect(try await scene.run(Self.records()).counts == "unchanged 2")
    }

    @Test(.database) func `only an administrator names listings, dates them and brings keys`() async throws {
        let lines = try await Self.lines()
        var scene = try await Scene()
        (scene.source, scene.format) = ("fitxa", "source")
        scene.actor = try await scene.given.actor([], scopes: [.write(source: "fitxa")])
        scene.given.clock.advance(by: 86_400)

        let result = try await scene.run(
            lines, reader: FitxaReader(vocabularies: scene.given.context.vocabularies))

        let id = try #require(try await scene.listing(lines[0].name))
        let row = try await scene.given.rows(id)
        #expect(result.counts == "created 2")
        #expect(id.text != lines[0].name)
        #expect(row.json["sources"] == [["source": "fitxa", "key": .string(lines[0].name)]])
        #expect(row.json["published_at"] == .string(Timestamp.text(scene.given.clock.now)))
        scene.source = "tests"
        #expect(try await scene.listing("a") == nil)
    }

    @Test(.database) func `what a line tells wrongly beside the document refuses it, field by field`()
        async throws
    {
        var scene = try await Scene()
        scene.format = "fitxa"
        let line: JSON = [
            "format": "fitxa/1", "id": "fx-00000001", "status": "published", "revision": 1,
            "category": "hotel", "name": ["fr": "Hôtel"], "published_at": "gestern",
            "assured_at": "2026-02-30",
        ]
        var findings: [Finding] = []
        let result = try await scene.result(
            [RawRecord(name: "1", bytes: line.bytes)],
            reader: FitxaReader(vocabularies: scene.given.context.vocabularies)
        ) { findings += $0.flatMap(\.findings) }

        #expect(result.counts.short == "rejected 1")
        #expect(
            findings.map { "\($0.record) \($0.path) \($0.rule)" } == [
                "fx-00000001 published_at date.invalid", "fx-00000001 assured_at date.invalid",
            ])
    }

    @Test(.database) func `a rollback takes the keys along, and they come back with the listing`()
        async throws
    {
        let lines = try await Self.lines()
        let scene = try await Self.moved(lines)
        var other = scene
        (other.source, other.format) = ("fitxa", "fitxa")

        let counts = try await RollBackImport(scene.given.context).run(1, dryRun: false, by: .system) { _ in }
        let gone = try await scene.listing("a")
        let back = try await other.run(
            lines, reader: FitxaReader(vocabularies: scene.given.context.vocabularies))

        #expect(counts == [.takenBack: 2])
        #expect(gone == nil)
        #expect(back.counts == "updated 2")
        #expect(try await scene.listing("a") == Self.ids(lines)[0])
        #expect(try await scene.run(Self.records()).counts == "unchanged 2")
    }

    @Test(.database, arguments: [false, true])
    func `an older line of the same database brings nothing, one that was changed that field`(isPublic: Bool)
        async throws
    {
        var scene = try await Scene()
        try await scene.run(Self.records())
        let id = try #require(try await scene.listing("a"))
        try await scene.given.edit(id, ["notes.office": "secret", "capacity.persons": 20])
        let listing = try #require(try await ExportListings(scene.given.context).records([id.text]).first)
        let line = FitxaLine.write(isPublic ? listing.publicPart : listing)
        scene.given.clock.advance(by: 60)
        try await scene.given.edit(id, ["summary.fr": "ours"], unset: ["capacity.rooms"])
        let reader = FitxaReader(vocabularies: scene.given.context.vocabularies)
        (scene.source, scene.format) = ("fitxa", "fitxa")

        let older = try await scene.run([RawRecord(name: "1", bytes: line)], reader: reader)
        let changed = String(decoding: line, as: UTF8.self).replacing("\"Hôtel a\"", with: "\"Auberge a\"")
        scene.source = "again"
        let news = try await scene.run([RawRecord(name: "1", bytes: Array(changed.utf8))], reader: reader)

        #expect(older == Scene.Result(counts: "unchanged 1", rules: []))
        #expect(news == Scene.Result(counts: "updated 1", rules: []))
        #expect(try await scene.given.changed(id) == ["name.fr"])
        let now = try #require(try await ExportListings(scene.given.context).records([id.text]).first)
        #expect(now.document[FieldPath(.notes, "office")] == .text("secret"))
        #expect(now.document[FieldPath(.capacity, "rooms")] == nil)
        #expect(now.document[FieldPath(.summary, "fr")] == .text("ours"))
    }

    @Test(.database) func `a line of a listing that was merged is told and leaves the one that stays alone`()
        async throws
    {
        let lines = try await Self.lines()
        let (scene, ids) = (try await Self.moved(lines), Self.ids(lines))
        _ = try await CloseListing(scene.given.context).merge(
            ids[1].text, into: ids[0].text, comment: nil, by: .system)
        let before = try await scene.given.rows(ids[0])
        var other = scene
        (other.source, other.format) = ("elsewhere", "fitxa")

        let result = try await other.run(
            [lines[1]], reader: FitxaReader(vocabularies: scene.given.context.vocabularies))

        #expect(result == Scene.Result(counts: "unchanged 1", rules: ["listing.merged"]))
        #expect(try await scene.given.rows(ids[0]) == before)
        let keys: JSON = [["source": "tests", "key": "a"], ["source": "tests", "key": "b"]]
        #expect(before.json["sources"] == keys)
        #expect(try await scene.run(Self.records()).counts == "unchanged 2")
    }

    @Test(.database)
    func `a complete feed of the source closes what it lacks, though another Fitxa has sent it`()
        async throws
    {
        let lines = try await Self.lines()
        var scene = try await Self.moved(lines)
        (scene.isComplete, scene.closeAtMost) = (true, 100)
        scene.given.clock.advance(by: 60)

        let result = try await scene.result([Self.records()[0]])

        #expect(result.counts.short == "unchanged 1, removed 1")
        #expect((result.vanished?.missing, result.vanished?.closing) == (1, 1))
        #expect(try await scene.given.rows(Self.ids(lines)[1]).status == "closed")
        #expect(try await scene.given.rows(Self.ids(lines)[0]).status == "published")
    }
}
