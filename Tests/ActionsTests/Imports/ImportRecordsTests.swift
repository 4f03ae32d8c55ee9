import Actions
import Directory
import Exchange
import Postgres
import Store
import Support
import Synchronization
import Testing

@Suite
struct ImportRecordsTests {
    private typealias Scene = ImportScene

    @Test(.database) func `records become listings; the second run finds nothing to do`() async throws {
        let scene = try await ImportScene()
        let records = [
            Scene.record("a"), Scene.record("b"), Scene.record("c", ["category": "castle"]),
            RawRecord(name: "index", bytes: []),
        ]

        let first = try await scene.run(records)
        let before = try await scene.totals()
        scene.given.clock.advance(by: 3600)
        let second = try await scene.run(records)

        let after = try await scene.totals()
        let id = try #require(try await scene.listing("a"))
        let rows = try await scene.given.rows(id)
        #expect(first == Scene.Result(counts: "created 2, rejected 1", rules: ["code.unknown"]))
        #expect(second == Scene.Result(counts: "unchanged 2, rejected 1", rules: ["code.unknown"]))
        #expect(before == [2, 1, 2, 2, 0, 2])
        #expect(after == [2, 2, 2, 2, 0, 2])
        #expect((rows.revision, rows.documentRevision, rows.searchRows) == (1, 1, 1))
        #expect(rows.audit == ["listing.import"])
        #expect(rows.json["sources"] == [["source": "tests", "key": "a"]])
    }

    @Test(.database) func `what only the source has changed is published`() async throws {
        let scene = try await ImportScene()
        try await scene.run([
            Scene.record("a", ["summary.fr": "old", "capacity.rooms": 3]), Scene.record("b"),
        ])
        let id = try #require(try await scene.listing("a"))
        try await scene.given.edit(id, ["name.fr": "the office's name", "amenities/bar": true])

        let result = try await scene.run([Scene.record("a", ["summary.fr": "new"]), Scene.record("b")])

        let rows = try await scene.given.rows(id)
        #expect(result == Scene.Result(counts: "updated 1, unchanged 1", rules: []))
        #expect(rows.json["summary"]?["fr"] == "new")
        #expect(rows.json["capacity"]?["rooms"] == nil)
        #expect(rows.json["name"]?["fr"] == "the office's name")
        #expect(rows.json["amenities"] == ["bar"])
        #expect(rows.revision == 3)
    }

    @Test(.database) func `what both have changed is proposed and not published`() async throws {
        let scene = try await ImportScene()
        try await scene.run([Scene.record("a")])
        let id = try #require(try await scene.listing("a"))
        try await scene.given.edit(id, ["name.fr": "the office's name"])

        let first = try await scene.run([Scene.record("a", ["name.fr": "their name", "summary.fr": "new"])])
        let second = try await scene.run([
            Scene.record("a", ["name.fr": "their other name", "summary.fr": "new"])
        ])

        let proposals = try await FindProposals(scene.given.context).run(
            ProposalFilter(limit: 10), by: .system)
        let proposal = try #require(proposals.first)
        let rows = try await scene.given.rows(id)
        #expect(first == Scene.Result(counts: "conflicted 1", rules: ["import.conflict"]))
        #expect(second == first)
        #expect(proposals.count == 1)
        #expect((proposal.row.origin, proposal.row.author, proposal.row.version) == ("import", "import", 2))
        #expect(proposal.fields.map(\.path) == ["name.fr"])
        #expect(proposal.fields.map(\.base) == ["Hôtel a"])
        #expect(proposal.fields.map(\.proposed) == ["their other name"])
        #expect(proposal.fields.map { $0.comparison(in: proposal) } == [.conflict])
        #expect(rows.json["name"]?["fr"] == "the office's name")
        #expect(rows.json["summary"]?["fr"] == "new")
        #expect(try await scene.given.audit(proposal.row.id) == ["proposal.submit", "proposal.amend"])
    }

    @Test(.database) func `a field that an open import proposal has decided is proposed anew`() async throws {
        let scene = try await ImportScene()
        try await scene.run([Scene.record("a", ["summary.fr": "s"])])
        let id = try #require(try await scene.listing("a"))
        try await scene.given.edit(id, ["name.fr": "ours", "summary.fr": "ours"])
        try await scene.run([Scene.record("a", ["name.fr": "theirs", "summary.fr": "theirs"])])
        let find = FindProposals(scene.given.context)
        let open = try #require(try await find.run(ProposalFilter(limit: 10), by: .system).first)
        _ = try await DecideProposal(scene.given.context).run(
            open.row.id, open.decision(["name.fr": Choice(.reject, reason: "no")]), by: .system)
        scene.given.clock.advance(by: 60)

        try await scene.run([Scene.record("a", ["name.fr": "theirs 2", "summary.fr": "theirs 2"])])

        let proposals = try await find.run(ProposalFilter(limit: 10), by: .system)
        #expect(
            proposals.map {
                $0.fields.map { "\($0.path) \($0.status.rawValue) \($0.proposed?.string ?? "")" }
            } == [
                ["name.fr rejected theirs", "summary.fr pending theirs 2"], ["name.fr pending theirs 2"],
            ])
    }

    @Test(.database) func `a whole number that the source sends is no conflict`() async throws {
        let scene = try await ImportScene()
        func score(_ number: JSON) -> RawRecord {
            Scene.record(
                "a",
                [
                    "review_profiles/tripadvisor": [
                        "platform": "tripadvisor", "url": "https://www.tripadvisor.fr/Hotel-d1", "scale": 5,
                        "score": number,
                    ]
                ])
        }
        try await scene.run([score(4)])

        #expect(try await scene.run([score(4.5)]).counts == "updated 1")
        #expect(try await scene.run([score(5.0)]).counts == "updated 1")
    }

    @Test(.database) func `where both have come to the same there is nothing to do`() async throws {
        let scene = try await ImportScene()
        try await scene.run([Scene.record("a")])
        let id = try #require(try await scene.listing("a"))
        try await scene.given.edit(id, ["name.fr": "new name"])

        let result = try await scene.run([Scene.record("a", ["name.fr": "new name"])])

        #expect(result == Scene.Result(counts: "unchanged 1", rules: []))
        #expect(try await scene.given.rows(id).revision == 2)
    }

    @Test(.database, arguments: [0, 600]) func `of a record that stands twice the first counts`(distance: Int)
        async throws
    {
        let scene = try await ImportScene()
        let others = (0..<distance).map { Scene.record("x\($0)") }
        let records =
            [Scene.record("a", ["name.fr": "first"])] + others + [Scene.record("a", ["name.fr": "second"])]

        let first = try await scene.run(records)
        let before = try await scene.totals()
        let second = try await scene.run(records)

        let id = try #require(try await scene.listing("a"))
        let after = try await scene.totals()
        #expect(
            first == Scene.Result(counts: "created \(distance + 1), unchanged 1", rules: ["record.twice"]))
        #expect(second == Scene.Result(counts: "unchanged \(distance + 2)", rules: ["record.twice"]))
        #expect(before[0] == after[0])
        #expect(try await scene.given.rows(id).json["name"]?["fr"] == "first")
    }

    @Test(.database) func `a dry run tells all and leaves nothing`() async throws {
        var scene = try await ImportScene()
        try await scene.run([Scene.record("a")])
        let id = try #require(try await scene.listing("a"))
        try await scene.given.edit(id, ["name.fr": "ours"])
        let before = try await scene.totals()
        scene.dryRun = true

        let result = try await scene.run([Scene.record("a", ["name.fr": "theirs"]), Scene.record("b")])

        #expect(result == Scene.Result(counts: "created 1, conflicted 1", rules: ["import.conflict"]))
        #expect(try await scene.totals() == before)
    }

    @Test(.database) func `a run that is broken off and started again ends in the same state`() async throws {
        let scene = try await ImportScene()
        let records = (0..<1_200).map { Scene.record("x\($0)") }

        await #expect(throws: ImportScene.BrokenOff.self) { try await scene.run(records, stop: 1_000) }
        let part = try await scene.totals()
        let rest = try await scene.run(records)

        let after = try await scene.totals()
        #expect(part[2] == 1_060)
        #expect(rest.counts == "created 140, unchanged 1060")
        #expect(after[0] == 1_200 && after[2] == 1_200 && after[3] == 1_200)
        #expect(try await VerifyChanges(scene.given.context).run().holds)
    }

    @Test(.database) func `of two imports at the same time the last one counts`() async throws {
        let scene = try await ImportScene()
        let old = Scene.record("a", ["summary.fr": "old"])
        try await scene.run([old, Scene.record("b")])
        let id = try #require(try await scene.listing("a"))
        var isFirst = true
        let feed = ImportFeed { _ in
            guard isFirst else { return [] }
            isFirst = false
            // This import knows the record by now; another one changes it before its batch is written.
            try await scene.run([Scene.record("a", ["summary.fr": "new"])])
            return [old, Scene.record("b")]
        }

        let result = try await scene.result(feed)

        #expect(result.counts.short == "updated 1, unchanged 1")
        #expect(try await scene.given.rows(id).json["summary"]?["fr"] == "old")
        #expect(try await scene.run([old, Scene.record("b")]).counts == "unchanged 2")
    }

    @Test(.database) func `a closed listing stays closed`() async throws {
        let scene = try await ImportScene()
        try await scene.run([Scene.record("a")])
        let id = try #require(try await scene.listing("a"))
        try await scene.given.edit(id, ["name.fr": "ours"])
        _ = try await CloseListing(scene.given.context).close(
            id.text, reason: "ceased", comment: nil, by: .system)

        let result = try await scene.run([Scene.record("a", ["name.fr": "theirs", "summary.fr": "new"])])

        #expect(result == Scene.Result(counts: "unchanged 1", rules: ["listing.closed"]))
        #expect(try await scene.given.rows(id).status == "closed")
        #expect(try await scene.given.rows(id).revision == 3)
        #expect(try await scene.totals()[4] == 0)
    }

    @Test(.database) func `two sources do not see each other's records`() async throws {
        var scene = try await ImportScene()
        try await scene.run([Scene.record("a")])
        scene.source = "others"

        #expect(try await scene.run([Scene.record("a")]).counts == "created 1")
        #expect(try await scene.totals()[2] == 2)
    }

    @Test(.database) func `a key writes to its own source only`() async throws {
        let scene = try await ImportScene()
        let key = try await scene.given.actor(
            [Right(role: .administrator)], scopes: [.write(source: "others"), .moderate])

        let refused = try await refusal {
            try await ImportRecords(scene.given.context).run(
                ImportOptions(source: "tests", format: "tests", path: "-"), by: key,
                reader: DeferredReader(LineReader(vocabularies: scene.given.context.vocabularies)),
                feed: ImportFeed { _ in [] },
                outcomes: { _ in })
        }

        #expect(refused == "forbidden: scope_missing")
    }

    @Test(.database) func `a reader is made for records that are not known, and for no others`() async throws
    {
        let scene = try await ImportScene()
        let made = Atomic(0)
        func run(_ records: [RawRecord]) async throws -> String {
            let reader = LineReader(vocabularies: scene.given.context.vocabularies)
            let deferred = DeferredReader(version: reader.version) {
                made.add(1, ordering: .relaxed)
                return reader
            }
            var rest = records
            let result = try await ImportRecords(scene.given.context).run(
                ImportOptions(source: "tests", format: "tests", path: "-"), by: .system, reader: deferred,
                feed: ImportFeed { count in
                    defer { rest.removeFirst(min(count, rest.count)) }
                    return Array(rest.prefix(count))
                },
                outcomes: { _ in })
            return result.counts.short
        }

        #expect(try await run([Scene.record("a"), Scene.record("b")]) == "created 2")
        #expect(made.load(ordering: .relaxed) == 1)
        #expect(try await run([Scene.record("a"), Scene.record("b")]) == "unchanged 2")
        #expect(made.load(ordering: .relaxed) == 1)
        #expect(try await run([Scene.record("a"), Scene.record("c")]) == "created 1, unchanged 1")
        #expect(made.load(ordering: .relaxed) == 2)
    }

    @Test(.database) func `a run is recorded with what it did`() async throws {
        let scene = try await ImportScene()
        try await scene.run([Scene.record("a"), Scene.record("b")])
        let id = try #require(try await scene.listing("a"))
        try await scene.given.edit(id, ["name.fr": "ours"])

        let result = try await scene.result([
            Scene.record("a", ["name.fr": "theirs"]), Scene.record("b"),
            Scene.record("c", ["category": "castle"]),
            Scene.record("d"),
        ])

        let imports = ReadImports(scene.given.context)
        let run = try #require(try await imports.page(source: "tests", limit: 10).first)
        let records = try await imports.records(of: run.id, limit: 10)
        let json = try run.json()
        #expect(run.id == result.run)
        #expect((run.source, run.format, run.path, run.actor) == ("tests", "tests", "-", "system"))
        #expect(run.finishedAt != nil)
        #expect(json["counts"] == result.counts.json)
        #expect(json["findings"] == ["code.unknown": 1, "import.conflict": 1])
        #expect(records.map { "\($0.key) \($0.outcome)" } == ["a conflicted", "d created"])
        #expect(records.map(\.proposals.count) == [1, 0])
        #expect(records.map(\.revision) == [nil, 1])
        #expect(try await imports.tally(of: run.id).done == ["conflicted": 1, "created": 1])
    }

    @Test(.database) func `what a file is silent about is still known as what the source sent`() async throws
    {
        let scene = try await ImportScene()
        try await scene.run([Scene.record("a", ["summary.fr": "old", "capacity.rooms": 3])])
        try await scene.run([Scene.record("a", ["capacity.rooms": 4], silent: ["summary"])])

        let result = try await scene.run([Scene.record("a", ["summary.fr": "new", "capacity.rooms": 4])])

        let id = try #require(try await scene.listing("a"))
        #expect(result == Scene.Result(counts: "updated 1", rules: []))
        #expect(try await scene.given.rows(id).json["summary"]?["fr"] == "new")
    }

    @Test(.database) func `two records of one listing are taken in one after the other`() async throws {
        let scene = try await ImportScene()
        try await scene.run([Scene.record("a"), Scene.record("b")])
        try await scene.share("a", with: "tests")

        let result = try await scene.run([
            Scene.record("a", ["summary.fr": "of a"]),
            Scene.record("a-too", ["name.fr": "Hôtel a", "capacity.rooms": 5]),
            Scene.record("b", ["summary.fr": "of b"]),
        ])

        let id = try #require(try await scene.listing("a"))
        let rows = try await scene.given.rows(id)
        #expect(result.counts == "updated 3")
        #expect(rows.revision == 3)
        #expect((rows.json["summary"]?["fr"], rows.json["capacity"]?["rooms"]) == ("of a", 5))
    }
}
