import Directory
import Exchange
import Testing

/// What goes out in a format comes in again, less what the report at the end of an export names.
struct LossReportTests {
    private static let formats: [(ExportFormat, ImportFormat, String)] = [
        (.csv, .csv, "a.csv"), (.geojson, .geojson, "a.geojson"), (.jsonld, .jsonld, "a.jsonld"),
        (.fitxa, .fitxa, "a.ndjson"), (.apidae, .apidae, "a.json"), (.tif, .tif, "a.xml"),
        (.datatourisme, .datatourisme, "a.json"),
    ]

    @Test(arguments: formats)
    func `listings come back as they went, less what the report names`(
        _ out: ExportFormat, _ format: ImportFormat, _ name: String
    ) throws {
        let documents = try RoundTrip.feed() + [Self.hotel()]
        let trip = try RoundTrip(documents, out: out, in: format, name: name)

        #expect(trip.records.count == documents.count)
        #expect(trip.lost == trip.omitted)
    }

    @Test(arguments: formats)
    func `a listing of each category comes back`(
        _ out: ExportFormat, _ format: ImportFormat, _ name: String
    ) throws {
        let vocabularies = try Sample.vocabularies.get()
        let documents = try vocabularies[.categories].entries.map { entry in
            try Document(
                contract: ["category": .string(entry.code), "name": ["fr": .string(entry.code)]],
                vocabularies)
        }
        let trip = try RoundTrip(documents, out: out, in: format, name: name)

        #expect(trip.records.map(\.name) == documents.compactMap { $0.translations(.name).best() })
        if out == .jsonld { #expect(trip.omitted["category"] == nil) }
    }

    private static let losses: [(ExportFormat, Set<String>)] = [
        (.fitxa, []), (.geojson, ["contacts", "media", "notes.office", "sales_channels"]),
    ]

    @Test(arguments: losses)
    func `the report names what a hotel loses`(_ format: ExportFormat, _ lost: Set<String>) throws {
        let mappings = MappingChoice.ready(try ReadyMappings.all.get())
        let writer = ExportWriter(
            format, try Sample.vocabularies.get(), publicURL: "https://fitxa.example.fr", mappings: mappings)
        let record = ListingRecord(id: ListingID(random: 7), document: try Self.hotel())

        #expect(Set(writer.omitted(of: [record]).keys) == lost)
        #expect(writer.omitted(of: [record, record]).values.allSatisfy { $0 == 2 })
    }

    @Test func `the lossless format names the listings whose earlier revisions stay behind`() throws {
        let writer = ExportWriter(
            .fitxa, try Sample.vocabularies.get(), publicURL: "https://fitxa.example.fr")
        let document = try Self.hotel()
        let records = [1, 2, 7].map {
            ListingRecord(id: ListingID(random: UInt64($0)), revision: $0, document: document)
        }

        #expect(writer.omitted(of: records) == ["history": 2])
    }

    private static func hotel() throws -> Document {
        try Document(
            contract: JSON(
                parsing: #"""
                    {"category": "hotel", "name": {"fr": "Hôtel", "eu": "Ostatua"},
                     "description": {"fr": "Au calme.", "en": "Quiet."},
                     "location": {"point": {"lat": 43.163, "lon": -1.236}, "accuracy": "building", "origin": "provider",
                       "address": {"lines": ["19 place du Général"], "postcode": "64220",
                         "commune": "Saint-Jean-Pied-de-Port", "insee": "64485"}},
                     "contacts": [{"kind": "phone", "value": "+33559370101"}, {"kind": "phone", "value": "+33559370102"}],
                     "sales_channels": [{"platform": "booking", "url": "https://www.booking.com/hotel/fr/x.html",
                       "mode": "instant"}],
                     "payment": {"complete": true, "methods": [{"means": "card"},
                       {"means": "card", "place": "online", "solution": "paybox"}]},
                     "opening": [{"from": "2026-04-01", "to": "2026-11-15",
                       "weekly": {"mo": [["09:00", "12:00"], ["14:00", "19:00"]]}, "note": {"fr": "Sauf fêtes"}}],
                     "closures": [{"from": "2026-07-14", "to": "2026-07-14"}],
                     "prices": [{"label": {"fr": "Double"}, "min": "80", "max": "140", "unit": "night"}],
                     "capacity": {"rooms": 14}, "classification": [{"scheme": "hotel_stars", "value": "3"}],
                     "labels": ["logis"], "amenities": ["wifi"], "languages_spoken": ["fr", "eu"],
                     "media": [{"url": "https://example.fr/a.jpg", "credit": "Moi"}], "notes": {"office": "rappeler"}}
                    """#), try Sample.vocabularies.get())
    }
}
