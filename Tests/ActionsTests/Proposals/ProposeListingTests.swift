import Actions
import Directory
import Postgres
import Store
import Support
import Testing

@Suite(.database)
struct ProposeListingTests {
    @Test func `an accepted new listing is published and belongs to its author`() async throws {
        let given = try await Given()
        let author = try await given.stranger()
        let proposal = try await ProposeListing(given.context).create(.set(Given.hotel), by: author)

        let result = try await DecideProposal(given.context).run(
            proposal.row.id, proposal.acceptance, by: try await given.moderator())

        let id = try #require(result.proposal.row.listing.flatMap { ListingID($0) })
        let rows = try await given.rows(id)
        #expect(proposal.row.listing == nil)
        #expect(result.proposal.state == .accepted)
        #expect(result.revision == 1)
        #expect(rows.changes == ["upsert 1"])
        #expect(rows.json["capacity"]?["rooms"]?.integer == 14)
        #expect(try await grants(of: author, given) == ["provider \(id)"])
    }

    @Test func `a new listing is accepted with its name and category or not at all`() async throws {
        let given = try await Given()
        let proposal = try await ProposeListing(given.context).create(
            .set(["category": "hotel", "name.fr": "A", "location.address": ["insee": "64485"]]),
            by: try await given.stranger())
        let moderator = try await given.moderator()

        let part = try await refusal {
            try await DecideProposal(given.context).run(
                proposal.row.id, proposal.decision(["category": Choice(.accept)]), by: moderator)
        }

        #expect(part == "invalid: choices required")
        #expect(
            try await refusal {
                try await ProposeListing(given.context).create(.set(["name.fr": "A"]), by: .system)
            } == "invalid: category required")
    }

    @Test func `an accepted closing closes the listing and supersedes what else is proposed`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let provider = try await given.provider(of: id)
        let other = try await given.proposal(on: id, set: ["name.fr": "B"], by: provider)
        let closing = try await ProposeListing(given.context).onListing(
            id.text, .close, comment: "retired", by: provider)

        let result = try await DecideProposal(given.context).run(
            closing.row.id, closing.acceptance, by: try await given.moderator())

        #expect(result.proposal.state == .accepted)
        #expect(try await given.rows(id).status == "closed")
        #expect(try await given.rows(id).changes == ["upsert 1", "remove 2"])
        #expect(try await FindProposals(given.context).one(other.row.id, by: .system).state == .superseded)
    }

    @Test func `an accepted claim makes its author the provider`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let author = try await given.stranger()
        let claim = try await ProposeListing(given.context).onListing(
            id.text, .claim, comment: "mine", by: author)

        let result = try await DecideProposal(given.context).run(
            claim.row.id, claim.acceptance, by: try await given.moderator())

        #expect(result.revision == nil)
        #expect(result.proposal.state == .accepted)
        #expect(try await grants(of: author, given) == ["provider \(id)"])
        #expect(try await given.rows(id).revision == 1)
    }

    @Test func `who may not propose, and what is closed, is refused`() async throws {
        let given = try await Given()
        let (id, closed) = (try await given.listing(), try await given.listing())
        _ = try await CloseListing(given.context).close(
            closed.text, reason: "ceased", comment: nil, by: .system)
        let stranger = try await given.stranger()
        let reader = try await given.actor([], scopes: [.read])
        func propose(_ id: ListingID, _ kind: ProposalKind, by actor: Actor) async throws -> String {
            try await refusal {
                try await ProposeListing(given.context).onListing(id.text, kind, comment: nil, by: actor)
            }
        }

        #expect(try await propose(id, .close, by: stranger) == "not found")
        #expect(try await propose(id, .claim, by: reader) == "forbidden: scope_missing")
        #expect(try await propose(closed, .claim, by: stranger) == "gone")
        #expect(
            try await refusal {
                try await ProposeListing(given.context).create(.set(Given.hotel), by: reader)
            }
                == "forbidden: scope_missing")
    }

    @Test func `the lease tells who looks and hinders nobody`() async throws {
        let scene = try await DecisionScene()
        let (action, id) = (ClaimProposal(scene.given.context), scene.proposal.row.id)
        let other = try await scene.given.moderator()

        let claimed = try await action.claim(id, by: scene.moderator)

        #expect(claimed.row.claimedBy == scene.moderator.account)
        #expect(claimed.row.version == 1)
        #expect(try await refusal { try await action.claim(id, by: other) } == "conflict: claimed")
        #expect(try await refusal { try await action.claim(id, by: scene.moderator) } == "done")
        #expect(try await action.release(id, by: other).row.claimedBy == scene.moderator.account)
        #expect(try await refusal { try await action.claim(id, by: scene.provider) } == "not found")
        scene.given.clock.advance(by: 900)
        #expect(try await action.claim(id, by: other).row.claimedBy == other.account)
        #expect(try await action.release(id, by: other).row.claimedBy == nil)
        #expect(try await refusal { try await scene.decide(["name.fr": Choice(.accept)]) } == "done")
    }

    private func grants(of actor: Actor, _ given: Given) async throws -> [String] {
        try await given.database.fetch(AccountQueries.grants, actor.account).map {
            "\($0.role) \($0.listing ?? $0.territory ?? "everywhere")"
        }
    }
}
