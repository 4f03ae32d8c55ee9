import Directory
import Exchange
import Testing

/// Small answers of services that have no format of their own here: ready-made mappings read them.
struct SampleFileTests {
    private func read(_ file: String) throws -> MappedFile {
        try MappedFile(try Sample.file("Tests/Fixtures/\(file)"), name: file, MappedFile.json)
    }

    @Test func `objects of OpenStreetMap come in, those without a name say why not`() throws {
        let read = try read("osm/overpass.json")

        let names = read.records.map { $0.key.split(separator: "-").prefix(2).joined(separator: " ") }
        #expect(names == ["node 1", "way 2", "way 3", "relation 4", "way 12"])
        #expect(read.rejected.map(\.rule) == ["name.missing"])
        #expect(read.rejected.first?.record.hasPrefix("relation-5-") == true)
        let hotel = try #require(read.records.first { $0.key.hasPrefix("relation-4-") }).document
        #expect(hotel.category == "hotel")
        #expect(hotel.translations(.name).texts == [.english: "hotel_en"])
        #expect(hotel.address?.lines == ["46 rue des tournesols"])
        #expect(hotel.address?.postcode == "86500")
    }

    @Test func `a way lies in the middle of its bounds`() throws {
        let hut = try #require(try read("osm/overpass.json").records.last?.document)

        #expect(hut.category == "gite_etape_refuge")
        let middle = try #require(Point(latitude: 44.691934, longitude: 5.864122))
        #expect(try #require(hut.point).distance(to: middle) < 1)
        #expect(hut[FieldPath(.capacity, "persons")] == .count(46))
    }

    private static let tags: JSON = [
        "tourism": "camp_site", "name": "Camping du Lac", "stars": "3", "payment:cash": "yes",
        "payment:visa": "yes", "payment:cheque": "no", "contact:phone": "+33 5 59 37 01 01",
        "contact:website": "https://camping.example.fr", "opening_hours": "Mo-Sa 09:00-12:00; PH off",
        "wheelchair": "limited", "internet_access": "wlan", "dog": "yes", "ref:FR:SIRET": "73282932000074",
    ]

    private func check(_ camping: SourceRecord) {
        #expect(camping.document.category == "camping")
        #expect(camping.document.keys(.paymentMethods) == ["cash@on_site", "visa@on_site"])
        #expect(camping.document.keys(.amenities) == ["pets_allowed", "wifi"])
        #expect(camping.document.keys(.accessibility) == ["wheelchair_partial"])
        #expect(camping.value("classification/camping_stars")?["value"] == "3")
        #expect(camping.contacts("phone") == ["+33559370101"])
        #expect(camping.value("legal.siret") == "73282932000074")
        let weekly = camping.value("opening/all-year")?["weekly"]
        #expect(weekly?["sa"] == [["09:00", "12:00"]] && weekly?["ph"] == [] && weekly?["su"] == nil)
    }

    @Test func `tags of OpenStreetMap tell payment, hours, stars and what is there`() throws {
        let element: JSON = ["type": "node", "id": 7, "lat": 43.1, "lon": -1.2, "tags": Self.tags]
        let read = try MappedFile(
            JSON.object(JSONObject([.init(key: "elements", value: [element])])).bytes, name: "a.json",
            MappedFile.json)

        check(try #require(read.records.first))
    }

    @Test func `features of Overpass Turbo say the same with the mapping that is named`() throws {
        var properties = Self.tags.object ?? JSONObject()
        properties["@id"] = "way/7"
        let ring: JSON = [[[-1.2, 43.1], [-1.0, 43.1], [-1.0, 43.3], [-1.2, 43.1]]]
        let feature: JSON = [
            "type": "Feature", "properties": .object(properties),
            "geometry": ["type": "Polygon", "coordinates": ring],
        ]
        let file: JSON = ["type": "FeatureCollection", "features": [feature]]
        let read = try MappedFile(
            file.bytes, name: "a.geojson", MappedFile.geojson, .named(try ReadyMappings.named("osm-geojson")))
        let camping = try #require(read.records.first)

        check(camping)
        #expect(camping.key == "way/7")
        let middle = try #require(Point(latitude: 43.2, longitude: -1.1))
        #expect(try #require(camping.document.point).distance(to: middle) < 1)
    }

    @Test func `products of a national park's marque come in with their producer's contacts`() throws {
        let read = try read("esprit-parc/products.json")
        let wax = try #require(read.documents["PDT795"])

        #expect(read.rejected.isEmpty && read.records.count == 3)
        #expect(read.records.allSatisfy { $0.document.category == "degustation_producteur" })
        #expect(wax.address?.insee == "05023")
        #expect(wax.keys(.labels) == ["bienvenue_ferme"])
        #expect(wax.keys(.contacts).count == 5)
        #expect(wax.elements(.media).count == 2)
        #expect(wax.translations(.description).best()?.contains("<") == false)
    }
}
