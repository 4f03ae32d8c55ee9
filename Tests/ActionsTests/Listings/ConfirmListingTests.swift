import Actions
import Directory
import Support
import Testing

@Suite(.database)
struct ConfirmListingTests {
    @Test func `a confirmation moves its date and makes no revision`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        given.clock.advance(by: 3600)

        let at = try await ConfirmListing(given.context).run(id.text, by: try await given.provider(of: id)).at

        let rows = try await given.rows(id)
        #expect(at == given.context.now)
        #expect(rows.revision == 1)
        #expect(rows.changes == ["upsert 1"])
        #expect(rows.json["assured_at"]?.string == Timestamp.text(at))
        #expect(rows.json["content_changed_at"] == rows.json["published_at"])
        #expect(rows.audit == ["listing.create", "listing.confirm"])
    }

    @Test func `a later edit keeps the date of the confirmation`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let at = try await ConfirmListing(given.context).run(id.text, by: .system).at
        given.clock.advance(by: 3600)

        try await given.edit(id, ["name.fr": "B"])

        #expect(try await given.rows(id).json["assured_at"]?.string == Timestamp.text(at))
    }

    @Test func `who has no role there, and what is closed, is refused`() async throws {
        let given = try await Given()
        let (id, closed) = (try await given.listing(), try await given.listing())
        _ = try await CloseListing(given.context).close(
            closed.text, reason: "ceased", comment: nil, by: .system)
        let reader = try await given.actor([Right(role: .provider, listing: id.text)], scopes: [.read])
        func confirm(_ id: ListingID, by actor: Actor) async throws -> String {
            try await refusal { try await ConfirmListing(given.context).run(id.text, by: actor) }
        }

        #expect(try await confirm(id, by: try await given.stranger()) == "not found")
        #expect(try await confirm(id, by: reader) == "forbidden: scope_missing")
        #expect(try await confirm(id, by: try await given.moderator()) == "done")
        #expect(try await confirm(closed, by: .system) == "gone")
    }
}
