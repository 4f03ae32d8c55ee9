import Actions
import Directory
import Exchange
import Store
import Support
import Testing

/// What a rollback leaves of the proposal in which several imports laid their conflicts.
struct RollBackProposalTests {
    private typealias Scene = ImportScene

    /// A listing of a source of which the office has changed the name, the summary and the rooms.
    private func scene() async throws -> Scene {
        let scene = try await Scene()
        try await scene.run([Self.record([:])])
        let id = try #require(try await scene.listing("a"))
        try await scene.given.edit(
            id, ["name.fr": "ours", "summary.fr": "ours", "description.fr": "ours", "capacity.rooms": 9])
        return scene
    }

    /// The record of the listing, with these values in place of the first ones.
    private static func record(_ values: JSON) -> RawRecord {
        let first: JSON = ["name.fr": "0", "summary.fr": "0", "description.fr": "0"]
        var set = first.object ?? JSONObject()
        for member in values.object?.members ?? [] { set[member.key] = member.value }
        return Scene.record("a", .object(set))
    }

    private func rollBack(_ run: Int?, in scene: Scene) async throws -> String {
        var told: [String] = []
        _ = try await RollBackImport(scene.given.context).run(run ?? 0, dryRun: false, by: .system) {
            told += $0.map { ([$0.extent.rawValue] + $0.left.map(\.description)).joined(separator: " ") }
        }
        return told.joined(separator: ", ")
    }

    /// Each proposal in words: `state path status value, …`.
    private func proposals(_ scene: Scene) async throws -> [String] {
        try await FindProposals(scene.given.context).run(ProposalFilter(limit: 10), by: .system).map {
            proposal in
            let fields = proposal.fields.map {
                "\($0.path) \($0.status.rawValue) \($0.proposed?.string ?? "nothing")"
            }
            return "\(proposal.row.state) \(fields.joined(separator: ", "))"
        }
    }

    @Test(.database) func `what an earlier run has proposed waits as it was`() async throws {
        let scene = try await scene()
        let first = try await scene.result([Self.record(["name.fr": "1", "summary.fr": "1"])])
        let second = try await scene.result([
            Self.record(["name.fr": "2", "summary.fr": "1", "description.fr": "2"])
        ])

        let told = try await rollBack(second.run, in: scene)
        let between = try await proposals(scene)
        let same = try await scene.run([Self.record(["name.fr": "1", "summary.fr": "1"])])
        let again = try await scene.run([Self.record(["name.fr": "2", "summary.fr": "1"])])
        let rest = try await rollBack(first.run, in: scene)

        #expect(told == "taken_back")
        #expect(between == ["submitted name.fr pending 1, summary.fr pending 1"])
        #expect(same.counts == "unchanged 1")
        #expect(again.counts == "conflicted 1")
        #expect(rest == "partly name.fr")
        #expect(try await proposals(scene) == ["submitted name.fr pending 2"])
    }

    @Test(.database) func `what a later run has proposed waits on`() async throws {
        let scene = try await scene()
        let first = try await scene.result([Self.record(["name.fr": "1", "summary.fr": "1"])])
        let second = try await scene.result([
            Self.record(["name.fr": "2", "summary.fr": "1", "description.fr": "2"])
        ])

        let told = try await rollBack(first.run, in: scene)
        let between = try await proposals(scene)
        let rest = try await rollBack(second.run, in: scene)

        let proposal = try #require(
            try await FindProposals(scene.given.context).run(ProposalFilter(limit: 10), by: .system).first)
        #expect(told == "partly name.fr")
        #expect(between == ["submitted name.fr pending 2, description.fr pending 2"])
        #expect(rest == "taken_back")
        #expect(
            try await proposals(scene) == [
                "superseded name.fr superseded 2, description.fr superseded 2"
            ])
        #expect(
            try await scene.given.audit(proposal.row.id) == [
                "proposal.submit", "proposal.amend", "proposal.amend", "proposal.superseded",
            ])
        #expect(try await VerifyChanges(scene.given.context).audit().firstBreak == nil)
    }

    @Test(.database) func `what was taken back in the order of the runs can be proposed again`() async throws
    {
        let scene = try await scene()
        let first = try await scene.result([Self.record(["name.fr": "1"])])
        let second = try await scene.result([Self.record(["name.fr": "2"])])
        _ = try await rollBack(first.run, in: scene)
        _ = try await rollBack(second.run, in: scene)

        let again = try await scene.run([Self.record(["name.fr": "1"])])

        #expect(again.counts == "conflicted 1")
        #expect(try await proposals(scene).contains("submitted name.fr pending 1"))
    }

    @Test(.database) func `what a record that came on its own has proposed waits on`() async throws {
        let scene = try await scene()
        let action = WriteSourceRecord(scene.given.context)
        let body: JSON = ["set": ["summary.fr": "put"]]
        _ = try await action.put(
            body, bytes: body.bytes, key: "a", to: "tests", dryRun: false, by: .system)
        let run = try await scene.result([Self.record(["name.fr": "1", "summary.fr": "1"])])

        let told = try await rollBack(run.run, in: scene)

        #expect(told == "taken_back")
        #expect(try await proposals(scene) == ["submitted summary.fr pending put"])
    }

    @Test(.database) func `a field that a moderator has decided stays, the rest no longer waits`()
        async throws
    {
        let scene = try await scene()
        try await scene.run([Self.record(["name.fr": "1", "summary.fr": "1"])])
        let run = try await scene.result([
            Self.record(["name.fr": "1", "summary.fr": "2", "description.fr": "2"])
        ])
        let open = try #require(
            try await FindProposals(scene.given.context).run(ProposalFilter(limit: 10), by: .system).first)
        _ = try await DecideProposal(scene.given.context).run(
            open.row.id, open.decision(["summary.fr": Choice(.reject, reason: "no")]), by: .system)

        let told = try await rollBack(run.run, in: scene)

        #expect(told == "partly summary.fr")
        #expect(
            try await proposals(scene) == ["submitted name.fr pending 1, summary.fr rejected 2"])
    }
}
