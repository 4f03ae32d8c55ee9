import Actions
import Directory
import Store
import Support
import Testing

/// A score that nobody can have seen yet is refused wherever it may come in.
@Suite(.database)
struct ScoreToComeTests {
    private static let path = "review_profiles/tripadvisor"
    private static let refused = "invalid: review_profiles/tripadvisor/observed_on date.future"

    private static func profile(_ day: String) -> JSON {
        ["platform": "tripadvisor", "url": "https://www.tripadvisor.fr/x", "observed_on": .string(day)]
    }

    private static let early: JSON = [path: profile("2030-01-01")]

    @Test func `by the hand of a moderator or a provider`() async throws {
        let scene = try await DecisionScene()
        let (given, id) = (scene.given, scene.id)

        #expect(try await refusal { try await given.edit(id, Self.early) } == Self.refused)
        #expect(try await refusal { try await given.listing(Self.early) } == Self.refused)
        #expect(
            try await refusal { try await given.proposal(on: id, set: Self.early, by: scene.provider) }
                == Self.refused)
        #expect(
            try await refusal {
                try await ProposeListing(given.context).create(
                    .set(Given.hotel(Self.early)), by: scene.provider)
            } == Self.refused)
        #expect(
            try await refusal {
                try await AmendProposal(given.context).amend(
                    scene.proposal.row.id, .set(Self.early), version: 1, by: scene.provider)
            } == Self.refused)
        #expect(try await given.edit(id, [Self.path: Self.profile("2026-11-01")]) == 2)
    }

    @Test func `by what a moderator writes in the place of a proposed score`() async throws {
        let scene = try await DecisionScene()
        let proposal = try await scene.given.proposal(
            on: scene.id, set: [Self.path: Self.profile("2026-10-01")], by: scene.provider)

        let answer = try await refusal {
            try await scene.decide(
                [Self.path: Choice(.amend, value: Self.profile("2030-01-01"))], on: proposal)
        }

        #expect(answer == "invalid: choices/\(Self.path)/value/observed_on date.future")
    }

    @Test func `by a sync job and by a file`() async throws {
        let scene = try await ImportScene()
        let body: JSON = ["set": Given.hotel(Self.early)]

        let put = try await refusal {
            try await WriteSourceRecord(scene.given.context).put(
                body, bytes: body.bytes, key: "early", to: "tests", dryRun: false, by: .system)
        }
        let file = try await scene.run([
            ImportScene.record("early", Self.early),
            ImportScene.record("seen", [Self.path: Self.profile("2026-10-01")]),
        ])

        #expect(put == Self.refused)
        #expect(file == ImportScene.Result(counts: "created 1, rejected 1", rules: ["date.future"]))
    }
}
