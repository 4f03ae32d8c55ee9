import Actions
import Directory
import Support
import Testing

@Suite(.database)
struct RevertListingTests {
    private func revert(
        _ given: Given, _ id: ListingID, _ number: Int, ifRevision: Int? = nil, by actor: Actor = .system
    ) async throws -> (revision: Int, skipped: [FieldPath]) {
        let revert = try await RevertListing(given.context).run(
            id.text, revision: number, comment: nil, ifRevision: ifRevision, by: actor)
        return (revert.revision, revert.skipped)
    }

    @Test func `what a revision changed is taken back, later changes stay`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        try await given.edit(id, ["name.fr": "B", "capacity.rooms": 20, "amenities/bar": true])
        try await given.edit(id, ["capacity.rooms": 30, "summary.fr": "new"])

        let result = try await revert(given, id, 2)

        let rows = try await given.rows(id)
        #expect(result.revision == 4)
        #expect(result.skipped.map(\.description) == ["capacity.rooms"])
        #expect(rows.json["name"]?["fr"]?.string == "Hôtel des Pyrénées")
        #expect(rows.json["capacity"]?["rooms"]?.integer == 30)
        #expect(rows.json["summary"]?["fr"]?.string == "new")
        #expect(rows.json["amenities"]?.array == ["wifi"])
        #expect(rows.audit.last == "listing.revert")
    }

    @Test func `where all has changed since nothing is published`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        try await given.edit(id, ["name.fr": "B"])
        try await given.edit(id, ["name.fr": "C"])

        let result = try await revert(given, id, 2)

        #expect(result.revision == 3)
        #expect(result.skipped.map(\.description) == ["name.fr"])
        #expect(try await given.rows(id).revision == 3)
    }

    @Test func `a revert can be reverted`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        try await given.edit(id, ["name.fr": "B"])

        _ = try await revert(given, id, 2)
        _ = try await revert(given, id, 3)

        #expect(try await given.rows(id).json["name"]?["fr"]?.string == "B")
    }

    @Test func `what cannot be reverted is refused`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        try await given.edit(id, ["name.fr": "B"])
        let texts = try await given.moderator(groups: [.texts])
        let elsewhere = try await given.moderator(of: "d-40")

        #expect(try await refusal { try await revert(given, id, 3) } == "not found")
        #expect(try await refusal { try await revert(given, id, 0) } == "not found")
        #expect(try await refusal { try await revert(given, id, 2, ifRevision: 1) } == "stale: 2")
        #expect(try await refusal { try await revert(given, id, 2, by: elsewhere) } == "not found")
        #expect(
            try await refusal { try await revert(given, id, 2, by: texts) } == "forbidden: fields_not_allowed"
        )
        #expect(
            try await refusal { try await revert(given, id, 1) }
                == "invalid: category required")
        #expect(try await given.rows(id).revision == 2)
    }
}
