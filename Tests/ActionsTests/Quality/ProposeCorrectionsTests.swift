import Actions
import Directory
import Postgres
import Store
import Support
import Testing

/// Corrections that wait for the moderator.
struct ProposeCorrectionsTests {
    private static let swapped: JSON = ["location.point": ["lat": -1.2361, "lon": 43.1631]]

    private func propose(_ ids: [ListingID], _ given: Given, pattern: String = "*", by actor: Actor = .system)
        async throws -> Int
    {
        let rules = QualityRule.matching(pattern)
        return try await ProposeCorrections(given.context).run(ids, rules: rules, by: actor)
    }

    @Test(.database) func `a certain correction waits for the moderator and is published by their word`()
        async throws
    {
        let given = try await Given()
        let (wrong, right) = (try await given.listing(Self.swapped), try await given.listing())

        #expect(try await propose([wrong, right], given) == 1)

        #expect(try await given.rows(wrong).revision == 1)
        let moderator = try await given.moderator()
        let page = try await ReadQueue(given.context).run(QueueFilter(limit: 10), by: moderator)
        let proposal = try #require(page.proposals.first)
        #expect(page.proposals.count == 1)
        #expect(proposal.json["origin"] == "staff")
        _ = try await DecideProposal(given.context).run(proposal.row.id, proposal.acceptance, by: moderator)
        let point = try await given.rows(wrong).json["location"]?["point"]
        #expect(point == ["lat": 43.1631, "lon": -1.2361])
    }

    @Test(.database) func `what was proposed once is not proposed again, another value is`() async throws {
        let given = try await Given()
        let id = try await given.listing(Self.swapped)

        #expect(try await propose([id], given, pattern: "geo.sign") == 0)
        #expect(try await propose([id], given) == 1)
        #expect(try await propose([id], given) == 0)
        try await given.edit(id, ["location.point": ["lat": -1.2371, "lon": 43.1631]])
        #expect(try await propose([id], given) == 1)
    }

    @Test(.database) func `closed listings are left alone, and strangers refused`() async throws {
        let given = try await Given()
        let id = try await given.listing(Self.swapped)
        _ = try await CloseListing(given.context).close(id.text, reason: "ceased", comment: nil, by: .system)
        let moderator = try await given.moderator()

        #expect(try await propose([id], given) == 0)
        let answer = try await refusal { try await propose([id], given, by: moderator) }
        #expect(answer == "forbidden: not_an_administrator")
    }
}
