import Actions
import Directory
import Store
import Support
import Testing

@Suite(.database)
struct CloseListingTests {
    @Test func `a closed listing leaves search and documents, and the feed says so`() async throws {
        let given = try await Given()
        let id = try await given.listing()

        let revision = try await CloseListing(given.context).close(
            id.text, reason: "ceased", comment: nil, ifRevision: 1, by: try await given.moderator())

        let rows = try await given.rows(id)
        #expect(revision == 2)
        #expect(rows.status == "closed")
        #expect((rows.searchRows, rows.openings) == (0, 0))
        #expect(rows.document == nil)
        #expect(rows.changes == ["upsert 1", "remove 2"])
        #expect(rows.audit == ["listing.create", "listing.close"])
    }

    @Test func `a comment that cannot be kept is refused`() async throws {
        let given = try await Given()
        let (id, other) = (try await given.listing().text, try await given.listing().text)
        let action = CloseListing(given.context)
        let long = String(repeating: "x", count: 5_000)
        let steps: [() async throws -> Int] = [
            { try await action.close(id, reason: "ceased", comment: long, by: .system) },
            { try await action.merge(id, into: other, comment: long, by: .system) },
            { try await action.restore(id, comment: long, by: .system) },
        ]

        for step in steps {
            #expect(try await refusal { try await step() }.hasPrefix("invalid: comment "))
        }
    }

    @Test func `the open proposals of a closed listing are superseded`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let provider = try await given.provider(of: id)
        let proposal = try await given.proposal(on: id, set: ["name.fr": "B"], by: provider)

        _ = try await CloseListing(given.context).close(id.text, reason: "ceased", comment: nil, by: .system)

        let after = try await FindProposals(given.context).one(proposal.row.id, by: provider)
        #expect(after.state == .superseded)
        #expect(after.fields.map(\.status) == [.superseded])
        #expect(after.row.version == 2)
        #expect(try await given.audit(proposal.row.id) == ["proposal.submit", "proposal.superseded"])
    }

    @Test func `a merged listing names the one that takes its place`() async throws {
        let given = try await Given()
        let (id, target) = (try await given.listing(), try await given.listing())

        _ = try await CloseListing(given.context).merge(id.text, into: target.text, comment: nil, by: .system)

        var gone: JSON = .null
        do {
            try await given.edit(id, ["name.fr": "B"])
        } catch ActionError.gone(let closing) {
            gone = closing
        }
        #expect(gone["merged_into"]?.string == target.text)
        #expect(gone["reason"]?.string == "merged")
        #expect(try await given.rows(target).revision == 1)
    }

    @Test func `a restored listing is as it was`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let before = try await given.rows(id)
        _ = try await CloseListing(given.context).close(id.text, reason: "ceased", comment: nil, by: .system)

        let revision = try await CloseListing(given.context).restore(id.text, comment: nil, by: .system)

        let rows = try await given.rows(id)
        #expect(revision == 3)
        #expect((rows.status, rows.searchRows, rows.openings) == ("published", 1, 1))
        #expect(rows.json["name"] == before.json["name"])
        #expect(rows.tags == before.tags)
        #expect(rows.changes == ["upsert 1", "remove 2", "upsert 3"])
        #expect(rows.audit.last == "listing.restore")
    }

    @Test func `what cannot be closed, merged or restored is refused`() async throws {
        let given = try await Given()
        let (id, closed) = (try await given.listing(), try await given.listing())
        let (provider, elsewhere) = (try await given.provider(of: id), try await given.moderator(of: "d-40"))
        let action = CloseListing(given.context)
        func close(_ id: ListingID, _ reason: String, revision: Int? = nil, by actor: Actor) async throws
            -> String
        {
            try await refusal {
                try await action.close(id.text, reason: reason, comment: nil, ifRevision: revision, by: actor)
            }
        }
        func merge(_ id: ListingID, _ target: String) async throws -> String {
            try await refusal { try await action.merge(id.text, into: target, comment: nil, by: .system) }
        }

        #expect(try await close(id, "tired", by: .system) == "invalid: reason code.unknown")
        #expect(try await close(id, "ceased", by: provider) == "not found")
        #expect(try await close(id, "ceased", by: elsewhere) == "not found")
        #expect(try await close(id, "ceased", revision: 7, by: .system) == "stale: 1")
        #expect(try await close(closed, "ceased", by: .system) == "done")
        #expect(try await close(closed, "ceased", by: .system) == "gone")
        #expect(try await merge(id, id.text) == "invalid: into merge.self")
        #expect(try await merge(id, closed.text) == "invalid: into listing.unknown")
        #expect(try await merge(id, "fx-00000000") == "invalid: into listing.unknown")
        #expect(
            try await refusal { try await action.restore(id.text, comment: nil, by: .system) }
                == "conflict: not_closed")
        #expect(try await given.rows(id).revision == 1)
    }
}
