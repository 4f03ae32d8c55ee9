import Directory
import Exchange
import Testing

struct TourInFranceReaderTests {
    private func fixture() throws -> XMLFeed {
        try XMLFeed(try Sample.file("Tests/Fixtures/tif/listeOI.xml"))
    }

    @Test func `a list comes in whole, and the same again`() throws {
        let feed = try fixture()
        let again = try fixture()

        #expect(feed.records.map(\.key) == ["TFO17142937971", "32.FM.157.109494.10"])
        #expect(feed.rejected.map(\.rule) == ["category.unknown"])
        #expect(feed.records == again.records)
        let vocabularies = try Sample.vocabularies.get()
        for record in feed.records {
            #expect(try Document(stored: record.document.storedJSON, vocabularies) == record.document)
        }
    }

    @Test func `a hotel says what its object says`() throws {
        let hotel = try fixture().records[0]

        #expect(hotel.name == "Le Belle Rive")
        #expect(hotel.updatedOn == CalendarDate("2014-03-19"))
        #expect(hotel.json("category") == "hotel_restaurant")
        #expect(
            hotel.json("description.fr")
                == .string(
                    "Chambres confortables, service buanderie, piscine, tennis.\nGarage fermé, grand parking, Wifi."
                ))
        #expect(hotel.json("description.en") == "Comfortable rooms, laundry service, swimming pool, tennis.")
        #expect(hotel.json("location.point") == ["lat": 44.221392, "lon": 1.973323])
        #expect(hotel.json("location.address")?["insee"] == "12167")
        #expect(hotel.json("closures/2014-07-14_2014-07-14")?["from"] == "2014-07-14")
        #expect(hotel.json("opening/2014-04-04_2014-10-12")?["weekly"] == JSON.null)
        #expect(hotel.document.keys(.languagesSpoken) == ["en", "fr"])
        #expect(hotel.json("capacity.rooms") == 21)
        #expect(hotel.json("capacity.persons") == 46)
        #expect(hotel.json("capacity.covers") == 80)
        #expect(hotel.json("legal.siret") == "73282932000074")
        #expect(hotel.document.keys(.media).count == 1)
    }

    @Test func `means of payment are those of the object, what is unknown is told`() throws {
        let hotel = try fixture().records[0]

        #expect(
            hotel.document.keys(.paymentMethods) == [
                "amex@on_site", "ancv@on_site", "card@on_site", "cash@on_site", "cheque@on_site",
                "diners@on_site", "mastercard@on_site", "visa@on_site",
            ])
        #expect(hotel.findings.filter { $0.rule == "payment.unknown" }.map(\.message).count == 1)
    }

    @Test func `links are sorted by whom their host belongs to`() throws {
        let hotel = try fixture().records[0]

        #expect(hotel.document.keys(.salesChannels) == ["direct", "reservit"])
        #expect(hotel.json("sales_channels/reservit")?["external_id"] == "12345")
        #expect(hotel.json("sales_channels/direct")?["url"] == "https://reservation.lebellerive.fr/chambres")
        #expect(hotel.json("sales_channels/direct")?["mode"] == "request")
        #expect(hotel.json("review_profiles/tripadvisor")?["external_id"] == "1539397")
        let contacts = hotel.document.elements(.contacts).map(\.value.json)
        #expect(
            contacts.compactMap { $0["kind"]?.string } == [
                "email", "email", "facebook", "fax", "mobile", "phone", "website",
            ])
        #expect(
            contacts.filter { $0["public"] == false }.compactMap { $0["value"] } == [
                "proprietaire@example.fr"
            ])
    }

    @Test func `ratings, labels and amenities are found although codes have moved`() throws {
        let hotel = try fixture().records[0]

        #expect(hotel.json("classification/hotel_stars")?["value"] == "3")
        #expect(hotel.json("classification/hotel_stars")?["delivered_on"] == "2012-07-04")
        #expect(hotel.json("classification/logis_cheminees")?["value"] == "2")
        #expect(hotel.document.keys(.labels) == ["logis", "qualite_tourisme"])
        #expect(
            hotel.document.keys(.amenities) == [
                "outdoor_pool", "pets_allowed", "private_garage", "restaurant", "tennis_court", "terrace",
                "wifi",
            ])
        #expect(hotel.document.keys(.accessibility) == ["reduced_mobility"])
        #expect(hotel.rules.contains("amenity.nearby"))
        #expect(hotel.findings.contains { $0.rule == "amenity.unknown" && $0.message.contains("autocar") })
    }

    @Test func `prices keep label, span, unit and days`() throws {
        let prices = try fixture().records[0].document.elements(.prices).map(\.value.json)

        let breakfast = prices.first { $0["label"]?["fr"]?.string?.hasPrefix("Petit") == true }
        #expect(breakfast?["label"] == ["fr": "Petit-déjeuner Buffet – Buffet à volonté."])
        #expect(breakfast?["min"] == "9.00")
        #expect(breakfast?["unit"] == "person")
        #expect(breakfast?["from"] == "2014-04-04")
        let double = prices.first { $0["max"] == "64.00" }
        #expect(double?["label"] == ["fr": "Chambre double sans petit déjeuner"])
        #expect(double?["unit"] == "day")
        #expect(prices.contains { $0["min"] == JSON.null && $0["label"] != nil })
    }

    @Test func `an event has its dates and its week`() throws {
        let event = try fixture().records[1]

        #expect(event.json("category") == "evenement_commercial")
        #expect(event.document.keys(.dates) == ["2013-07-11_19:00"])
        #expect(event.json("dates/2013-07-11_19:00")?["closes"] == "23:30")
        let week = event.json("opening/2013-06-01_2013-09-30")
        #expect(
            week?["weekly"] == ["mo": [["09:30", "12:00"], ["14:00", nil]], "su": [["09:00", "12:00"]]])
        #expect(week?["note"] == ["fr": "Fermé : mardi"])
        #expect(event.rules.filter { $0 == "date.inverted" }.count == 1)
        #expect(event.rules.contains("contact.unknown"))
        #expect(event.unmapped.contains("Contacts.04.03.24"))
        #expect(event.document.keys(.contacts).count == 1)
    }

    @Test(arguments: [
        ("02.01.05.01.01", "Hôtel", "hotel"), ("02.01.06", "Hôtellerie de plein air", "lodging"),
        ("02.01.06", "Zone de bivouac", "bivouac"), ("02.01.06.01.02", "Campings", "camping"),
        ("02.01.13.03.14", "Cuisine traditionnelle", "food"), ("02.01.08.01.28", "Plage", "plage"),
        ("02.01.14.05", "Villages de vacances", "village_vacances"),
    ])
    func `a code means its category, or the family above it`(code: String, label: String, category: String)
        throws
    {
        let text = """
            <OI><DublinCore><identifier>1</identifier><title>x</title>
            <Classification code="\(code)">\(label)</Classification></DublinCore></OI>
            """

        #expect(try XMLFeed(text).records.first?.json("category") == .string(category))
    }

    @Test(arguments: [
        ("<p>Un</p><p>deux&nbsp;</p>", "Un\n\ndeux"), ("a<br />b<br/>c<BR>d", "a\nb\nc\nd"),
        ("<ul><li>un</li><li>deux</li></ul>", "- un\n- deux"), ("R&D, 5 < 6 & 7 > 3", "R&D, 5 < 6 & 7 > 3"),
        ("L&#39;&eacute;t&eacute; &agrave; 5&#x20AC;", "L'été à 5€"), ("a<script>alert(1)</script>b", "ab"),
        ("<!-- x -->a<style>p{}</style>", "a"), ("two  spaces\n\nstay", "two  spaces\n\nstay"),
        ("<b>un</b> <i>deux", "un deux"), ("a<b", "a<b"), ("&unknown; &#xD800;", "&unknown;"),
    ])
    func `markup in a text becomes plain text with paragraphs`(markup: String, plain: String) throws {
        let escaped = markup.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        let record = try XMLFeed.record("", core: "<dc:description>\(escaped)</dc:description>")

        #expect(record.json("description.fr") == .string(plain))
    }

    @Test func `elements within a text are markup too`() throws {
        let record = try XMLFeed.record(
            "", core: "<dc:description>Un <b>beau</b> jour<br/>ici</dc:description>")

        #expect(record.json("description.fr") == "Un beau jour\nici")
    }

    @Test func `what is void is absent and what is wrong is told`() throws {
        let record = try XMLFeed.record(
            """
            <tif:Langues><tif:Usage><tif:Langue>-</tif:Langue></tif:Usage></tif:Langues>
            <tif:InformationsLegales><tif:SIRET>12345</tif:SIRET><tif:RCS>null</tif:RCS></tif:InformationsLegales>
            <tif:Geolocalisations><tif:DetailPoint><tif:Coordonnees><tif:DetailCoordonnees>
            <tif:Latitude>0</tif:Latitude><tif:Longitude>0</tif:Longitude></tif:DetailCoordonnees>
            </tif:Coordonnees></tif:DetailPoint></tif:Geolocalisations>
            """, core: "<dc:identifier>B2</dc:identifier>")

        #expect(record.key == "A1")
        #expect(record.rules.sorted() == ["category.general", "geo.zero", "id.twice", "siret.invalid"])
        #expect(record.document.keys(.languagesSpoken) == [])
        #expect(record.document.point == nil)
    }

    @Test(arguments: [
        ("<OI><DublinCore><title>x</title></DublinCore></OI>", "id.missing"),
        (
            "<OI><DublinCore><identifier>1</identifier><Classification code=\"02.01.05\"/></DublinCore></OI>",
            "name.missing"
        ),
        ("<OI><DublinCore><identifier>1</identifier><title>x</title></DublinCore></OI>", "category.unknown"),
        ("<html><body>Erreur 500</body></html>", "record.unknown"),
    ])
    func `rejected is only what cannot be a listing`(text: String, rule: String) throws {
        let feed = try XMLFeed(text)

        #expect(feed.records.isEmpty)
        #expect(feed.rejected.map(\.rule) == [rule])
    }
}
