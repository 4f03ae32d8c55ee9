import Actions
import Directory
import Store
import Support
import Testing

/// Who sees and decides a proposal follows from where its listing lies.
@Suite(.database)
struct ProposalReachTests {
    private static let bordeaux: JSON = ["insee": "33063", "postcode": "33000"]

    private func visible(_ id: String, to actor: Actor, _ given: Given) async throws -> String {
        try await refusal { try await FindProposals(given.context).one(id, by: actor) }
    }

    @Test func `open proposals follow a listing to its new territory`() async throws {
        let scene = try await DecisionScene()
        let (id, new) = (scene.proposal.row.id, try await scene.given.moderator(of: "d-33"))

        try await scene.given.edit(scene.id, ["location.address": Self.bordeaux])

        #expect(try await visible(id, to: scene.moderator, scene.given) == "not found")
        #expect(try await visible(id, to: new, scene.given) == "done")
        let moved = try await scene.reload()
        #expect(moved.row.territories.contains("d-33"))
        #expect(
            try await refusal {
                try await scene.decide(["name.fr": Choice(.accept)], on: moved, by: new)
            } == "done")
    }

    @Test func `an undone decision waits where its listing lies by then`() async throws {
        let scene = try await DecisionScene()
        let (given, id) = (scene.given, scene.proposal.row.id)
        let (old, region) = (scene.moderator, try await given.moderator(of: "r-75"))
        let new = try await given.moderator(of: "d-33")
        let other = try await given.proposal(on: scene.id, set: ["capacity.persons": 9], by: scene.provider)
        for (proposal, actor) in [(scene.proposal, region), (other, old)] {
            _ = try await DecideProposal(given.context).run(proposal.row.id, proposal.acceptance, by: actor)
        }
        try await given.edit(scene.id, ["location.address": Self.bordeaux])

        let undone = try await UndoDecision(given.context).run(id, by: region)

        #expect((undone.state, undone.row.commune) == (.submitted, "33063"))
        #expect(try await visible(id, to: new, given) == "done")
        #expect(try await visible(id, to: old, given) == "not found")
        // Who decided where the listing lay has nothing to undo where it lies.
        #expect(
            try await refusal { try await UndoDecision(given.context).run(other.row.id, by: old) }
                == "not found")
        #expect(try await given.rows(scene.id).json["territory"] == "d-33")
    }

    @Test func `a move is undone or reverted by who may publish on both sides`() async throws {
        let scene = try await DecisionScene()
        let (given, region) = (scene.given, try await scene.given.moderator(of: "r-75"))
        let move = try await given.proposal(
            on: scene.id, set: ["location.address": Self.bordeaux], by: scene.provider)
        _ = try await DecideProposal(given.context).run(move.row.id, move.acceptance, by: region)
        let bound = Actor(
            account: region.account, via: .api, rights: [Right(role: .moderator, territory: "d-33")])
        let refused = "forbidden: territory_not_allowed"

        #expect(
            try await refusal { try await UndoDecision(given.context).run(move.row.id, by: bound) }
                == refused)
        #expect(
            try await refusal {
                try await RevertListing(given.context).run(
                    scene.id.text, revision: 2, comment: nil, ifRevision: nil, by: bound)
            } == refused)
        let undone = try await UndoDecision(given.context).run(move.row.id, by: region)

        let (rows, fed) = (try await given.rows(scene.id), try await given.territories(scene.id))
        #expect(undone.row.commune == "64485")
        #expect(rows.json["territory"] == "d-64")
        #expect(rows.tags.contains("t:64485") && !rows.tags.contains("t:d-33"))
        #expect(fed.before.contains("d-33") && fed.after.contains("d-64"))
        #expect(try await visible(scene.proposal.row.id, to: scene.moderator, given) == "done")
    }

    @Test func `what waits of a new listing follows it to where a moderator has put it`() async throws {
        let given = try await Given()
        let proposal = try await ProposeListing(given.context).create(
            .set(Given.hotel), by: try await given.stranger())
        var choices = ["category": Choice(.accept), "name.fr": Choice(.accept)]
        choices["location.address"] = Choice(.amend, value: Self.bordeaux)

        let decided = try await DecideProposal(given.context).run(
            proposal.row.id, proposal.decision(choices), by: try await given.moderator(of: "r-75"))

        let (old, new) = (try await given.moderator(), try await given.moderator(of: "d-33"))
        #expect((decided.proposal.state, decided.proposal.row.commune) == (.submitted, "33063"))
        #expect(try await visible(proposal.row.id, to: old, given) == "not found")
        #expect(
            try await refusal {
                try await DecideProposal(given.context).run(
                    proposal.row.id, decided.proposal.acceptance, by: new)
            } == "done")
    }

    @Test func `who proposes a new listing may put it right, and elsewhere others decide it`() async throws {
        let given = try await Given()
        let author = try await given.stranger()
        let proposal = try await ProposeListing(given.context).create(.set(Given.hotel), by: author)
        let old = try await given.moderator()
        let new = try await given.moderator(of: "d-33")

        let amended = try await AmendProposal(given.context).amend(
            proposal.row.id, .set(["location.address": Self.bordeaux, "name.fr": "Hôtel du Port"]),
            version: 1, by: author)

        #expect(amended.row.version == 2)
        #expect(amended.row.territories.contains("d-33"))
        #expect(try await visible(proposal.row.id, to: old, given) == "not found")
        #expect(
            try await refusal {
                try await DecideProposal(given.context).run(amended.row.id, amended.acceptance, by: new)
            } == "done")
    }

    @Test func `who decides on texts only neither closes nor restores nor hands over`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let (provider, stranger) = (try await given.provider(of: id), try await given.stranger())
        let texts = try await given.moderator(groups: [.texts])
        let action = CloseListing(given.context)
        let refused = "forbidden: fields_not_allowed"

        for (kind, author) in [(ProposalKind.close, provider), (.claim, stranger)] {
            let proposal = try await ProposeListing(given.context).onListing(
                id.text, kind, comment: nil, by: author)
            #expect(
                try await refusal {
                    try await DecideProposal(given.context).run(
                        proposal.row.id, proposal.acceptance, by: texts)
                } == refused)
        }
        #expect(
            try await refusal {
                try await action.close(id.text, reason: "ceased", comment: nil, by: texts)
            } == refused)
        _ = try await action.close(id.text, reason: "ceased", comment: nil, by: .system)
        #expect(try await refusal { try await action.restore(id.text, comment: nil, by: texts) } == refused)
    }

    @Test func `the notes of the office are neither shown to a provider nor proposed by one`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let (provider, moderator) = (try await given.provider(of: id), try await given.moderator())
        let revisions = ReadRevisions(given.context)
        try await given.edit(id, ["notes.office": "pays late", "legal.siret": "73282932000074"])
        func propose(_ note: JSON) async throws -> String {
            try await refusal {
                try await given.proposal(on: id, set: ["notes.office": note], base: 2, by: provider)
            }
        }

        let shown = try await revisions.difference(id.text, from: 1, to: 2, by: provider)
        let inside = try await revisions.difference(id.text, from: 1, to: 2, by: moderator)
        let one = try await revisions.one(id.text, 2, by: provider)

        #expect(shown.map(\.path.description) == ["legal.siret"])
        #expect(inside.map(\.path.description) == ["legal.siret", "notes.office"])
        #expect(one.document.paths.contains { $0.field == .notes } == false)
        #expect(one.changed.map(\.description) == ["legal.siret"])
        // Not even by guessing.
        #expect(try await propose("pays late") == "forbidden: fields_not_allowed")
        #expect(try await propose("pays well") == "forbidden: fields_not_allowed")
    }

    @Test func `a proposal about the notes of the office shows them to its moderators alone`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let (provider, colleague) = (try await given.provider(of: id), try await given.moderator())
        let sent = try await given.proposal(
            on: id, set: ["notes.office": "pays late", "capacity.rooms": 15],
            by: try await given.moderator())
        let proposals = FindProposals(given.context)
        var filter = ProposalFilter(limit: 10)
        filter.listing = id.text

        let one = try await proposals.one(sent.row.id, by: provider)
        let listed = try await proposals.run(filter, by: provider)
        let inside = try await proposals.one(sent.row.id, by: colleague)

        #expect(one.fields.map(\.path) == ["capacity.rooms"])
        #expect(listed.map { $0.fields.map(\.path) } == [["capacity.rooms"]])
        #expect(inside.fields.map(\.path).sorted() == ["capacity.rooms", "notes.office"])
    }
}
