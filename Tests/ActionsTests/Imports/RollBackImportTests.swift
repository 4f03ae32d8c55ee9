import Actions
import Directory
import Exchange
import Postgres
import Store
import Support
import Testing

@Suite
struct RollBackImportTests {
    private typealias Scene = ImportScene

    /// What came of a rollback, in words: `key extent reason paths`.
    @discardableResult
    private func rollBack(
        _ run: Int?, in scene: ImportScene, dryRun: Bool = false, by actor: Actor = .system, stop: Int? = nil
    ) async throws -> [String] {
        var told: [RolledBack] = []
        _ = try await RollBackImport(scene.given.context).run(run ?? 0, dryRun: dryRun, by: actor) {
            outcomes in
            told += outcomes
            if let stop, told.count >= stop { throw ImportScene.BrokenOff() }
        }
        return told.map { outcome in
            let parts =
                [outcome.key, outcome.extent.rawValue, outcome.reason] + outcome.left.map(\.description)
            return parts.compactMap(\.self).joined(separator: " ")
        }
    }

    @Test(.database) func `listings that a run created are closed, and come back as they were`() async throws
    {
        let scene = try await Scene()
        let result = try await scene.result([Scene.record("a")])
        let id = try #require(try await scene.listing("a"))

        let told = try await rollBack(result.run, in: scene)
        let closed = try await scene.given.rows(id)
        let again = try await scene.run([Scene.record("a", ["summary.fr": "mended"])])

        let rows = try await scene.given.rows(id)
        #expect(told == ["a taken_back"])
        #expect((closed.status, closed.changes) == ("closed", ["upsert 1", "remove 2"]))
        #expect(again == Scene.Result(counts: "updated 1", rules: []))
        #expect((rows.status, rows.json["summary"]?["fr"]) == ("published", "mended"))
        #expect(try await scene.totals()[2] == 1)
    }

    @Test(.database) func `fields go back where nobody has changed them since`() async throws {
        let scene = try await Scene()
        let old: JSON = ["name.fr": "A", "summary.fr": "old", "capacity.rooms": 3]
        let new: JSON = ["name.fr": "B", "summary.fr": "new"]
        try await scene.run([Scene.record("a", old)])
        let id = try #require(try await scene.listing("a"))
        let result = try await scene.result([Scene.record("a", new)])
        try await scene.given.edit(id, ["summary.fr": "ours", "amenities/bar": true])

        let told = try await rollBack(result.run, in: scene)
        let back = try await scene.given.rows(id)
        let again = try await scene.run([Scene.record("a", new)])

        let rows = try await scene.given.rows(id)
        #expect(told == ["a partly fields have changed since summary.fr"])
        #expect(back.json["name"]?["fr"] == "A")
        #expect(back.json["capacity"]?["rooms"] == 3)
        #expect(back.json["summary"]?["fr"] == "ours")
        #expect(back.json["amenities"] == ["bar"])
        #expect(back.audit.last == "listing.revert")
        #expect(again == Scene.Result(counts: "updated 1", rules: []))
        #expect(rows.json["name"]?["fr"] == "B")
        #expect(rows.json["summary"]?["fr"] == "ours")
    }

    @Test(.database) func `after a rollback the file before is still known`() async throws {
        let scene = try await Scene()
        try await scene.run([Scene.record("a", ["name.fr": "A"])])
        let bad = try await scene.result([Scene.record("a", ["name.fr": "bad"])])

        try await rollBack(bad.run, in: scene)

        #expect(try await scene.run([Scene.record("a", ["name.fr": "A"])]).counts == "unchanged 1")
        #expect(try await scene.run([Scene.record("a", ["name.fr": "C"])]).counts == "updated 1")
    }

    @Test(.database) func `what somebody has touched stays and is told`() async throws {
        let scene = try await Scene()
        let result = try await scene.result(["a", "b", "c", "d", "e"].map { Scene.record($0) })
        var ids: [String: ListingID] = [:]
        for key in ["a", "b", "c", "d", "e"] { ids[key] = try await scene.listing(key) }
        let (a, b, c, d) = (
            try #require(ids["a"]), try #require(ids["b"]), try #require(ids["c"]), try #require(ids["d"])
        )
        scene.given.clock.advance(by: 60)
        try await scene.given.edit(a, ["summary.fr": "ours"])
        _ = try await ConfirmListing(scene.given.context).run(b.text, by: .system)
        _ = try await scene.given.proposal(
            on: c, set: ["summary.fr": "ours"], by: try await scene.given.provider(of: c))
        _ = try await CloseListing(scene.given.context).close(
            d.text, reason: "ceased", comment: nil, by: .system)

        let told = try await rollBack(result.run, in: scene)

        #expect(
            told.sorted() == [
                "a skipped the listing has changed since", "b skipped somebody has confirmed the listing",
                "c skipped a proposal for the listing waits", "d skipped the listing was closed since",
                "e taken_back",
            ])
        for id in [a, b, c] { #expect(try await scene.given.rows(id).status == "published") }
    }

    @Test(.database) func `listings that a run closed are published again`() async throws {
        var scene = try await Scene()
        let records = (0..<20).map { Scene.record("r\($0)") }
        try await scene.run(records)
        let id = try #require(try await scene.listing("r19"))
        scene.isComplete = true
        let result = try await scene.result(Array(records.prefix(19)))

        let told = try await rollBack(result.run, in: scene)

        let rows = try await scene.given.rows(id)
        #expect(told == ["r19 taken_back"])
        #expect((rows.status, rows.revision, rows.audit.last) == ("published", 3, "listing.restore"))
        #expect(try await scene.run(records).counts == "unchanged 20")
    }

    @Test(.database) func `a listing that a run published again is closed again`() async throws {
        var scene = try await Scene()
        let records = (0..<20).map { Scene.record("r\($0)") }
        try await scene.run(records)
        let id = try #require(try await scene.listing("r19"))
        scene.isComplete = true
        try await scene.run(Array(records.prefix(19)))
        let result = try await scene.result([Scene.record("r19", ["summary.fr": "new"])] + records.prefix(19))

        let told = try await rollBack(result.run, in: scene)

        #expect(told == ["r19 taken_back"])
        #expect(try await scene.given.rows(id).status == "closed")
        #expect(try await scene.run(records).counts == "updated 1, unchanged 19")
    }

    @Test(.database) func `conflicts no longer wait, and come again with the file`() async throws {
        let scene = try await Scene()
        try await scene.run([Scene.record("a")])
        let id = try #require(try await scene.listing("a"))
        try await scene.given.edit(id, ["name.fr": "ours"])
        let result = try await scene.result([Scene.record("a", ["name.fr": "theirs", "summary.fr": "new"])])

        let told = try await rollBack(result.run, in: scene)
        let ended = try await proposals(scene)
        let again = try await scene.run([Scene.record("a", ["name.fr": "theirs", "summary.fr": "new"])])

        #expect(told == ["a taken_back"])
        #expect(ended == ["superseded name.fr superseded"])
        #expect(again.counts == "conflicted 1")
        #expect(
            try await proposals(scene).sorted() == [
                "submitted name.fr pending", "superseded name.fr superseded",
            ])
    }

    @Test(.database) func `a conflict that a moderator has decided is not taken up again`() async throws {
        let scene = try await Scene()
        try await scene.run([Scene.record("a")])
        let id = try #require(try await scene.listing("a"))
        try await scene.given.edit(id, ["name.fr": "ours"])
        let result = try await scene.result([Scene.record("a", ["name.fr": "theirs"])])
        let open = try #require(
            try await FindProposals(scene.given.context).run(ProposalFilter(limit: 10), by: .system).first)
        _ = try await DecideProposal(scene.given.context).run(
            open.row.id, open.decision(["name.fr": Choice(.reject, reason: "no")]), by: .system)

        let told = try await rollBack(result.run, in: scene)

        #expect(told == ["a skipped fields have changed since name.fr"])
        #expect(try await scene.run([Scene.record("a", ["name.fr": "theirs"])]).counts == "unchanged 1")
    }

    private func proposals(_ scene: ImportScene) async throws -> [String] {
        try await FindProposals(scene.given.context).run(ProposalFilter(limit: 10), by: .system).map {
            proposal in
            let fields = proposal.fields.map { "\($0.path) \($0.status.rawValue)" }
            return "\(proposal.row.state) \(fields.joined(separator: ", "))"
        }
    }

    @Test(.database) func `what a later run has changed too stays`() async throws {
        let scene = try await Scene()
        try await scene.run([Scene.record("a", ["summary.fr": "1", "capacity.rooms": 1])])
        let second = try await scene.result([Scene.record("a", ["summary.fr": "2", "capacity.rooms": 2])])
        let third = try await scene.result([Scene.record("a", ["summary.fr": "3", "capacity.rooms": 2])])
        let id = try #require(try await scene.listing("a"))

        let told = try await rollBack(second.run, in: scene)
        let between = try await scene.given.rows(id).json
        let rest = try await rollBack(third.run, in: scene)

        let rows = try await scene.given.rows(id)
        #expect(told == ["a partly fields have changed since summary.fr"])
        #expect((between["summary"]?["fr"], between["capacity"]?["rooms"]) == ("3", 1))
        #expect(rest == ["a taken_back"])
        #expect(rows.json["summary"]?["fr"] == "2")
        #expect(
            try await scene.run([Scene.record("a", ["summary.fr": "3", "capacity.rooms": 2])]).counts
                == "updated 1")
    }

    @Test(.database) func `a rollback that is broken off goes on, and a second one finds nothing`()
        async throws
    {
        let scene = try await Scene()
        let result = try await scene.result((0..<700).map { Scene.record("x\($0)") })
        let before = try await scene.totals()

        let dry = try await rollBack(result.run, in: scene, dryRun: true)
        let afterDry = try await scene.totals()
        await #expect(throws: ImportScene.BrokenOff.self) {
            try await rollBack(result.run, in: scene, stop: 1)
        }
        let half = try await scene.totals()
        let rest = try await rollBack(result.run, in: scene)
        let end = try await scene.totals()
        let nothing = try await rollBack(result.run, in: scene)

        let run = try await ReadImports(scene.given.context).one(try #require(result.run))
        #expect(dry.count == 700)
        #expect(afterDry == before)
        #expect(half[0] == before[0] + 250)
        #expect(rest.count == 450)
        #expect(nothing == [])
        #expect(try await scene.totals() == end)
        #expect(run.rolledBackBy == "system")
        #expect(try await scene.given.audit(String(run.id)) == ["import.rollback"])
        #expect(try await VerifyChanges(scene.given.context).run().holds)
        #expect(try await VerifyChanges(scene.given.context).audit().firstBreak == nil)
    }

    @Test(.database, arguments: ["fx-00000002", "y"])
    func `listings that a run created and related are closed`(second: String) async throws {
        var scene = try await Scene()
        scene.format = "fitxa"
        // The two come in different batches, and with the key at the end they are taken back in different ones too.
        let others = (0..<260).map { Scene.record("x\($0)") }
        let related = Scene.record(second, ["related/fx-00000001": true])
        let result = try await scene.result([Scene.record("fx-00000001")] + others + [related])
        let id = try #require(ListingID("fx-00000001"))
        let before = try await scene.given.rows(id)

        let told = try await rollBack(result.run, in: scene)

        #expect(before.json["related"]?.elements.count == 1)
        #expect(told.count == 262)
        #expect(told.filter { !$0.hasSuffix("taken_back") } == [])
        #expect(try await scene.given.rows(id).status == "closed")
    }

    @Test(.database) func `a listing that somebody has related to another one stays`() async throws {
        let scene = try await Scene()
        let result = try await scene.result([Scene.record("a"), Scene.record("b")])
        let (a, b) = (try #require(try await scene.listing("a")), try #require(try await scene.listing("b")))
        try await scene.given.edit(
            a, .object(JSONObject([JSONObject.Member(key: "related/\(b)", value: true)])))

        let told = try await rollBack(result.run, in: scene)

        #expect(
            told.sorted() == [
                "a skipped the listing has changed since", "b skipped the listing has changed since",
            ])
    }

    @Test(.database) func `a run that does not exist or belongs to another source is refused`() async throws {
        let scene = try await Scene()
        let result = try await scene.result([Scene.record("a")])
        let key = try await scene.given.actor([], scopes: [.write(source: "others")])

        #expect(try await refusal { try await rollBack(9_999, in: scene) } == "not found")
        #expect(
            try await refusal { try await rollBack(result.run, in: scene, by: key) }
                == "forbidden: scope_missing")
        #expect(try await scene.totals()[0] == 1)
    }
}
