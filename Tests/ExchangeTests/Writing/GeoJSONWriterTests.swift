import Directory
import Exchange
import Testing

@Suite struct GeoJSONWriterTests {
    @Test func `a feature has its point as longitude and latitude`() throws {
        let feature = try GeoJSONWriter.feature(ContractJSON.render(.hotel()))

        #expect(feature.object?.keys == ["type", "id", "geometry", "properties"])
        #expect(feature["geometry"]?.text == #"{"type":"Point","coordinates":[-1.236,43.163]}"#)
        #expect(feature["id"] == "fx-7k2m9qd4" && feature["properties"]?["id"] == nil)
    }

    @Test func `the properties are flat enough for a table`() throws {
        let properties = try #require(GeoJSONWriter.feature(ContractJSON.render(.hotel()))["properties"])

        let texts = [
            "category": "hotel", "name_fr": "Hôtel, \"des Pyrénées\"", "name_en": "Pyrenees Hotel",
            "summary_eu": "Lasaia",
            "address_lines": "19 place du Général, Bât. B", "postcode": "64220", "insee": "64485",
            "country": "FR",
            "location_accuracy": "building", "phone": "+33559370199", "email": "info@example.fr",
            "website": "https://example.fr", "classification_hotel_stars": "3", "office": "ot-pays-basque",
        ]
        for (name, text) in texts { #expect(properties[name]?.string == text, "\(name)") }
        #expect(properties["capacity_rooms"] == 14 && properties["payment_complete"] == true)
        #expect(properties["sales_channels"]?.array?.first == "booking=https://booking.com/hotel/fr/x")
        #expect(properties["payment"]?.array?.contains("card@online/paybox") == true)
        #expect(properties["media"] == ["https://example.fr/a.jpg"])
        #expect(properties["sources"] == ["datatourisme=15/0049"])
        #expect(properties["labels"] == ["accueil_velo", "logis"])
        let names = try #require(properties.object?.keys)
        #expect(Set(names).count == names.count)
        #expect(!properties.text.contains("secret@example.fr"))
    }

    @Test func `a listing without a place or with few members is still a feature`() throws {
        let bare = GeoJSONWriter.feature(["id": "fx-00000001", "name": "Chosen", "distance_m": 12])

        #expect(bare["geometry"] == .null)
        #expect(bare["properties"]?.text == #"{"name":"Chosen","distance_m":12}"#)
        #expect(try GeoJSONWriter.feature(ContractJSON.render(.of("{}")))["geometry"] == .null)
    }

    @Test(arguments: [0, 1, 3])
    func `a collection is one JSON text`(count: Int) throws {
        let feature = try GeoJSONWriter.feature(ContractJSON.render(.hotel())).text
        let features = Array(repeating: feature, count: count).joined(separator: GeoJSONWriter.separator)

        let json = try JSON(parsing: GeoJSONWriter.header + features + GeoJSONWriter.footer)

        #expect(json["type"] == "FeatureCollection")
        #expect(json["features"]?.array?.count == count)
    }

    @Test func `features of our own have a source of their own`() throws {
        let document = try Document(
            contract: ["category": "hotel", "name": ["fr": "Hôtel"]], try Sample.vocabularies.get())
        let record = ListingRecord(id: ListingID(random: 1), document: document)
        let feature = GeoJSONWriter.feature(ContractJSON.render(record))
        let choice = MappingChoice.ready(try ReadyMappings.all.get())

        #expect(choice.source(of: RawRecord(name: "a", bytes: feature.bytes)) == "fitxa-geojson")
    }
}
