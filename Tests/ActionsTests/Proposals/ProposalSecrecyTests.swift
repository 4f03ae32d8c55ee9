import Actions
import Directory
import Store
import Support
import Testing

/// What proposals tell, and let do, beyond what the reader may see and do elsewhere.
@Suite(.database)
struct ProposalSecrecyTests {
    private func listed(_ given: Given, by actor: Actor) async throws -> [String] {
        try await FindProposals(given.context).run(ProposalFilter(limit: 100), by: actor).map(\.row.id)
    }

    @Test func `notes cannot be guessed by amending a proposal or by emptying them`() async throws {
        let given = try await Given()
        let id = try await given.listing(["notes.office": "pays late"])
        let provider = try await given.provider(of: id)
        let sent = try await given.proposal(on: id, set: ["capacity.rooms": 15], by: provider)
        func amend(_ set: JSON) async throws -> String {
            try await refusal {
                try await AmendProposal(given.context).amend(
                    sent.row.id, .set(set), version: 1, by: provider)
            }
        }

        #expect(try await amend(["notes.office": "pays late"]) == "forbidden: fields_not_allowed")
        #expect(try await amend(["notes.office": "pays well"]) == "forbidden: fields_not_allowed")
        // Neither whether there is one.
        #expect(try await amend(["notes": [:]]) == "done")
        let empty = try await SubmitProposal(given.context).run(
            id.text, .set(["notes": [:]]), base: 1, by: provider)
        #expect(empty.proposal == nil && empty.fields.isEmpty)
    }

    @Test func `who no longer looks after a listing does not read its private parts in an old proposal`()
        async throws
    {
        let given = try await Given()
        let id = try await given.listing()
        let provider = try await given.provider(of: id)
        let before: JSON = ["kind": "phone", "value": "+33559370102", "public": false]
        let after: JSON = ["kind": "phone", "value": "+33559370103", "public": false]
        let sent = try await given.proposal(
            on: id, set: ["contacts/owner": before, "capacity.rooms": 20], by: provider)
        try await given.edit(id, ["contacts/owner": after])
        let former = Actor(account: provider.account, via: .api, rights: [])

        let inside = try await FindProposals(given.context).one(sent.row.id, by: provider)
        let outside = try await FindProposals(given.context).one(sent.row.id, by: former)
        let page = try await FindProposals(given.context).run(ProposalFilter(limit: 9), by: former)
        let same = try await AmendProposal(given.context).amend(
            sent.row.id, .set(["capacity.rooms": 20]), version: 1, by: former)

        #expect(inside.json.text.contains("+33559370103"))
        #expect(outside.json.text.contains("+33559370102"))
        #expect(!outside.json.text.contains("+33559370103"))
        #expect(!same.json.text.contains("+33559370103"))
        #expect(page.map(\.row.id) == [sent.row.id])
        #expect(!page[0].json.text.contains("+33559370103"))
        #expect(outside.fields.first { $0.path == "capacity.rooms" }?.current(in: outside) == 14)
    }

    @Test func `a list shows no more than the key may see one by one`() async throws {
        let given = try await Given()
        let (near, far) = (
            try await given.listing(), try await given.listing(["location.address": ["insee": "40088"]])
        )
        let provider = try await given.provider(of: near, far)
        let here = try await given.proposal(on: near, set: ["capacity.rooms": 15], by: provider).row.id
        let there = try await given.proposal(on: far, set: ["capacity.rooms": 15], by: provider).row.id
        let region = try await given.moderator(of: "r-75")
        func key(_ actor: Actor, _ scopes: Set<Scope>, boundTo territory: String? = nil) -> Actor {
            Actor(
                account: region.account, via: .api, scopes: scopes, boundTo: territory, rights: actor.rights)
        }
        let all = Actor(account: region.account, via: .api, rights: [Right(role: .administrator)])

        #expect(Set(try await listed(given, by: region)).isSuperset(of: [here, there]))
        for actor in [region, all] {
            let bound = try await listed(given, by: key(actor, [.read, .moderate], boundTo: "d-64"))
            #expect(bound.contains(here) && !bound.contains(there))
        }
        let office = try await listed(given, by: key(provider, [.read, .propose], boundTo: "d-64"))
        #expect(office.contains(here) && !office.contains(there))
        #expect(try await listed(given, by: key(provider, [.feed])) == [])
        #expect(try await listed(given, by: provider).count == 2)
    }

    @Test func `a key of one territory neither claims nor proposes a listing elsewhere`() async throws {
        let given = try await Given()
        let far = try await given.listing(["location.address": ["insee": "40088"]])
        let bound = try await given.actor([], scopes: [.propose], boundTo: "d-64")
        let action = ProposeListing(given.context)
        let elsewhere: JSON = ["insee": "40088"]

        #expect(
            try await refusal { try await action.onListing(far.text, .claim, comment: nil, by: bound) }
                == "not found")
        #expect(
            try await refusal {
                try await action.create(.set(Given.hotel(["location.address": elsewhere])), by: bound)
            } == "forbidden: territory_not_allowed")
        let own = try await action.create(.set(Given.hotel), by: bound)
        #expect(
            try await refusal {
                try await AmendProposal(given.context).amend(
                    own.row.id, .set(["location.address": elsewhere]), version: 1, by: bound)
            } == "forbidden: territory_not_allowed")
    }

    @Test func `an address that a moderator writes is completed and checked like any other`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let proposal = try await given.proposal(
            on: id, set: ["location.address": ["lines": ["1 rue de Paris"], "insee": "64485"]],
            by: try await given.provider(of: id))
        func decide(_ address: JSON) async throws -> String {
            try await refusal {
                try await DecideProposal(given.context).run(
                    proposal.row.id,
                    proposal.decision(["location.address": Choice(.amend, value: address)]), by: .system)
            }
        }

        #expect(try await decide(["insee": "99999"]).hasSuffix("/insee commune.unknown"))
        #expect(try await decide(["postcode": "64500", "commune": "Ciboure"]) == "done")
        let address = try await given.rows(id).json["location"]?["address"]
        let decided = try await FindProposals(given.context).one(proposal.row.id, by: .system)
        #expect(address?["insee"] == "64189")
        #expect(decided.row.commune == "64189")
    }
}
