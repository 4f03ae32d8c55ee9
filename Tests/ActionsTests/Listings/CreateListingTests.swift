import Actions
import Directory
import Support
import Testing

@Suite(.database)
struct CreateListingTests {
    @Test func `a listing is published with all that stands for it`() async throws {
        let given = try await Given()

        let rows = try await given.rows(try await given.listing())

        #expect(rows.revision == 1)
        #expect(rows.status == "published")
        #expect((rows.newest, rows.revisions) == (1, 1))
        #expect((rows.searchRows, rows.openings, rows.documentRevision) == (1, 1, 1))
        #expect(rows.changes == ["upsert 1"])
        #expect(rows.audit == ["listing.create"])
    }

    @Test func `the search row names category, territories and what is on offer`() async throws {
        let given = try await Given()

        let tags = try await given.rows(try await given.listing()).tags

        let wanted = [
            "a:wifi", "b:booking", "c:hotel", "c:lodging", "g:fr", "p:card", "t:64485", "t:d-64", "t:r-75",
        ]
        #expect(Set(wanted).subtracting(tags).sorted() == [])
    }

    @Test func `the document is what the contract shows, private parts left out`() async throws {
        let given = try await Given()
        let id = try await given.listing()

        let rows = try await given.rows(id)

        #expect(rows.json["id"]?.string == id.text)
        #expect(rows.json["name"]?["fr"]?.string == "Hôtel des Pyrénées")
        #expect(rows.json["location"]?["address"]?["commune"]?.string == "Saint-Jean-Pied-de-Port")
        #expect(rows.json["territory"]?.string == "d-64")
        #expect(rows.json["published_at"]?.string == Timestamp.text(given.context.now))
        #expect(rows.json["contacts"]?.array?.count == 1)
        for secret in ["secret-registration", "secret-note", "owner@example.org", "legal", "notes"] {
            #expect(rows.document?.contains(secret) == false)
        }
    }

    @Test func `the feed does not name private fields`() async throws {
        let given = try await Given()

        let changed = try await given.changed(try await given.listing())

        #expect(changed.contains("name.fr"))
        #expect(changed.contains("contacts/phone"))
        #expect(!changed.contains("contacts/owner"))
        #expect(!changed.contains { $0.hasPrefix("legal") || $0.hasPrefix("notes") })
    }

    @Test(
        arguments: [
            (["category": nil], "invalid: category required"),
            (["name.fr": nil], "invalid: name required"),
            (["category": "castle"], "invalid: category code.unknown"),
            (["colour": "red"], "invalid: colour path.unknown"),
            (
                ["capacity.rooms": -1, "location.point": ["lat": 0, "lon": 0]],
                "invalid: location.point geo.zero, capacity.rooms number.range"
            ),
            (["location.address": ["insee": "99999"]], "invalid: location.address/insee commune.unknown"),
        ] as [(JSON, String)])
    func `what is wrong is told`(values: JSON, refused: String) async throws {
        let given = try await Given()

        #expect(try await refusal { try await given.listing(values) } == refused)
    }

    @Test func `a moderator publishes in the own territory only`() async throws {
        let given = try await Given()
        let (here, elsewhere) = (try await given.moderator(), try await given.moderator(of: "d-40"))

        #expect(try await refusal { try await given.listing(by: here) } == "done")
        #expect(try await refusal { try await given.listing(by: elsewhere) } == "not found")
        #expect(
            try await refusal { try await given.listing(["location.address": nil], by: here) } == "not found")
    }

    @Test func `rights and scopes narrow what may be published`() async throws {
        let given = try await Given()
        let texts = try await given.moderator(groups: [.texts])
        let key = try await given.actor([Right(role: .administrator)], scopes: [.read, .propose])

        #expect(try await refusal { try await given.listing(by: texts) } == "forbidden: fields_not_allowed")
        #expect(try await refusal { try await given.listing(by: key) } == "forbidden: scope_missing")
    }

    @Test func `an address takes the code of its commune, the former ones too`() async throws {
        let given = try await Given()
        let former = try await given.listing(["location.address": ["insee": "64030"]])
        let named = try await given.listing(
            ["location.address": ["postcode": "64220", "commune": "St Jean pied de port"]])

        #expect(try await given.rows(former).json["location"]?["address"]?["insee"]?.string == "64396")
        #expect(try await given.rows(named).json["location"]?["address"]?["insee"]?.string == "64485")
    }
}
