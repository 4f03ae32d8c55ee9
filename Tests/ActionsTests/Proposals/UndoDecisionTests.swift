import Actions
import Directory
import Postgres
import Store
import Support
import Testing

@Suite(.database)
struct UndoDecisionTests {
    private func undo(_ scene: DecisionScene, by actor: Actor? = nil) async throws -> LoadedProposal {
        try await UndoDecision(scene.given.context).run(scene.proposal.row.id, by: actor ?? scene.moderator)
    }

    @Test func `an undone decision leaves listing and proposal as they were`() async throws {
        let scene = try await DecisionScene()
        _ = try await scene.decide([
            "name.fr": Choice(.accept), "summary.fr": Choice(.reject, reason: "no"),
            "capacity.rooms": Choice(.amend, value: 7),
        ])
        scene.given.clock.advance(by: 15 * 60)

        let undone = try await undo(scene)

        let rows = try await scene.given.rows(scene.id)
        #expect(undone.state == .submitted)
        #expect(undone.row.version == 3)
        #expect(undone.row.closedAt == nil)
        #expect(undone.fields.map(\.status) == [.pending, .pending, .pending])
        #expect(undone.fields.allSatisfy { $0.final == nil && $0.row.reason == nil })
        #expect(rows.revision == 3)
        #expect(rows.json["name"]?["fr"]?.string == "Hôtel des Pyrénées")
        #expect(rows.json["capacity"]?["rooms"]?.integer == 14)
        #expect(rows.audit == ["listing.create", "listing.proposal", "listing.undo"])
        #expect(try await scene.given.audit(undone.row.id).last == "proposal.undo")
    }

    @Test func `an undone decision can be taken again`() async throws {
        let scene = try await DecisionScene()
        _ = try await scene.decide(["name.fr": Choice(.accept)])
        let undone = try await undo(scene)

        let result = try await scene.decide(["name.fr": Choice(.reject, reason: "no")], on: undone)

        #expect(result.proposal.status(of: "name.fr") == .rejected)
        #expect(try await refusal { try await undo(scene) } == "done")
        #expect(try await refusal { try await undo(scene) } == "conflict: nothing_to_undo")
    }

    @Test func `decisions are undone from the newest to the oldest`() async throws {
        let scene = try await DecisionScene()
        let first = try await scene.decide(["name.fr": Choice(.accept)]).proposal
        _ = try await scene.decide(["summary.fr": Choice(.accept)], on: first)

        let one = try await undo(scene)
        let two = try await undo(scene)

        #expect(one.fields.map(\.status) == [.accepted, .pending, .pending])
        #expect(two.fields.map(\.status) == [.pending, .pending, .pending])
        #expect(try await scene.given.rows(scene.id).revision == 5)
    }

    @Test func `a refused field is undone without a revision`() async throws {
        let scene = try await DecisionScene()
        _ = try await scene.decide(["name.fr": Choice(.reject, reason: "no")])

        #expect(try await undo(scene).status(of: "name.fr") == .pending)
        #expect(try await scene.given.rows(scene.id).revision == 1)
    }

    @Test func `a field that has changed since blocks the undoing, another one does not`() async throws {
        let scene = try await DecisionScene()
        _ = try await scene.decide(["name.fr": Choice(.accept)])
        try await scene.given.edit(scene.id, ["amenities/bar": true])
        try await scene.given.edit(scene.id, ["name.fr": "moved"])

        #expect(try await refusal { try await undo(scene) } == "conflict: changed_since_decided")
        try await scene.given.edit(scene.id, ["name.fr": "B"])
        #expect(try await refusal { try await undo(scene) } == "done")
        #expect(try await scene.given.rows(scene.id).json["amenities"] == ["bar", "wifi"])
    }

    @Test func `who did not decide, or comes too late, may not undo`() async throws {
        let scene = try await DecisionScene()
        #expect(try await refusal { try await undo(scene) } == "conflict: nothing_to_undo")
        _ = try await scene.decide(["name.fr": Choice(.accept)])

        #expect(
            try await refusal { try await undo(scene, by: try await scene.given.moderator()) }
                == "forbidden: not_the_decider")
        #expect(try await refusal { try await undo(scene, by: scene.provider) } == "not found")
        scene.given.clock.advance(by: 15 * 60 + 1)
        #expect(try await refusal { try await undo(scene) } == "conflict: too_late")
    }

    @Test func `an undoing does not open a listing that was closed since`() async throws {
        let scene = try await DecisionScene()
        _ = try await scene.decide([
            "name.fr": Choice(.accept), "summary.fr": Choice(.accept), "capacity.rooms": Choice(.accept),
        ])
        _ = try await CloseListing(scene.given.context).close(
            scene.id.text, reason: "ceased", comment: nil, by: .system)

        #expect(try await refusal { try await undo(scene) } == "gone")
        #expect(try await scene.given.rows(scene.id).status == "closed")
    }

    @Test func `a withdrawn proposal is not woken by an undoing`() async throws {
        let scene = try await DecisionScene()
        _ = try await scene.decide(["name.fr": Choice(.accept)])
        _ = try await AmendProposal(scene.given.context).withdraw(
            scene.proposal.row.id, version: nil, by: scene.provider)

        #expect(try await refusal { try await undo(scene) } == "conflict: nothing_to_undo")
    }

    @Test func `a closing and a handing over are undone too`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let (provider, stranger) = (try await given.provider(of: id), try await given.stranger())
        let moderator = try await given.moderator()
        func undo(_ proposal: LoadedProposal) async throws -> String {
            _ = try await DecideProposal(given.context).run(
                proposal.row.id, proposal.acceptance, by: moderator)
            return try await refusal {
                try await UndoDecision(given.context).run(proposal.row.id, by: moderator)
            }
        }
        let action = ProposeListing(given.context)
        let claim = try await action.onListing(id.text, .claim, comment: nil, by: stranger)
        let closing = try await action.onListing(id.text, .close, comment: nil, by: provider)

        #expect(try await undo(claim) == "done")
        #expect(try await given.database.fetch(AccountQueries.grants, stranger.account).isEmpty)
        #expect(try await undo(closing) == "done")
        let rows = try await given.rows(id)
        #expect(rows.status == "published" && rows.searchRows == 1)
        #expect(rows.changes == ["upsert 1", "remove 2", "upsert 3"])
        #expect(try await FindProposals(given.context).one(closing.row.id, by: .system).state == .submitted)
    }

    @Test func `to undo a creation closes the listing, and the proposal can be accepted again`() async throws
    {
        let given = try await Given()
        let (stranger, moderator) = (try await given.stranger(), try await given.moderator())
        let new = try await ProposeListing(given.context).create(.set(Given.hotel), by: stranger)
        func accept(_ proposal: LoadedProposal) async throws -> ListingID {
            let decided = try await DecideProposal(given.context).run(
                proposal.row.id, proposal.acceptance, by: moderator)
            return try #require(decided.proposal.row.listing.flatMap { ListingID($0) })
        }
        let first = try await accept(new)
        let other = try await ProposeListing(given.context).onListing(
            first.text, .close, comment: nil, by: try await given.provider(of: first))

        let undone = try await UndoDecision(given.context).run(new.row.id, by: moderator)

        let rows = try await given.rows(first)
        #expect(rows.status == "closed" && rows.searchRows == 0)
        #expect(rows.changes == ["upsert 1", "remove 2"])
        #expect(undone.state == .submitted && undone.row.listing == nil)
        #expect(undone.pending.count == new.pending.count)
        #expect(undone.row.territories == new.row.territories)
        #expect(try await given.database.fetch(AccountQueries.grants, stranger.account).isEmpty)
        let ended = try await FindProposals(given.context).one(other.row.id, by: .system)
        #expect(ended.state == .superseded)
        let second = try await accept(undone)
        #expect(second != first)
        let rights = try await given.database.fetch(AccountQueries.grants, stranger.account)
        #expect(rights.map(\.listing) == [second.text])
    }

    @Test func `a created listing that has changed or ended since stays as it is`() async throws {
        let given = try await Given()
        let moderator = try await given.moderator()
        let new = try await ProposeListing(given.context).create(
            .set(Given.hotel), by: try await given.stranger())
        let decided = try await DecideProposal(given.context).run(
            new.row.id, new.acceptance, by: moderator)
        let id = try #require(decided.proposal.row.listing.flatMap { ListingID($0) })
        func undo() async throws -> String {
            try await refusal { try await UndoDecision(given.context).run(new.row.id, by: moderator) }
        }

        try await given.edit(id, ["amenities/bar": true])
        #expect(try await undo() == "conflict: changed_since_decided")
        _ = try await CloseListing(given.context).close(
            id.text, reason: "ceased", comment: nil, by: .system)
        #expect(try await undo() == "gone")
    }

    @Test func `to undo a handover ends the right that it gave and no other`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let (stranger, moderator) = (try await given.stranger(), try await given.moderator())
        let claim = try await ProposeListing(given.context).onListing(
            id.text, .claim, comment: nil, by: stranger)
        _ = try await DecideProposal(given.context).run(claim.row.id, claim.acceptance, by: moderator)
        let later = try await ManageAccounts(given.context).grant(
            Right(role: .provider, listing: id.text), to: stranger.account, by: .system)

        _ = try await UndoDecision(given.context).run(claim.row.id, by: moderator)

        let rights = try await given.database.fetch(AccountQueries.grants, stranger.account)
        #expect(rights.map(\.id) == [later])
    }

    @Test func `a handover is not undone once the listing is closed`() async throws {
        let given = try await Given()
        let (id, target) = (try await given.listing(), try await given.listing())
        let (stranger, moderator) = (try await given.stranger(), try await given.moderator())
        let claim = try await ProposeListing(given.context).onListing(
            id.text, .claim, comment: nil, by: stranger)
        _ = try await DecideProposal(given.context).run(claim.row.id, claim.acceptance, by: moderator)
        _ = try await CloseListing(given.context).merge(
            id.text, into: target.text, comment: nil, by: .system)

        #expect(
            try await refusal { try await UndoDecision(given.context).run(claim.row.id, by: moderator) }
                == "gone")
    }

    @Test func `a refusal of a new listing is undone`() async throws {
        let given = try await Given()
        let moderator = try await given.moderator()
        let new = try await ProposeListing(given.context).create(
            .set(Given.hotel), by: try await given.stranger())
        let no = new.pending.map { ($0.path, Choice(.reject, reason: "no")) }
        _ = try await DecideProposal(given.context).run(
            new.row.id, new.decision(Dictionary(uniqueKeysWithValues: no)), by: moderator)

        let undone = try await UndoDecision(given.context).run(new.row.id, by: moderator)

        #expect(undone.state == .submitted)
        #expect(undone.pending.count == new.pending.count)
    }
}
