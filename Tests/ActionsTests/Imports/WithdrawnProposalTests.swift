import Actions
import Directory
import Exchange
import Postgres
import Store
import Support
import Testing

/// What becomes of a conflict that waits when its source says something else later.
struct WithdrawnProposalTests {
    private typealias Scene = ImportScene

    /// A listing whose summary the office has changed from S to “ours”.
    private func scene() async throws -> Scene {
        let scene = try await Scene()
        try await scene.run([Self.record("S")])
        let id = try #require(try await scene.listing("a"))
        try await scene.given.edit(id, ["summary.fr": "ours"])
        return scene
    }

    private static func record(_ summary: String, _ name: String = "0") -> RawRecord {
        Scene.record("a", ["summary.fr": .string(summary), "name.fr": .string(name)])
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

    /// What a moderator who decides has to have seen.
    private func versions(_ scene: Scene) async throws -> [Int] {
        try await FindProposals(scene.given.context).run(ProposalFilter(limit: 10), by: .system)
            .map(\.row.version)
    }

    @Test(.database) func `it ends where the source agrees, and what comes then is published`() async throws {
        let scene = try await scene()
        try await scene.run([Self.record("2")])
        try await scene.run([Self.record("3")])

        let between = try await proposals(scene)
        let agreed = try await scene.run([Self.record("ours")])
        let after = try await proposals(scene)
        let next = try await scene.run([Self.record("4")])

        let id = try #require(try await scene.listing("a"))
        #expect(between == ["submitted summary.fr pending 3"])
        #expect(agreed.counts == "unchanged 1")
        #expect(after == ["superseded summary.fr superseded 3"])
        #expect(next.counts == "updated 1")
        #expect(try await scene.given.rows(id).json["summary"]?["fr"] == "4")
        #expect(try await proposals(scene) == after)
        #expect(try await VerifyChanges(scene.given.context).audit().firstBreak == nil)
    }

    @Test(.database) func `a field is taken out and the others wait on`() async throws {
        let scene = try await scene()
        let id = try #require(try await scene.listing("a"))
        try await scene.given.edit(id, ["name.fr": "our name"])
        try await scene.run([Self.record("2", "1")])

        let agreed = try await scene.run([Self.record("ours", "1")])

        #expect(agreed.counts == "unchanged 1")
        #expect(try await proposals(scene) == ["submitted name.fr pending 1"])
    }

    @Test(.database) func `what another source has proposed there stands`() async throws {
        let scene = try await scene()
        try await scene.share("a")
        try await scene.run([Self.record("2")])
        var other = scene
        other.source = "others"
        try await other.run([
            Scene.record("a-too", ["name.fr": "0", "summary.fr": "theirs"], silent: ["category"])
        ])
        let both = try await proposals(scene)
        let seen = try await versions(scene)

        try await scene.run([Self.record("ours")])
        let rest = try await proposals(scene)
        let kept = try await versions(scene)
        try await other.run([Scene.record("a-too", ["name.fr": "0", "summary.fr": "ours"])])

        #expect(both == ["submitted summary.fr pending theirs"])
        #expect((rest, kept) == (both, seen))
        #expect(try await proposals(scene) == ["superseded summary.fr superseded theirs"])
    }

    @Test(.database) func `a field says again what another source has proposed before`() async throws {
        let scene = try await scene()
        try await scene.share("a")
        var other = scene
        other.source = "others"
        try await other.run([Scene.record("a-too", ["name.fr": "0", "summary.fr": "theirs"])])
        try await scene.run([Self.record("2")])
        let both = try await proposals(scene)

        try await scene.run([Self.record("ours")])

        #expect(both == ["submitted summary.fr pending 2"])
        #expect(try await proposals(scene) == ["submitted summary.fr pending theirs"])
    }
}
