import Directory
import Exchange
import Testing

struct MappedFieldTests {
    @Test(arguments: [
        ("02 40 27 07 22", ["+33240270722"]), ("02.40.27.07.22", ["+33240270722"]),
        ("Tél. 02 40 27 07 22", ["+33240270722"]), ("02 51 74 08 08 Restaurant", ["+33251740808"]),
        ("02 40 27 07 22 / 02 40 27 07 23", ["+33240270722", "+33240270723"]),
        ("02\u{2009}40\u{2009}27\u{2009}07\u{2009}22", ["+33240270722"]), ("33240270722", ["+33240270722"]),
        ("3635", []), ("Mairie", []), ("0 821 235 500 (0.12€/minute)", ["+33821235500"]),
    ])
    func `a telephone is found in its cell or not at all`(cell: String, expected: [String]) throws {
        let record = try MappedRow.read(["Tél": "contacts.phone"], ["Tél": .string(cell)])

        #expect(record.contacts("phone") == expected)
        #expect(expected.isEmpty == record.findingRules.contains("phone.invalid"))
    }

    @Test func `what stands in the wrong column goes where it belongs`() throws {
        let columns: JSON = ["Tél": "contacts.phone", "Mail": "contacts.email", "Site": "contacts.link"]
        let record = try MappedRow.read(
            columns,
            ["Tél": "info@example.fr", "Mail": "02 41 70 90 21", "Site": "http://contact@le-hotel.fr"])

        #expect(record.contacts("email") == ["contact@le-hotel.fr", "info@example.fr"])
        #expect(record.contacts("phone") == ["+33241709021"])
        #expect(record.contacts("website").isEmpty)
        #expect(record.findingRules.filter { $0 == "contact.misplaced" }.count == 3)
    }

    @Test func `a page with an at sign is no e-mail address`() throws {
        let record = try MappedRow.read(
            ["Site": "contacts.link"], ["Site": "https://www.tiktok.com/@lemansfc.officiel"])

        #expect(record.contacts("email").isEmpty)
        #expect(record.contacts("tiktok") == ["https://www.tiktok.com/@lemansfc.officiel"])
    }

    @Test(arguments: [
        "https:// www.example.fr/a", "https//www.example.fr/a", "https:///www.example.fr/a",
        ": https://www.example.fr/a",
        "http://https://www.example.fr/a", "https:\\\\www.example.fr/a",
    ])
    func `a slip before the host of an address is mended`(cell: String) throws {
        let record = try MappedRow.read(["Site": "contacts.link"], ["Site": .string(cell)])

        #expect(record.contacts("website") == ["https://www.example.fr/a"])
        #expect(record.findingRules == ["url.repaired"])
    }

    @Test(arguments: ["(https://www.example.fr/a)", "https://www. example.fr/a"])
    func `brackets around an address and a space in its host go`(cell: String) throws {
        let record = try MappedRow.read(["Site": "contacts.link"], ["Site": .string(cell)])

        #expect(record.contacts("website") == ["https://www.example.fr/a"])
    }

    @Test func `a caption names who made the picture behind a word of the mapping`() throws {
        func media(_ caption: String) throws -> JSON? {
            let cell: JSON = ["url": "https://example.fr/a.jpg", "description": .string(caption)]
            let record = try MappedRow.read(
                ["Photo": ["to": "media.it", "credit": ["Foto", "Ph."]]], ["Photo": cell])
            return record.document.elements(.media).first?.value.json
        }

        let first = try media("Museo Passiria, area “Eroi”. Foto Bernadette Pfeifer ")
        #expect(first?["credit"] == "Bernadette Pfeifer")
        #expect(first?["caption"] == ["it": "Museo Passiria, area “Eroi”"])
        let second = try media("Foto Castello")
        #expect(second?["credit"] == "Castello" && second?["caption"]?.isNull == true)
        #expect(try media("Veduta, Ph. Luca Meneghel")?["credit"] == "Luca Meneghel")
        #expect(try media("Fotoarchivio storico")?["credit"]?.isNull == true)
    }

    @Test func `a list of addresses is cut only where another address begins`() throws {
        let cell: JSON = "https://a.example.fr/visite/#regdl=categories#www.b.example.fr/x#b.example.com"
        let record = try MappedRow.read(["Site": ["to": "contacts.link", "split": "#"]], ["Site": cell])

        #expect(
            record.contacts("website") == [
                "http://b.example.com", "http://www.b.example.fr/x",
                "https://a.example.fr/visite/#regdl=categories",
            ])
    }

    @Test func `several channels in a cell of our own come back each`() throws {
        let cell: JSON = """
            booking=https://www.booking.com/hotel/fr/bi.fr.html | expedia=https://www.expedia.fr/X.h123.Y | \
            ot_central=https://centrale.example.fr/x
            """
        let rule: JSON = ["to": "contacts.link", "split": " | ", "role": "booking"]
        let record = try MappedRow.read(["Canaux": rule], ["Canaux": cell])
        let channels = record.document.elements(.salesChannels).map(\.value.json)

        #expect(
            Set(channels.compactMap { $0["platform"]?.string }) == ["booking", "expedia", "ot_central"])
        #expect(record.findings.isEmpty)
    }

    @Test(arguments: [
        ("CB", ["card@on_site"]), ("Carte bleue", ["card@on_site"]),
        ("CB/Visa/Mastercard", ["card@on_site", "mastercard@on_site", "visa@on_site"]),
        ("ESP", ["cash@on_site"]),
    ])
    func `means of payment have several names`(cell: String, keys: [String]) throws {
        let record = try MappedRow.read(["P": "payment.methods"], ["P": .string(cell)])

        #expect(record.document.keys(.paymentMethods).sorted() == keys)
        #expect(record.findings.isEmpty)
    }

    @Test func `bytes of another encoding are told with their column`() throws {
        let record = try MappedRow.read(
            ["Site": "contacts.link"], ["Site": "https://a.example.fr", "#damaged": ["Nom"]])

        #expect(record.findings.map { "\($0.path) \($0.rule)" } == ["Nom encoding.invalid"])
    }

    @Test func `the parts of a booking centre become channels and contacts`() throws {
        let cell: JSON =
            "||http://premium.secureholiday.net/fr/581/||https://www.camping.fr||02 40 21 58 83||a@camping.fr"
        let record = try MappedRow.read(["Centrale": "contacts.booking_centre"], ["Centrale": cell])

        #expect(record.document.keys(.salesChannels) == ["ctoutvert", "direct"])
        #expect(
            record.value("sales_channels/ctoutvert")?["url"]
                == "https://premium.secureholiday.net/fr/581/")
        #expect(record.contacts("phone") == ["+33240215883"])
        #expect(record.contacts("email") == ["a@camping.fr"])
    }

    @Test func `means of payment are found by the mapping, a code or a label`() throws {
        let columns: JSON = [
            "Paiement": ["to": "payment.methods", "split": ",", "values": ["Chèques Vacances": "ancv"]]
        ]
        let record = try MappedRow.read(
            columns, ["Paiement": "cheques-vacance,Carte bancaire,cash,VAC,Coquillages"],
            more: ["system": "tourinsoft"])

        #expect(record.document.keys(.paymentMethods) == ["ancv@on_site", "card@on_site", "cash@on_site"])
        #expect(record.findings.map(\.message) == ["“Coquillages” is no means of payment known here"])
    }

    @Test func `names in capitals are written as people write them`() throws {
        let columns: JSON = ["Nom": ["to": "name", "case": "proper"]]
        let names: [(String, String)] = [
            ("HÔTEL DE L'ÉGLISE", "Hôtel de l'Église"), ("LE MANS", "Le Mans"),
            ("LES TROIS-CHÊNES", "Les Trois-Chênes"),
            ("HÔTEL & SPA LOUIS XIV", "Hôtel & SPA Louis XIV"), ("L'OUSTAL", "L'Oustal"),
            ("Camping le Lac", "Camping le Lac"),
            ("7HÔTEL", "7HÔTEL"),
        ]

        for (name, expected) in names {
            let record = try MappedRow.read(columns, ["Nom": .string(name)])
            #expect(record.value("name.fr")?.string == expected)
        }
    }

    @Test func `prices keep their label and an inverted one is turned`() throws {
        let cell: JSON =
            "Forfait (1 lot, 2 personnes) / nuit||16,00||24,00||,Locatif / semaine||810,00||250,00||taxe, 4 lits"
        let record = try MappedRow.read(["Tarifs": "prices"], ["Tarifs": cell])
        let prices = record.document.elements(.prices).map(\.value.json).sorted {
            ($0["min"]?.string ?? "") < ($1["min"]?.string ?? "")
        }

        #expect(prices.count == 2)
        #expect(prices[0]["label"] == ["fr": "Forfait (1 lot, 2 personnes) / nuit"])
        #expect(prices[0]["unit"] == "night")
        #expect(prices[1]["min"] == "250.00")
        #expect(prices[1]["max"] == "810.00")
        #expect(prices[1]["label"] == ["fr": "Locatif / semaine – taxe, 4 lits"])
        #expect(record.findingRules == ["price.inverted"])
    }

    @Test func `a column that the mapping does not know is told`() throws {
        let record = try MappedRow.read([:], ["Surface": "3", "Vide": "-"])

        #expect(record.findings.map(\.path) == ["Surface"])
        #expect(record.findingRules == ["unmapped"])
    }

    @Test func `the stars belong to the scheme of the category`() throws {
        let columns: JSON = ["Classement": "classification", "Date": "classification.delivered_on"]
        let hotel = try MappedRow.read(columns, ["Classement": "3 étoiles", "Date": "19/06/2023"])
        let gite = try MappedRow.read(columns, ["Classement": "4 épis"], more: ["category": ["meuble_gite"]])
        let none = try MappedRow.read(columns, ["Classement": "Non classé"])

        #expect(hotel.value("classification/hotel_stars")?["value"] == "3")
        #expect(hotel.value("classification/hotel_stars")?["delivered_on"] == "2023-06-19")
        #expect(gite.value("classification/gites_epis")?["value"] == "4")
        #expect(none.document.elements(.classification).isEmpty)
        #expect(none.findings.isEmpty)
    }

    @Test func `a text with tags becomes plain text, an empty one nothing`() throws {
        let record = try MappedRow.read(
            ["De": "description.de", "En": "description.en"],
            ["De": "<p>Eins &amp; zwei</p><p>Drei<br>vier</p>", "En": "<p><br></p>"])

        #expect(record.value("description.de") == "Eins & zwei\n\nDrei\nvier")
        #expect(record.value("description.en") == nil)
    }

    private static let incomplete: [(JSON, String)] = [
        (["Nom": "", "Id": "A"], "name.missing"), (["Id": "-"], "key.missing"),
    ]

    @Test(arguments: incomplete)
    func `a record without name or key is rejected`(cells: JSON, rule: String) throws {
        guard case .rejected(_, let findings) = try MappedRow.reading([:], cells) else {
            throw MappedRow.NoRecord()
        }
        #expect(findings.map(\.rule) == [rule])
    }

    @Test func `a record without a category is rejected`() throws {
        let reading = try MappedRow.reading(
            ["Type": "summary"], ["Type": "Phare"], more: ["category": [["column": "Type"]]])
        guard case .rejected(let key, let findings) = reading else { throw MappedRow.NoRecord() }

        #expect(key == "HOT1")
        #expect(findings.map(\.rule) == ["category.unknown"])
    }
}
