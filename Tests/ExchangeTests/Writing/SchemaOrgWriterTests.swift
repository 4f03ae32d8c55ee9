import Directory
import Exchange
import Testing

@Suite struct SchemaOrgWriterTests {
    private let writer = SchemaOrgWriter(vocabularies: .written)

    private func node(_ record: ListingRecord, _ language: LanguageCode = .french) -> JSON {
        writer.render(record, id: "https://fitxa.example/fx-7k2m9qd4", language: language)
    }

    @Test(arguments: [
        ("hotel", #""Hotel""#), ("hotel_restaurant", #"["Hotel","Restaurant"]"#),
        ("yurt", #""LodgingBusiness""#),
        ("leisure", #""Place""#), ("museum", #""Museum""#), ("concert", #""Event""#),
        ("trail", #""TouristTrip""#),
    ])
    func `the type comes from the category or what stands above it`(category: String, type: String) throws {
        let record = try ListingRecord.of("{\"category\": \"\(category)\"}")

        #expect(node(record)["@type"]?.text == type)
    }

    @Test func `a hotel tells who it is and how to reach it`() throws {
        let node = try node(.hotel())

        #expect(
            node["@context"] == "https://schema.org" && node["@id"] == "https://fitxa.example/fx-7k2m9qd4")
        #expect(node["name"] == "Hôtel, \"des Pyrénées\"" && node["telephone"] == "+33559370101")
        #expect(node["email"] == "info@example.fr" && node["url"] == "https://example.fr")
        #expect(node["sameAs"] == ["https://facebook.com/hotel", "https://www.tripadvisor.fr/x-d1"])
        #expect(node["geo"]?.text == #"{"@type":"GeoCoordinates","latitude":43.163,"longitude":-1.236}"#)
        #expect(node["address"]?["streetAddress"] == "19 place du Général, Bât. B")
        #expect(node["address"]?["addressLocality"] == "Saint-Jean-Pied-de-Port")
        #expect(node["address"]?["addressCountry"] == "FR" && node["image"] == ["https://example.fr/a.jpg"])
        #expect(node["starRating"]?["ratingValue"] == "3" && node["numberOfRooms"] == 14)
        #expect(node["availableLanguage"] == ["eu", "fr"])
        #expect(node["potentialAction"]?.array?.first?["target"] == "https://booking.com/hotel/fr/x")
    }

    @Test func `a hotel tells what it costs and how to pay`() throws {
        let french = try node(.hotel())
        let english = try node(.hotel(), .english)

        #expect(french["priceRange"] == "60.00-140.00 EUR" && french["currenciesAccepted"] == "EUR")
        #expect(
            Set(french["paymentAccepted"]?.string?.split(separator: ", ") ?? []) == [
                "Espèces", "Carte bancaire",
            ])
        #expect(
            Set(english["paymentAccepted"]?.string?.split(separator: ", ") ?? []) == ["Cash", "Bank card"])
        #expect(english["name"] == "Pyrenees Hotel")
        #expect(english["amenityFeature"]?.array?.compactMap { $0["name"]?.string } == ["Pool", "Free wifi"])
    }

    @Test func `hours are told with their season, closures apart`() throws {
        let node = try node(.hotel())
        let hours = try #require(node["openingHoursSpecification"]?.array).map { hours in
            let days = hours["dayOfWeek"]?.elements.compactMap { $0.string?.split(separator: "/").last } ?? []
            return
                "\(days.joined(separator: "+")) \(hours["opens"]?.string ?? "") \(hours["closes"]?.string ?? "")"
        }

        #expect(
            hours == [
                "Monday+Tuesday 09:00 12:00", "Monday 14:00 19:00", "Saturday 22:00 02:00",
                "Sunday 00:00 23:59",
            ])
        #expect(
            node["openingHoursSpecification"]?.array?.allSatisfy {
                $0["validFrom"] == "2026-04-01" && $0["validThrough"] == "2026-11-15"
            } == true)
        #expect(
            node["specialOpeningHoursSpecification"]?.array?.map(\.text) == [
                #"{"@type":"OpeningHoursSpecification","opens":"00:00","closes":"00:00","validFrom":"2026-07-14","validThrough":"2026-07-14"}"#
            ])
    }

    @Test func `a type carries only properties that it has`() throws {
        var record = try ListingRecord.hotel()
        func keys(_ category: String) -> Set<String> {
            record.document[FieldPath(.category)] = .code(category)
            return Set(node(record).object?.keys ?? [])
        }

        #expect(keys("museum").isDisjoint(with: ["email", "paymentAccepted", "priceRange", "starRating"]))
        #expect(keys("museum").isSuperset(of: ["telephone", "geo", "address", "openingHoursSpecification"]))
        #expect(
            keys("trail").isDisjoint(with: ["telephone", "geo", "address", "amenityFeature", "knowsLanguage"])
        )
        #expect(
            keys("concert").isDisjoint(with: ["telephone", "geo", "address", "openingHoursSpecification"]))
        #expect(keys("agency").isSuperset(of: ["email", "address", "knowsLanguage"]))
    }

    @Test func `nothing private and nothing empty is told`() throws {
        let hotel = try node(.hotel()).text
        let empty = try node(.of("{}"))

        for secret in ["secret@example.fr", "73282932000074", "rappeler"] { #expect(!hotel.contains(secret)) }
        #expect(empty.object?.keys == ["@context", "@type", "@id"])
    }

    @Test(arguments: [
        (#"[{"from": "2026-07-14"}]"#, "2026-07-14", "2026-07-14", 0),
        (
            #"[{"from": "2026-07-14", "opens": "20:00", "closes": "23:00"}]"#, "2026-07-14T20:00",
            "2026-07-14T23:00", 0
        ),
        (
            #"[{"from": "2026-07-14", "opens": "20:00", "closes": "02:00"}]"#, "2026-07-14T20:00",
            "2026-07-15T02:00", 0
        ),
        (
            #"[{"from": "2026-12-31", "opens": "20:00", "closes": "24:00"}]"#, "2026-12-31T20:00",
            "2027-01-01T00:00", 0
        ),
        (
            #"[{"from": "2026-07-18", "to": "2026-07-20"}, {"from": "2026-07-14", "opens": "20:00"}]"#,
            "2026-07-14T20:00", "2026-07-20", 2
        ),
    ])
    func `an event tells when it takes place`(dates: String, start: String, end: String, schedules: Int)
        throws
    {
        let location = #"{"point": {"lat": 43, "lon": -1}, "address": {"commune": "Ossès"}}"#
        let record = try ListingRecord.of(
            "{\"category\": \"concert\", \"dates\": \(dates), \"location\": \(location), \"prices\": [{\"min\": \"12\"}]}"
        )

        let node = node(record)

        #expect(node["startDate"]?.string == start && node["endDate"]?.string == end)
        #expect(node["eventSchedule"]?.array?.count ?? 0 == schedules)
        #expect(node["location"]?["address"]?["addressLocality"] == "Ossès")
        #expect(node["location"]?["geo"]?["latitude"]?.double == 43)
        #expect(node["offers"]?.text == #"[{"@type":"Offer","price":"12.00","priceCurrency":"EUR"}]"#)
    }

    @Test func `the text for a page cannot end its script element`() throws {
        let node = try node(.hotel(), .english)

        let script = SchemaOrgWriter.script(node)

        #expect(node.text.contains("</script>") && !script.contains("<"))
        #expect(try JSON(parsing: script).text == node.text)
    }
}
