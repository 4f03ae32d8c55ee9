import Actions
import Directory
import Store
import Support
import Testing

@Suite(.database)
struct RelationTests {
    private static func relate(_ other: ListingID, _ value: JSON = true) -> JSON {
        .object(JSONObject([JSONObject.Member(key: "related/\(other)", value: value)]))
    }

    @Test func `what one listing says of another is told on both sides, in the feed too`() async throws {
        let given = try await Given()
        let (hotel, restaurant) = (try await given.listing(), try await given.listing())

        try await given.edit(hotel, Self.relate(restaurant))

        let (first, second) = (try await given.rows(hotel), try await given.rows(restaurant))
        #expect(first.json["related"] == [.string(restaurant.text)])
        #expect(second.json["related"] == [.string(hotel.text)])
        #expect((first.revision, second.revision) == (2, 2))
        #expect(second.changes == ["upsert 1", "upsert 2"])
        #expect(try await given.changed(restaurant) == ["related/\(hotel)"])
        try await given.edit(restaurant, Self.relate(hotel, nil))
        #expect(try await given.rows(hotel).json["related"] == [])
        #expect(try await given.rows(restaurant).json["related"] == [])
    }

    @Test func `a closed listing leaves the relations, a restored one takes them up again`() async throws {
        let given = try await Given()
        let (hotel, bar, closed) = (
            try await given.listing(), try await given.listing(), try await given.listing()
        )
        try await given.edit(hotel, Self.relate(bar))
        try await given.edit(hotel, Self.relate(closed))
        let action = CloseListing(given.context)

        _ = try await action.close(hotel.text, reason: "ceased", comment: nil, by: .system)
        #expect(try await given.rows(bar).json["related"] == [])
        _ = try await action.close(closed.text, reason: "ceased", comment: nil, by: .system)
        _ = try await action.restore(hotel.text, comment: nil, by: .system)

        #expect(try await given.rows(hotel).json["related"] == [.string(bar.text)])
        #expect(try await given.rows(bar).json["related"] == [.string(hotel.text)])
    }

    @Test func `relations to nothing, to itself and to what is out of reach are refused`() async throws {
        let given = try await Given()
        let hotel = try await given.listing()
        let elsewhere = try await given.listing(["location.address": ["insee": "40001"]])
        let moderator = try await given.moderator()
        let provider = try await given.provider(of: hotel)
        func edit(_ other: String, by actor: Actor) async throws -> String {
            try await refusal {
                try await given.edit(
                    hotel, .object(JSONObject([JSONObject.Member(key: "related/\(other)", value: true)])),
                    by: actor)
            }
        }

        #expect(try await edit(hotel.text, by: moderator) == "invalid: related/\(hotel) related.self")
        #expect(
            try await edit("fx-00000000", by: moderator) == "invalid: related/fx-00000000 listing.unknown")
        #expect(try await edit("hotel", by: moderator) == "invalid: related/hotel path.unknown")
        #expect(try await edit(elsewhere.text, by: moderator) == "forbidden: territory_not_allowed")
        #expect(try await edit(elsewhere.text, by: .system) == "done")
        let proposal = try await given.proposal(
            on: hotel, set: Self.relate(try await given.listing()), base: 2, by: provider)
        #expect(
            try await refusal {
                try await DecideProposal(given.context).run(
                    proposal.row.id, proposal.acceptance, by: moderator)
            } == "done")
    }
}
