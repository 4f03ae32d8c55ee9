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

    @Test(.enabled(if: real != nil, "FITXA_REAL_DATA names the folder with the real feed"))
    func `the real feed of Touraine`() throws {
        let documents = try Feed("\(try #require(Self.real))/datatourisme-touraine").records.map(\.document)
        let trip = try RoundTrip(documents, out: .datatourisme, in: .datatourisme, name: "a.json")
        #expect(trip.lost == [:])
        #expect(trip.lost == trip.omitted)
        let tif = try RoundTrip(documents, out: .tif, in: .tif, name: "a.xml")
        #expect(tif.lost == [:])
        #expect(tif.lost == tif.omitted)
    }
}
