import Directory
import Exchange
import Testing

@Suite struct ContractJSONTests {
    private static let members = [
        "id", "category", "status", "revision", "name", "summary", "description", "location", "contacts",
        "sales_channels", "payment", "review_profiles", "opening", "closures", "dates", "prices", "capacity",
        "classification", "labels", "amenities", "accessibility", "languages_spoken", "media",
        "related", "office",
        "territory",
        "sources", "published_at", "content_changed_at", "assured_at", "opening_hours_osm",
    ]

    @Test func `the members stand in the order of the contract`() throws {
        #expect(try ContractJSON.render(.hotel()).object?.keys == Self.members)
        #expect(try ContractJSON.render(.of("{}")).object?.keys == Self.members)
    }

    @Test func `what the record knows is told`() throws {
        let json = try ContractJSON.render(.hotel())

        #expect(json["id"] == "fx-7k2m9qd4" && json["status"] == "published" && json["revision"] == 12)
        #expect(json["office"] == "ot-pays-basque" && json["territory"] == "d-64")
        #expect(json["sources"] == [["source": "datatourisme", "key": "15/0049"]])
        #expect(json["published_at"] == "2026-01-01T00:00:00Z" && json["assured_at"] == .null)
        #expect(
            json["opening_hours_osm"]?.string?.hasPrefix("Apr 01-Nov 15: Mo 09:00-12:00,14:00-19:00") == true)
        #expect(try ContractJSON.render(.of("{}"))["opening_hours_osm"] == .null)
    }

    @Test func `private parts are told only where they are asked for`() throws {
        let secrets = ["secret@example.fr", "73282932000074", "rappeler"]
        let open = try ContractJSON.render(.hotel()).text
        let whole = try ContractJSON.render(.hotel(), withPrivate: true).text

        #expect(secrets.allSatisfy { !open.contains($0) && whole.contains($0) })
    }

    @Test func `a closed listing says when, why and what stands in its place`() throws {
        var record = try ListingRecord.hotel()
        record.status = .closed
        record.closedAt = "2026-11-02T00:00:00Z"
        record.closedReason = "merged"
        record.mergedInto = ListingID("fx-00000001")

        let json = ContractJSON.render(record)

        #expect(json.object?.keys == Self.members + ["closed_at", "closed_reason", "merged_into"])
        #expect(json["status"] == "closed" && json["closed_reason"] == "merged")
        #expect(json["merged_into"] == "fx-00000001")
    }

    @Test(arguments: [
        ("fr", "=2+2", "Quiet </script> place", "Sauf fêtes"),
        ("en", "=2+2", "Quiet </script> place", "Not on feasts"),
        ("eu", "Lasaia", "Quiet </script> place", "Sauf fêtes"),
    ])
    func `one language is chosen for every text`(
        code: String, summary: String, description: String, note: String
    ) throws {
        let language = try #require(LanguageCode(code))

        let json = try ContractJSON.flattened(ContractJSON.render(.hotel(), withPrivate: true), language)

        #expect(json["summary"]?.string == summary)
        #expect(json["description"]?.string == description)
        #expect(json["opening"]?.array?.first?["note"]?.string == note)
        #expect(json["prices"]?.array?.compactMap { $0["label"]?.string } == ["Double"])
        #expect(json["media"]?.array?.first?["caption"] == "Façade")
        #expect(json["closures"]?.array?.first?["note"] == .null)
        #expect(json["notes"]?["office"] == "rappeler")
        #expect(json.object?.keys.count == Self.members.count + 2)
    }

    @Test func `a text in no language is null, in another language it is that one`() throws {
        let json = try ContractJSON.render(.of(#"{"name": {"eu": "Etxea", "de": "Haus"}}"#))

        let flat = ContractJSON.flattened(json, .french)

        #expect(flat["name"] == "Haus" && flat["summary"] == .null)
    }
}
