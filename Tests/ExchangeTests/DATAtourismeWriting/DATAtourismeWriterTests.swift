import Directory
import Exchange
import FoundationEssentials
import Testing

struct DATAtourismeWriterTests {
    @Test func `the document is one graph with the genuine context`() throws {
        let trip = try RoundTrip(
            Array(try RoundTrip.feed().prefix(2)), out: .datatourisme, in: .datatourisme, name: "a.json")
        let json = try JSON(parsing: trip.text)

        #expect(json["@context"]?["@vocab"] == "https://www.datatourisme.gouv.fr/ontology/core#")
        #expect(json["@context"]?["kb"] == "https://www.datatourisme.gouv.fr/resource/core#")
        let genuine = try JSON(parsing: try Sample.file("Tests/Fixtures/datatourisme/context.jsonld"))
        for member in json["@context"]?.object?.members ?? [] {
            #expect(genuine[member.key] == member.value, "\(member.key)")
        }
        #expect(json["@graph"]?.array?.count == 2)
        let first = try #require(json["@graph"]?.array?.first)
        #expect(first["@id"]?.string?.hasPrefix("https://fitxa.example.fr/listings/fx-") == true)
        #expect(first["@type"]?.elements.contains("PointOfInterest") == true)
    }

    @Test func `what has no place is named`() throws {
        let hotel: JSON = [
            "category": "hotel", "name": ["fr": "Hôtel"], "closures": [["from": "2026-12-25"]],
            "payment": [
                "complete": true, "methods": [["means": "card", "place": "online", "solution": "paybox"]],
            ],
            "labels": ["logis", "clef_verte"], "amenities": ["wifi", "heating", "pets_allowed"],
            "capacity": ["rooms": 3, "persons": 6, "units": 2],
        ]
        let document = try Document(contract: hotel, try Sample.vocabularies.get())
        let trip = try RoundTrip([document], out: .datatourisme, in: .datatourisme, name: "a.json")

        #expect(
            trip.lost == [
                "closures": 1, "payment.complete": 1, "payment.methods": 1, "labels/logis": 1,
                "amenities/heating": 1, "capacity.units": 1,
            ])
        #expect(trip.lost == trip.omitted)
    }

    @Test func `nothing written is an empty graph`() throws {
        let trip = try RoundTrip([], out: .datatourisme, in: .datatourisme, name: "a.json")

        #expect(try JSON(parsing: trip.text)["@graph"] == [])
    }

    @Test func `listings come back as they went, less what the report names`() throws {
        let documents = try RoundTrip.feed()
        let trip = try RoundTrip(documents, out: .datatourisme, in: .datatourisme, name: "a.json")

        #expect(trip.records.count == documents.count)
        #expect(trip.lost == trip.omitted)
        #expect(trip.lost == [:])
    }
}

struct RealRoundTrips {
    private static let real = ProcessInfo.processInfo.environment["FITXA_REAL_DATA"]

    private func documents() throws -> [Document] {
        try Feed("\(try #require(Self.real))/datatourisme-touraine").records.map(\.document)
    }

    @Test(.enabled(if: real != nil, "FITXA_REAL_DATA names the folder with the real feed"))
    func `the real feed of Touraine goes out as DATAtourisme and comes back whole`() throws {
        let trip = try RoundTrip(try documents(), out: .datatourisme, in: .datatourisme, name: "a.json")

        #expect(trip.records.count == 2_386)
        #expect(trip.lost == [:])
        #expect(trip.omitted == [:])
    }

    @Test(.enabled(if: real != nil, "FITXA_REAL_DATA names the folder with the real feed"))
    func `the real feed of Touraine goes out as TourInFrance and comes back, less what has no place`() throws
    {
        let trip = try RoundTrip(try documents(), out: .tif, in: .tif, name: "a.xml")

        #expect(trip.records.count == 2_386)
        #expect(trip.lost == trip.omitted)
        // Days on which pictures expire, and the fifth star of campsites: the thesaurus is older.
        #expect(trip.lost == ["media": 1_492, "classification": 13])
    }
}
