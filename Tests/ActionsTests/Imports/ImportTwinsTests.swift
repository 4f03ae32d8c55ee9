import Actions
import Directory
import Exchange
import Store
import Support
import Testing

@Suite
struct ImportTwinsTests {
    private typealias Scene = ImportScene

    /// A record of a hotel by a telephone number and place, with these values in place of its own.
    private static func hotel(_ key: String, _ set: JSON = [:]) -> RawRecord {
        let place: JSON = [
            "name.fr": "Hôtel du Pont", "location.point": ["lat": 43.163, "lon": -1.236],
            "location.address": ["insee": "64485"], "contacts/a": ["kind": "phone", "value": "+33559370101"],
        ]
        var object = place.object ?? JSONObject()
        for member in set.object?.members ?? [] { object[member.key] = member.value }
        return ImportScene.record(key, .object(object))
    }

    private static func proposals(_ scene: ImportScene) async throws -> [LoadedProposal] {
        try await FindProposals(scene.given.context).run(ProposalFilter(limit: 10), by: .system)
    }

    @Test(.database) func `what is beyond doubt one place becomes one listing with two sources`() async throws
    {
        var scene = try await ImportScene()
        try await scene.run([Self.hotel("a", ["summary.fr": "ours"])])
        let id = try #require(try await scene.listing("a"))
        scene.source = "others"
        let twin = Self.hotel(
            "x", ["name.fr": "HOTEL DU PONT", "summary.fr": "theirs", "labels/logis": true])

        let first = try await scene.run([twin])
        let before = try await scene.totals()
        let second = try await scene.run([twin])

        let rows = try await scene.given.rows(id)
        #expect(first == Scene.Result(counts: "updated 1", rules: ["duplicate.joined"]))
        #expect(second == Scene.Result(counts: "unchanged 1", rules: []))
        #expect(try await scene.totals()[0] == before[0])
        #expect(try await scene.listing("x") == id)
        #expect(rows.json["name"]?["fr"] == "Hôtel du Pont")
        #expect(rows.json["summary"]?["fr"] == "ours")
        #expect(rows.json["labels"] == ["logis"])
        #expect(
            rows.json["sources"] == [["source": "others", "key": "x"], ["source": "tests", "key": "a"]])
        #expect(try await Self.proposals(scene).isEmpty)
    }

    @Test(.database) func `what the second source changes later is published or proposed`() async throws {
        var scene = try await ImportScene()
        try await scene.run([Self.hotel("a", ["summary.fr": "ours"])])
        let id = try #require(try await scene.listing("a"))
        scene.source = "others"
        try await scene.run([Self.hotel("x", ["summary.fr": "theirs", "description.fr": "one"])])

        let result = try await scene.run([
            Self.hotel("x", ["summary.fr": "theirs now", "description.fr": "two"])
        ])

        let rows = try await scene.given.rows(id)
        #expect(result.counts == "conflicted 1")
        #expect(rows.json["description"]?["fr"] == "two")
        #expect(rows.json["summary"]?["fr"] == "ours")
        #expect(try await Self.proposals(scene).map { $0.fields.map(\.path) } == [["summary.fr"]])
    }

    @Test(.database) func `who says what a listing says already does not own it`() async throws {
        var scene = try await ImportScene()
        let id = try await scene.given.listing(["summary.fr": "ours"])
        scene.source = "others"
        let copy: JSON = ["name.fr": "Hôtel des Pyrénées", "summary.fr": "ours"]
        let joined = try await scene.run([Self.hotel("x", copy)])
        try await scene.run([
            Self.hotel("x", Given.hotel(["name.fr": "Hôtel des Pyrénées", "summary.fr": "ours"]))
        ])

        let result = try await scene.run([
            Self.hotel("x", ["name.fr": "Hôtel des Pyrénées", "summary.fr": "theirs"])
        ])

        #expect(joined == Scene.Result(counts: "updated 1", rules: ["duplicate.joined"]))
        #expect(result.counts == "conflicted 1")
        #expect(try await scene.given.rows(id).json["summary"]?["fr"] == "ours")
    }

    @Test(.database) func `a listing that people made stays when its only record vanishes`() async throws {
        var scene = try await ImportScene()
        let id = try await scene.given.listing()
        scene.source = "others"
        try await scene.run([Self.hotel("x", ["name.fr": "Hôtel des Pyrénées"])])
        scene.isComplete = true
        scene.closeAtMost = 100
        scene.given.clock.advance(by: 60)

        let result = try await scene.result([])

        #expect((result.vanished?.missing, result.vanished?.closing) == (1, 0))
        #expect(try await scene.given.rows(id).status == "published")
        #expect(try await scene.given.rows(id).json["sources"] == [])
    }

    @Test(.database) func `what is in doubt becomes a listing of its own and a proposal to merge`()
        async throws
    {
        var scene = try await ImportScene()
        try await scene.run([Self.hotel("a")])
        let id = try #require(try await scene.listing("a"))
        scene.source = "others"

        let result = try await scene.run([Self.hotel("x", ["contacts/a": nil])])

        let new = try #require(try await scene.listing("x"))
        let proposal = try #require(try await Self.proposals(scene).first)
        #expect(result == Scene.Result(counts: "created 1", rules: ["duplicate.suspected"]))
        #expect((proposal.kind, proposal.row.origin, proposal.row.author) == (.merge, "import", "import"))
        #expect(proposal.row.listing == new.text)
        #expect(proposal.fields.map(\.proposed) == [.string(id.text)])
        let decided = try await DecideProposal(scene.given.context).run(
            proposal.row.id, proposal.acceptance, by: try await scene.given.moderator())
        #expect(decided.proposal.state == .accepted)
        #expect(try await scene.listing("x") == id)
        #expect(try await scene.run([Self.hotel("x", ["contacts/a": nil])]).counts == "unchanged 1")
        #expect(try await VerifyChanges(scene.given.context).audit().firstBreak == nil)
    }

    @Test(.database) func `another offer of the establishment is proposed to be related`() async throws {
        var scene = try await ImportScene()
        try await scene.run([Self.hotel("a")])
        let id = try #require(try await scene.listing("a"))
        scene.source = "others"

        let result = try await scene.run([Self.hotel("x", ["category": "restaurant", "name.fr": "Le Pont"])])

        let new = try #require(try await scene.listing("x"))
        let proposal = try #require(try await Self.proposals(scene).first)
        #expect(result == Scene.Result(counts: "created 1", rules: ["duplicate.related"]))
        _ = try await DecideProposal(scene.given.context).run(
            proposal.row.id, proposal.acceptance, by: try await scene.given.moderator())
        #expect(try await scene.given.rows(id).json["related"] == [.string(new.text)])
    }

    @Test(.database, arguments: [["a"], ["a", "b"]])
    func `one source never joins its own records, and of two of another one at most joins`(keys: [String])
        async throws
    {
        var scene = try await ImportScene()
        let own = try await scene.run(keys.map { Self.hotel($0) })
        scene.source = "others"
        let pair = try await scene.run([Self.hotel("x"), Self.hotel("y")])

        let isClear = keys.count == 1
        #expect(own == Scene.Result(counts: "created \(keys.count)", rules: []))
        #expect(pair.counts == (isClear ? "created 1, updated 1" : "created 2"))
        #expect(
            pair.rules == [isClear ? "duplicate.joined" : "duplicate.suspected", "duplicate.suspected"])
    }

    @Test(.database) func `a dry run joins nothing`() async throws {
        var scene = try await ImportScene()
        try await scene.run([Self.hotel("a")])
        let before = try await scene.totals()
        (scene.source, scene.dryRun) = ("others", true)

        let result = try await scene.run([Self.hotel("x"), Self.hotel("y", ["contacts/a": nil])])

        #expect(result.rules.contains("duplicate.joined"))
        #expect(try await scene.totals() == before)
    }

    @Test(.database) func `a rollback parts what a run has joined, and closes what it has made in doubt`()
        async throws
    {
        var scene = try await ImportScene()
        try await scene.run([Self.hotel("a", ["summary.fr": "ours"])])
        let id = try #require(try await scene.listing("a"))
        scene.source = "others"
        let result = try await scene.result([
            Self.hotel("x", ["labels/logis": true]), Self.hotel("y", ["contacts/a": nil]),
        ])
        let doubtful = try #require(try await scene.listing("y"))

        let counts = try await RollBackImport(scene.given.context).run(
            try #require(result.run), dryRun: false, by: .system
        ) { _ in }

        let rows = try await scene.given.rows(id)
        #expect(counts == [.takenBack: 2])
        #expect(rows.json["labels"] == [])
        #expect(rows.json["sources"] == [["source": "tests", "key": "a"]])
        #expect(try await scene.given.rows(doubtful).status == "closed")
        #expect(try await Self.proposals(scene).map(\.state) == [.superseded])
        #expect(try await scene.listing("x") == nil)
    }
}
