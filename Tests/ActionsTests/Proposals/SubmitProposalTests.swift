import Actions
import Directory
import Store
import Support
import Testing

@Suite(.database)
struct SubmitProposalTests {
    private func submit(
        _ given: Given, _ id: ListingID, _ draft: Draft, base: Int = 1, by actor: Actor
    ) async throws -> Submission {
        try await SubmitProposal(given.context).run(id.text, draft, base: base, by: actor)
    }

    @Test func `a proposal waits and publishes nothing`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let provider = try await given.provider(of: id)

        let submission = try await submit(
            given, id,
            Draft(set: ["name.fr": "B", "capacity.rooms": 20], unset: ["summary.fr"], comment: "works"),
            by: provider)

        let proposal = try #require(submission.proposal)
        #expect(proposal.state == .submitted)
        #expect((proposal.row.version, proposal.row.baseRevision, proposal.row.risk) == (1, 1, 3))
        #expect(proposal.row.author == provider.account)
        #expect(proposal.row.comment == "works")
        #expect(proposal.row.territories.contains("d-64"))
        #expect(proposal.fields.map(\.path) == ["name.fr", "summary.fr", "capacity.rooms"])
        #expect(proposal.fields.map(\.base) == ["Hôtel des Pyrénées", "Au pied des remparts", 14])
        #expect(proposal.fields.map(\.proposed) == ["B", nil, 20])
        #expect(try await given.rows(id).revision == 1)
        #expect(try await given.audit(proposal.row.id) == ["proposal.submit"])
    }

    @Test func `each field is compared with what was seen and what is published`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        try await given.edit(id, ["name.fr": "moved on", "capacity.rooms": 20])

        let submission = try await submit(
            given, id, .set(["name.fr": "B", "capacity.rooms": 20, "summary.fr": "C"]), base: 1,
            by: try await given.provider(of: id))

        let fields = submission.fields.map { "\($0.path) \($0.comparison.rawValue)" }
        #expect(fields == ["name.fr conflict", "summary.fr clean", "capacity.rooms already"])
        #expect(submission.proposal?.fields.map(\.path) == ["name.fr", "summary.fr"])
        #expect(submission.proposal?.row.baseRevision == 1)
    }

    @Test func `a value with whole degrees compares as what it is`() async throws {
        let given = try await Given()
        let id = try await given.listing(["location.point": ["lat": 43, "lon": -1]])

        let proposal = try await given.proposal(
            on: id, set: ["location.point": ["lat": 44, "lon": -1]], by: try await given.provider(of: id))

        #expect(proposal.fields.map { $0.comparison(in: proposal) } == [.clean])
    }

    @Test func `where nothing differs there is no proposal`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let provider = try await given.provider(of: id)

        let same = try await submit(given, id, .set(["name.fr": "Hôtel des Pyrénées"]), by: provider)
        let empty = try await submit(given, id, .set([:]), by: provider)

        #expect(same.proposal == nil)
        #expect(same.fields.map(\.comparison) == [.already])
        #expect(empty.proposal == nil)
    }

    @Test func `who may not propose is refused`() async throws {
        let given = try await Given()
        let (id, other) = (try await given.listing(), try await given.listing())
        let provider = try await given.provider(of: other)
        let reader = try await given.actor([Right(role: .provider, listing: id.text)], scopes: [.read])
        let texts = try await given.actor([Right(role: .provider, listing: id.text, groups: [.texts])])
        func propose(_ actor: Actor) async throws -> String {
            try await refusal { try await submit(given, id, .set(["name.fr": "B"]), by: actor) }
        }

        #expect(try await propose(provider) == "not found")
        #expect(try await propose(try await given.stranger()) == "not found")
        #expect(try await propose(reader) == "forbidden: scope_missing")
        #expect(try await propose(texts) == "forbidden: fields_not_allowed")
    }

    @Test func `what cannot be proposed is refused`() async throws {
        let given = try await Given()
        let (id, closed) = (try await given.listing(), try await given.listing())
        let provider = try await given.provider(of: id, closed)
        _ = try await CloseListing(given.context).close(
            closed.text, reason: "ceased", comment: nil, by: .system)
        func propose(_ id: String, _ draft: Draft, base: Int = 1) async throws -> String {
            try await refusal {
                try await SubmitProposal(given.context).run(id, draft, base: base, by: provider)
            }
        }

        #expect(try await propose("fx-00000000", .set(["name.fr": "B"])) == "not found")
        #expect(try await propose(closed.text, .set(["name.fr": "B"])) == "gone")
        #expect(
            try await propose(id.text, .set(["name.fr": "B"]), base: 2)
                == "invalid: base_revision revision.unknown")
        #expect(
            try await propose(id.text, .set(["name.fr": "B"]), base: 0)
                == "invalid: base_revision revision.unknown")
        #expect(
            try await propose(id.text, .set(["name.fr": "B"]), base: -1 << 40)
                == "invalid: base_revision revision.unknown")
        #expect(try await propose(id.text, .set(["name.fr": 7])) == "invalid: name.fr type.string")
        #expect(try await propose(id.text, .unset(["name.fr"])) == "invalid: name required")
        #expect(try await propose(id.text, .set([:], comment: "\u{0}")).hasPrefix("invalid: comment"))
    }
}
