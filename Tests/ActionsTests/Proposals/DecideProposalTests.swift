import Actions
import Directory
import Store
import Support
import Testing

@Suite(.database)
struct DecideProposalTests {
    @Test func `what is accepted is published at once, in one revision`() async throws {
        let scene = try await DecisionScene()
        scene.given.clock.advance(by: 60)

        let result = try await scene.decide([
            "name.fr": Choice(.accept),
            "summary.fr": Choice(.reject, reasonCode: "promotional", reason: "no ads"),
            "capacity.rooms": Choice(.amend, value: 18),
        ])

        let rows = try await scene.given.rows(scene.id)
        #expect(result.revision == 2)
        #expect(result.proposal.state == .partiallyAccepted)
        #expect(result.proposal.row.version == 2)
        #expect(result.proposal.row.closedAt == scene.given.context.now)
        #expect(result.proposal.fields.map(\.status) == [.accepted, .rejected, .acceptedModified])
        #expect(result.proposal.fields.map(\.final) == ["B", nil, 18])
        #expect(result.proposal.fields.map(\.row.reasonCode) == [nil, "promotional", nil])
        #expect((rows.revision, rows.newest, rows.documentRevision, rows.searchRows) == (2, 2, 2, 1))
        #expect(rows.json["name"]?["fr"]?.string == "B")
        #expect(rows.json["summary"]?["fr"]?.string == "Au pied des remparts")
        #expect(rows.json["capacity"]?["rooms"]?.integer == 18)
        #expect(rows.changes == ["upsert 1", "upsert 2"])
        #expect(rows.audit == ["listing.create", "listing.proposal"])
        #expect(try await scene.given.audit(scene.proposal.row.id) == ["proposal.submit", "proposal.decide"])
    }

    @Test func `fields that are not decided go on waiting`() async throws {
        let scene = try await DecisionScene()

        let first = try await scene.decide(["name.fr": Choice(.accept)])
        let second = try await scene.decide(
            ["summary.fr": Choice(.accept), "capacity.rooms": Choice(.accept)], on: first.proposal)

        #expect(first.proposal.state == .submitted)
        #expect(first.proposal.pending.map(\.path) == ["summary.fr", "capacity.rooms"])
        #expect(second.proposal.state == .accepted)
        #expect((first.revision, second.revision) == (2, 3))
    }

    @Test func `a refusal publishes nothing`() async throws {
        let scene = try await DecisionScene()
        let no = Choice(.reject, reasonCode: "incorrect")

        let result = try await scene.decide(["name.fr": no, "summary.fr": no, "capacity.rooms": no])

        #expect(result.revision == nil)
        #expect(result.proposal.state == .rejected)
        #expect(try await scene.given.rows(scene.id).revision == 1)
    }

    @Test func `what is published already is accepted without a revision`() async throws {
        let scene = try await DecisionScene()
        try await scene.given.edit(scene.id, ["name.fr": "B"])
        let seen = try await scene.reload()

        let result = try await scene.decide(["name.fr": Choice(.accept)], on: seen)

        #expect(result.revision == nil)
        #expect(result.proposal.status(of: "name.fr") == .accepted)
    }

    @Test func `an amendment with null empties the field`() async throws {
        let scene = try await DecisionScene()

        let result = try await scene.decide(["summary.fr": Choice(.amend, value: .null)])

        #expect(result.proposal.status(of: "summary.fr") == .acceptedModified)
        #expect(try await scene.given.rows(scene.id).json["summary"] == [:])
    }

    @Test func `what was not seen is not decided, and the refusal shows only that`() async throws {
        let scene = try await DecisionScene()
        try await scene.given.edit(scene.id, ["name.fr": "moved", "amenities/bar": true])
        var refused: JSON = .null

        do {
            _ = try await scene.decide(["name.fr": Choice(.accept), "summary.fr": Choice(.accept)])
        } catch ActionError.conflict("changed_since_seen", _, let detail) {
            refused = detail
        }

        let fields = try #require(refused["fields"]?.array)
        #expect(fields.map { $0["path"]?.string } == ["name.fr"])
        #expect(fields.first?["current"] == "moved")
        #expect(fields.first?["base"] == "Hôtel des Pyrénées")
        #expect(fields.first?["proposed"] == "B")
        #expect(fields.first?["status"] == "conflict")
        #expect(fields.first?["hash"]?.string == FieldHash.of("moved"))
        #expect(refused["current_revision"] == 2)
        #expect(try await scene.reload().fields.allSatisfy { $0.status == .pending })
        #expect(try await refusal { try await scene.decide(["summary.fr": Choice(.accept)]) } == "done")
    }

    @Test func `who may not decide is refused`() async throws {
        let scene = try await DecisionScene()
        let own = Actor(
            account: scene.provider.account, via: .api, rights: [Right(role: .administrator)])
        let reader = try await scene.given.actor(
            [Right(role: .moderator, territory: "d-64")], scopes: [.read])
        let colleague = try await scene.given.provider(of: scene.id)
        let texts = try await scene.given.moderator(groups: [.texts])
        func decide(_ actor: Actor) async throws -> String {
            try await refusal { try await scene.decide(["name.fr": Choice(.accept)], by: actor) }
        }

        #expect(try await decide(try await scene.given.stranger()) == "not found")
        #expect(try await decide(try await scene.given.moderator(of: "d-40")) == "not found")
        #expect(try await decide(reader) == "not found")
        #expect(try await decide(colleague) == "forbidden: not_a_moderator")
        #expect(try await decide(own) == "forbidden: own_proposal")
        #expect(try await decide(texts) == "forbidden: fields_not_allowed")
        #expect(
            try await refusal { try await scene.decide(["summary.fr": Choice(.accept)], by: texts) } == "done"
        )
    }

    @Test func `the proposed value may be sent with its acceptance`() async throws {
        let scene = try await DecisionScene()

        let decided = try await scene.decide(["name.fr": Choice(.accept, value: "B")])

        #expect(decided.proposal.status(of: "name.fr") == .accepted)
    }

    @Test func `what is wrong with a decision is told`() async throws {
        let scene = try await DecisionScene()
        func decide(_ choices: [String: Choice], version: Int = 1, seen: Bool = true) async throws -> String {
            let decision = scene.proposal.decision(choices)
            return try await refusal {
                try await DecideProposal(scene.given.context).run(
                    scene.proposal.row.id,
                    Decision(version: version, seen: seen ? decision.seen : [:], choices: choices),
                    by: scene.moderator)
            }
        }

        #expect(try await decide(["name.fr": Choice(.accept)], version: 2) == "conflict: version_stale")
        #expect(
            try await decide(["name.fr": Choice(.accept)], seen: false)
                == "invalid: seen/name.fr seen.required")
        #expect(
            try await decide(["name.fr": Choice(.reject)])
                == "invalid: choices/name.fr/reason reason.required")
        #expect(
            try await decide(["name.fr": Choice(.reject, reasonCode: "mood")])
                == "invalid: choices/name.fr/reason_code code.unknown")
        #expect(try await decide(["name.fr": Choice(.amend)]) == "invalid: choices/name.fr/value required")
        #expect(
            try await decide(["name.fr": Choice(.accept, value: "C")])
                == "invalid: choices/name.fr/value value.differs")
        #expect(
            try await refusal { try Choice.all(["name.fr": ["decision": "reject", "reason": ["no"]]]) }
                == "invalid: choices/name.fr/reason type.string")
        #expect(
            try await decide(["name.fr": Choice(.amend, value: 3)])
                == "invalid: choices/name.fr/value type.string")
        #expect(
            try await decide(["notes.x": Choice(.accept)]).hasPrefix("invalid: choices/notes.x path.unknown"))
        #expect(
            try await decide(["name.fr": Choice(.amend, value: .null)])
                == "invalid: choices/name.fr required")
        #expect(try await scene.reload().row.version == 1)
    }

    @Test func `a field is decided once`() async throws {
        let scene = try await DecisionScene()
        let after = try await scene.decide(["name.fr": Choice(.accept)]).proposal

        var decision = after.decision(["name.fr": Choice(.reject, reason: "no")])
        decision = Decision(version: 2, seen: ["name.fr": FieldHash.of("B")], choices: decision.choices)
        let again = try await refusal {
            try await DecideProposal(scene.given.context).run(after.row.id, decision, by: scene.moderator)
        }

        #expect(again == "conflict: already_decided")
    }

    @Test func `what has ended or waits for its author is not decided`() async throws {
        let scene = try await DecisionScene()
        let action = AmendProposal(scene.given.context)
        _ = try await action.requestChanges(
            scene.proposal.row.id, comment: nil, version: 1, by: scene.moderator)
        #expect(
            try await refusal { try await scene.decide(["name.fr": Choice(.accept)]) } == "conflict: not_open"
        )
        _ = try await action.withdraw(scene.proposal.row.id, version: nil, by: scene.provider)
        #expect(
            try await refusal { try await scene.decide(["name.fr": Choice(.accept)]) } == "conflict: not_open"
        )
    }

    @Test func `two proposals that together leave no listing are not both accepted`() async throws {
        let given = try await Given()
        let id = try await given.listing(["name.en": "Pyrenees Hotel"])
        let (provider, moderator) = (try await given.provider(of: id), try await given.moderator())
        let french = try await given.proposal(on: id, set: [:], unset: ["name.fr"], by: provider)
        let english = try await given.proposal(on: id, set: [:], unset: ["name.en"], by: provider)
        _ = try await DecideProposal(given.context).run(french.row.id, french.acceptance, by: moderator)

        let second = try await refusal {
            try await DecideProposal(given.context).run(english.row.id, english.acceptance, by: moderator)
        }

        #expect(second == "invalid: choices/name.en required")
    }
}

/// A listing, its provider, a moderator and a proposal for three fields.
struct DecisionScene {
    let given: Given
    let id: ListingID
    let provider: Actor
    let moderator: Actor
    let proposal: LoadedProposal

    init() async throws {
        given = try await Given()
        id = try await given.listing()
        provider = try await given.provider(of: id)
        moderator = try await given.moderator()
        proposal = try await given.proposal(
            on: id, set: ["name.fr": "B", "summary.fr": "C", "capacity.rooms": 20], by: provider)
    }

    /// Decides as somebody who sees that proposal, the first version unless said otherwise.
    func decide(
        _ choices: [String: Choice], on seen: LoadedProposal? = nil, by actor: Actor? = nil
    ) async throws -> (proposal: LoadedProposal, revision: Int?) {
        let seen = seen ?? proposal
        return try await DecideProposal(given.context).run(
            seen.row.id, seen.decision(choices), by: actor ?? moderator)
    }

    func reload() async throws -> LoadedProposal {
        try await FindProposals(given.context).one(proposal.row.id, by: .system)
    }
}

extension LoadedProposal {
    /// What became of a field.
    func status(of path: String) -> FieldStatus? {
        fields.first { $0.path == path }?.status
    }
}
