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
