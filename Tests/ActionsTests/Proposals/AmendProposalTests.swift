import Actions
import Directory
import Store
import Support
import Testing

@Suite(.database)
struct AmendProposalTests {
    /// A listing, its provider and a proposal for two fields.
    private struct Scene {
        let given: Given
        let id: ListingID
        let provider: Actor
        let proposal: LoadedProposal
        var action: AmendProposal { AmendProposal(given.context) }

        init() async throws {
            given = try await Given()
            id = try await given.listing()
            provider = try await given.provider(of: id)
            proposal = try await given.proposal(
                on: id, set: ["name.fr": "B", "capacity.rooms": 20], by: provider)
        }

        func amend(_ draft: Draft, version: Int, by actor: Actor? = nil) async throws -> LoadedProposal {
            try await action.amend(proposal.row.id, draft, version: version, by: actor ?? provider)
        }
    }

    @Test func `an amendment is a new version; each field keeps the value its author saw`() async throws {
        let scene = try await Scene()
        try await scene.given.edit(scene.id, ["name.fr": "moved", "summary.fr": "moved"])

        let amended = try await scene.amend(
            .set(["name.fr": "C", "summary.fr": "D"], comment: "once more"), version: 1)

        #expect(amended.row.version == 2)
        #expect(amended.row.comment == "once more")
        #expect(amended.fields.map(\.path) == ["name.fr", "summary.fr", "capacity.rooms"])
        #expect(amended.fields.map(\.proposed) == ["C", "D", 20])
        #expect(amended.fields.map(\.base) == ["Hôtel des Pyrénées", "moved", 14])
        #expect(amended.fields.map { $0.comparison(in: amended) } == [.conflict, .clean, .clean])
        #expect(try await scene.given.audit(amended.row.id) == ["proposal.submit", "proposal.amend"])
    }

    @Test func `an amendment that brings nothing new is no new version`() async throws {
        let scene = try await Scene()

        let amended = try await scene.amend(
            .set(["name.fr": "B", "summary.fr": "Au pied des remparts"]), version: 1)

        #expect(amended.row.version == 1)
    }

    @Test func `what is decided stays as it is`() async throws {
        let scene = try await Scene()
        _ = try await DecideProposal(scene.given.context).run(
            scene.proposal.row.id, scene.proposal.decision(["name.fr": Choice(.reject, reason: "no")]),
            by: try await scene.given.moderator())

        let amended = try await scene.amend(.set(["name.fr": "C", "capacity.rooms": 30]), version: 2)

        #expect(amended.fields.map(\.proposed) == ["B", 30])
        #expect(amended.fields.map(\.status) == [.rejected, .pending])
    }

    @Test func `an amendment ends the lease and the wait for changes`() async throws {
        let scene = try await Scene()
        let moderator = try await scene.given.moderator()
        _ = try await ClaimProposal(scene.given.context).claim(scene.proposal.row.id, by: moderator)
        let back = try await scene.action.requestChanges(
            scene.proposal.row.id, comment: "which name?", version: 1, by: moderator)

        let amended = try await scene.amend(.set(["name.fr": "C"]), version: 2)

        #expect(back.state == .changesRequested)
        #expect(back.row.remark == "which name?")
        #expect(back.row.claimedBy == nil)
        #expect(amended.state == .submitted)
        #expect(amended.row.version == 3)
        let audit = try await scene.given.audit(amended.row.id)
        #expect(audit == ["proposal.submit", "proposal.request_changes", "proposal.amend"])
    }

    @Test func `who may not amend is refused`() async throws {
        let scene = try await Scene()
        let colleague = try await scene.given.provider(of: scene.id)
        let reader = Actor(
            account: scene.provider.account, via: .api, scopes: [.read], rights: scene.provider.rights)
        func amend(_ actor: Actor) async throws -> String {
            try await refusal { try await scene.amend(.set(["name.fr": "C"]), version: 1, by: actor) }
        }

        #expect(try await amend(try await scene.given.stranger()) == "not found")
        #expect(try await amend(colleague) == "forbidden: not_the_author")
        #expect(try await amend(try await scene.given.moderator()) == "forbidden: not_the_author")
        #expect(try await amend(reader) == "forbidden: scope_missing")
    }

    @Test func `what cannot be amended is refused`() async throws {
        let scene = try await Scene()
        let closing = try await ProposeListing(scene.given.context).onListing(
            scene.id.text, .close, comment: nil, by: scene.provider)

        #expect(try await refusal { try await scene.amend(.set(["name.fr": "C"]), version: 2) } == "stale: 1")
        #expect(
            try await refusal { try await scene.amend(.unset(["name.fr", "category"]), version: 1) }
                == "invalid: category required, name required")
        #expect(
            try await refusal { try await scene.amend(.set(["colour": 1]), version: 1) }
                == "invalid: colour path.unknown")
        #expect(
            try await refusal {
                try await scene.action.amend(closing.row.id, .set([:]), version: 1, by: scene.provider)
            } == "conflict: not_amendable")
        #expect(
            try await refusal {
                try await scene.action.amend("pr-x\u{0}", .set([:]), version: 1, by: .system)
            }
                == "not found")
        _ = try await scene.action.withdraw(scene.proposal.row.id, version: nil, by: scene.provider)
        #expect(
            try await refusal { try await scene.amend(.set(["name.fr": "C"]), version: 2) }
                == "conflict: not_open")
    }

    @Test func `what is withdrawn ends, decided fields stay decided`() async throws {
        let scene = try await Scene()
        _ = try await DecideProposal(scene.given.context).run(
            scene.proposal.row.id, scene.proposal.decision(["name.fr": Choice(.accept)]),
            by: try await scene.given.moderator())

        let withdrawn = try await scene.action.withdraw(scene.proposal.row.id, version: 2, by: scene.provider)

        #expect(withdrawn.state == .withdrawn)
        #expect(withdrawn.row.version == 3)
        #expect(withdrawn.row.closedAt == scene.given.context.now)
        #expect(withdrawn.fields.map(\.status) == [.accepted, .withdrawn])
        #expect(try await scene.given.audit(withdrawn.row.id).last == "proposal.withdrawn")
    }

    @Test func `who may not withdraw or send back is refused`() async throws {
        let scene = try await Scene()
        let (id, moderator) = (scene.proposal.row.id, try await scene.given.moderator())
        let own = Actor(
            account: scene.provider.account, via: .api, rights: [Right(role: .moderator, territory: "d-64")])
        func sendBack(_ version: Int?, _ actor: Actor) async throws -> String {
            try await refusal {
                try await scene.action.requestChanges(id, comment: nil, version: version, by: actor)
            }
        }
        func withdraw(_ version: Int?, _ actor: Actor) async throws -> String {
            try await refusal { try await scene.action.withdraw(id, version: version, by: actor) }
        }

        #expect(try await withdraw(2, scene.provider) == "conflict: version_stale")
        #expect(try await withdraw(1, moderator) == "forbidden: not_the_author")
        #expect(try await sendBack(2, moderator) == "conflict: version_stale")
        #expect(try await sendBack(1, scene.provider) == "not found")
        #expect(try await sendBack(1, own) == "forbidden: own_proposal")
        #expect(try await sendBack(1, moderator) == "done")
        #expect(try await sendBack(nil, moderator) == "conflict: not_open")
        #expect(try await withdraw(nil, scene.provider) == "done")
        #expect(try await withdraw(nil, scene.provider) == "conflict: not_open")
    }
}
