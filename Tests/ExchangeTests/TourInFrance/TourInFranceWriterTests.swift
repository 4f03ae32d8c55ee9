import Directory
import Exchange
import Testing

struct TourInFranceWriterTests {
    @Test func `the document is a list of objects of the norm`() throws {
        let trip = try RoundTrip(Array(try RoundTrip.feed().prefix(2)), out: .tif, in: .tif, name: "a.xml")
        let text = String(decoding: trip.text, as: UTF8.self)

        #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<listeOI>\n<OIs>\n<tif:OI "))
        #expect(text.ranges(of: "xmlns:tif=\"http://www.tourinfrance.net/Tourinfrance3/\"").count == 2)
        #expect(text.contains("<dc:identifier>fx-"))
        #expect(text.contains("<tif:DetailContact libelle=\"Etab/Lieu/Structure\" type=\"04.03.13\">"))
        #expect(text.hasSuffix("</tif:OI>\n</OIs>\n</listeOI>\n"))
    }

    @Test func `nothing written is an empty list`() throws {
        let trip = try RoundTrip([], out: .tif, in: .tif, name: "a.xml")

        #expect(String(decoding: trip.text, as: UTF8.self).hasSuffix("<OIs>\n</OIs>\n</listeOI>\n"))
    }

    @Test func `listings of DATAtourisme come back, less what the report names`() throws {
        let documents = try RoundTrip.feed()
        let trip = try RoundTrip(documents, out: .tif, in: .tif, name: "a.xml")

        #expect(trip.records.count == documents.count)
        #expect(trip.lost == trip.omitted)
        // The days on which pictures expire have no place in the norm.
        #expect(trip.lost == ["media": 15])
    }

    @Test func `objects of TourInFrance come back, less what is private`() throws {
        let feed = try XMLFeed(try Sample.file("Tests/Fixtures/tif/listeOI.xml"))
        let trip = try RoundTrip(feed.records.map(\.document), out: .tif, in: .tif, name: "a.xml")

        #expect(trip.lost == ["contacts": 1, "legal.ape": 1, "legal.siret": 1])
        #expect(trip.lost == trip.omitted)
    }

    @Test func `what the norm lacks is named`() throws {
        let hotel: JSON = [
            "category": "hotel", "name": ["fr": "A < B & \"C\""],
            "description": ["fr": "Un\n\ndeux  trois", "eu": "x"],
            "location": [
                "point": ["lat": 43.1, "lon": -1.2], "accuracy": "building", "origin": "provider",
                "address": [
                    "lines": ["1", "2", "3", "4"], "postcode": "64220", "commune": "X", "insee": "64485",
                ],
            ],
            "payment": [
                "complete": true,
                "methods": [["means": "card"], ["means": "card", "place": "online", "solution": "paybox"]],
            ],
            "opening": [
                ["from": "2026-01-01", "to": "2026-02-01", "weekly": ["mo": [["22:00", "02:00"]]]],
                ["from": "2026-03-01", "by_appointment": true],
            ],
            "prices": [["min": "0", "label": ["fr": "Enfant"]], ["min": "8", "max": "9", "unit": "stay"]],
            "closures": [["from": "2026-12-25", "note": ["fr": "Noël"]]],
            "dates": [["from": "2026-05-01", "to": "2026-05-03", "opens": "10:00", "closes": "18:30"]],
            "amenities": ["wifi", "pets_allowed", "charging_station"], "labels": ["accueil_velo", "logis"],
            "accessibility": ["adapted_toilet", "motor"], "capacity": ["rooms": 3, "covers": 12],
        ]
        let document = try Document(contract: hotel, try Sample.vocabularies.get())
        let trip = try RoundTrip([document], out: .tif, in: .tif, name: "a.xml")

        #expect(
            trip.lost == [
                "location.accuracy": 1, "location.origin": 1, "location.address": 1, "payment.complete": 1,
                "payment.methods": 1, "opening": 1, "prices": 1,
            ])
        #expect(trip.lost == trip.omitted)
    }
}
