import Actions
import Directory
import Support
import Testing

@Suite(.database)
struct EditListingTests {
    @Test func `an edit is a revision with everything that follows from it`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        given.clock.advance(by: 60)

        let result = try await EditListing(given.context).run(
            id.text, Draft(set: ["name.fr": "Hôtel Ramuntcho"], unset: ["amenities/wifi"], comment: "sold"),
            ifRevision: 1, by: .system)

        let rows = try await given.rows(id)
        #expect((result.revision, result.changed) == (2, true))
        #expect((rows.revision, rows.newest, rows.documentRevision) == (2, 2, 2))
        #expect(rows.json["name"]?["fr"]?.string == "Hôtel Ramuntcho")
        #expect(rows.json["content_changed_at"]?.string == Timestamp.text(given.context.now))
        #expect(!rows.tags.contains("a:wifi"))
        #expect(rows.changes == ["upsert 1", "upsert 2"])
        #expect(rows.audit == ["listing.create", "listing.edit"])
        #expect(try await given.changed(id).sorted() == ["amenities/wifi", "name.fr"])
    }

    @Test func `where nothing differs there is no revision`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let before = try await given.rows(id)
        given.clock.advance(by: 60)

        let result = try await EditListing(given.context).run(
            id.text, .set(["name.fr": "Hôtel des Pyrénées"]), ifRevision: nil, by: .system)

        #expect((result.revision, result.changed) == (1, false))
        #expect(try await given.rows(id) == before)
    }

    @Test func `a private change is a revision whose entry in the feed names nothing`() async throws {
        let given = try await Given()
        let id = try await given.listing()

        try await given.edit(id, ["notes.office": "rings in the evening"])

        #expect(try await given.rows(id).changes == ["upsert 1", "upsert 2"])
        #expect(try await given.changed(id) == [])
    }

    @Test func `a listing that moves leaves one territory and enters another`() async throws {
        let given = try await Given()
        let id = try await given.listing()

        try await given.edit(id, ["location.address": ["insee": "40088"]])

        let (before, after) = try await given.territories(id)
        #expect(before.contains("64485") && before.contains("d-64"))
        #expect(after.contains("40088") && after.contains("d-40"))
        #expect(try await given.rows(id).tags.contains("t:d-40"))
        #expect(try await given.rows(id).tags.contains("t:d-64") == false)
    }

    @Test func `who may not edit is refused`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let provider = try await given.provider(of: id)
        let texts = try await given.moderator(groups: [.texts])
        let bound = try await given.actor([Right(role: .administrator)], boundTo: "d-40")

        for actor in [provider, try await given.moderator(of: "d-40"), try await given.stranger(), bound] {
            #expect(
                try await refusal { try await given.edit(id, ["name.fr": "X"], by: actor) } == "not found")
        }
        #expect(
            try await refusal { try await given.edit(id, ["name.fr": "X"], by: texts) }
                == "forbidden: fields_not_allowed")
        #expect(try await refusal { try await given.edit(id, ["summary.fr": "X"], by: texts) } == "done")
    }

    @Test func `what cannot be edited is refused`() async throws {
        let given = try await Given()
        let (id, closed) = (try await given.listing(), try await given.listing())
        _ = try await CloseListing(given.context).close(
            closed.text, reason: "ceased", comment: nil, by: .system)
        func edit(_ id: String, _ draft: Draft, _ revision: Int?) async throws -> String {
            try await refusal {
                try await EditListing(given.context).run(id, draft, ifRevision: revision, by: .system)
            }
        }

        #expect(try await edit("fx-00000000", .set(["name.fr": "X"]), nil) == "not found")
        #expect(try await edit("x'; --", .set(["name.fr": "X"]), nil) == "not found")
        #expect(try await edit(closed.text, .set(["name.fr": "X"]), nil) == "gone")
        #expect(try await edit(id.text, .set(["name.fr": "X"]), 2) == "stale: 1")
        #expect(try await edit(id.text, .unset(["name.fr"]), 1) == "invalid: name required")
        #expect(try await edit(id.text, .set([:], comment: "a\u{0}b"), 1).hasPrefix("invalid: comment"))
        #expect(try await given.rows(id).revision == 1)
    }
}
