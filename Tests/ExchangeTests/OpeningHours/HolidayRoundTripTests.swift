import Directory
import Exchange
import Testing

/// Public holidays go out in each format and come back, or are named.
struct HolidayRoundTripTests {
    private static let hours: JSON = [
        "from": "2026-04-01", "to": "2026-11-15",
        "weekly": ["mo": [["09:00", "12:00"]], "ph": [["10:00", "12:00"], ["19:00", "02:00"]]],
    ]
    private static let closed: JSON = [
        "from": "2026-04-01", "to": "2026-11-15", "weekly": ["mo": [["09:00", "12:00"]], "ph": []],
    ]
    private static let daysOnly: JSON = ["from": "2026-04-01", "to": "2026-11-15", "weekly": ["ph": []]]
    private static let feastsOnly: JSON = ["weekly": ["ph": [["10:00", "12:00"]]]]
    private static let usual: JSON = ["weekly": ["mo": [["09:00", "12:00"]]]]

    private func trip(_ opening: JSON, _ out: ExportFormat, _ format: ImportFormat) throws -> RoundTrip {
        let document = try Document(
            contract: ["category": "musee", "name": ["fr": "Musée"], "opening": opening],
            try Sample.vocabularies.get())
        let names: [ExportFormat: String] = [.fitxa: "a.ndjson", .geojson: "a.geojson", .tif: "a.xml"]
        return try RoundTrip([document], out: out, in: format, name: names[out] ?? "a.json")
    }

    @Test(
        arguments: [
            (.fitxa, .fitxa), (.geojson, .geojson), (.jsonld, .jsonld), (.datatourisme, .datatourisme),
            (.apidae, .apidae),
        ] as [(ExportFormat, ImportFormat)], [hours, closed, daysOnly, feastsOnly, usual])
    func `hours and closing come back`(formats: (out: ExportFormat, in: ImportFormat), period: JSON) throws {
        let trip = try trip([period], formats.out, formats.in)

        #expect(trip.lost == [:])
        #expect(trip.omitted == [:])
    }

    @Test func `Apidae carries each period for itself, TourInFrance no holidays`() throws {
        func lost(_ opening: JSON, _ out: ExportFormat, _ format: ImportFormat) throws -> [String: Int] {
            let trip = try trip(opening, out, format)
            #expect(trip.lost == trip.omitted)
            return trip.lost
        }

        #expect(try lost([Self.closed, Self.usual], .apidae, .apidae) == [:])
        #expect(try lost([Self.hours, Self.feastsOnly], .apidae, .apidae) == [:])
        #expect(try lost([Self.closed], .tif, .tif) == ["opening": 1])
        #expect(try lost([Self.usual], .tif, .tif) == [:])
    }
}
