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
        // The days on which pictures expire have no place in the norm, what its thesaurus lacks has no code.
        #expect(
            trip.lost == [
                "media": 15, "labels/covid19_protocols": 9, "payment.methods": 7, "review_profiles": 2,
                "amenities/camper_service_point": 1, "amenities/charging_station": 1,
                "amenities/pets_allowed": 12, "amenities/bike_loan": 1,
            ])
    }

    @Test func `objects of TourInFrance come back, less what is private or has no code`() throws {
        let feed = try XMLFeed(try Sample.file("Tests/Fixtures/tif/listeOI.xml"))
        let trip = try RoundTrip(feed.records.map(\.document), out: .tif, in: .tif, name: "a.xml")

        #expect(
            trip.lost == [
                "contacts": 1, "legal.ape": 1, "legal.siret": 1, "labels/qualite_tourisme": 1,
                "review_profiles": 1, "amenities/pets_allowed": 1,
            ])
        #expect(trip.lost == trip.omitted)
    }

    @Test func `only codes of the thesaurus are written`() throws {
        let known = try Sample.file("Tests/Fixtures/reference/tourinfrance-codes.txt").split(separator: 0x0A)
        let codes = Set(known.map { String(decoding: $0, as: UTF8.self) })
        let vocabularies = try Sample.vocabularies.get()
        func all(_ list: VocabularyName) -> JSON {
            .array(vocabularies[list].entries.map { JSON.string($0.code) })
        }
        let means = vocabularies[.paymentMeans].entries.map { ["means": .string($0.code)] as JSON }
        let hotel: JSON = [
            "category": "hotel", "name": ["fr": "Hôtel"], "labels": all(.labels),
            "accessibility": all(.accessibility), "payment": ["methods": .array(means)],
            "amenities": .array(
                vocabularies[.amenities].entries.filter { $0.attributes["kind"] != "capacity" }
                    .map { JSON.string($0.code) }),
            "review_profiles": [["platform": "yelp", "url": "https://www.yelp.fr/biz/x"]],
        ]
        let trip = try RoundTrip(
            [try Document(contract: hotel, vocabularies)], out: .tif, in: .tif, name: "a.xml")
        let text = String(decoding: trip.text, as: UTF8.self)
        let written = text.ranges(of: "type=\"").map { String(text[$0.upperBound...].prefix { $0 != "\"" }) }

        #expect(written.count > 100)
        #expect(Set(written).subtracting(codes).isEmpty)
        #expect(trip.omitted["payment.methods"] == 1 && trip.omitted["review_profiles"] == 1)
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
                "payment.methods": 1, "opening": 1, "prices": 1, "labels/accueil_velo": 1,
                "amenities/charging_station": 1, "amenities/pets_allowed": 1,
                "accessibility/adapted_toilet": 1,
            ])
        #expect(trip.lost == trip.omitted)
    }
}
