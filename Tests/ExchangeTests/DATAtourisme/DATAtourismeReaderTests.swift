import Directory
import Exchange
import Testing

struct DATAtourismeReaderTests {
    @Test func `key, name, category and day of change are read`() throws {
        let record = try Specimen.record(["lastUpdate": "2020-07-07"])

        #expect(record.key == "15/0049d959-34e3-3385-a34d-1354ececdbdc")
        #expect(record.name == "Hôtel des Pyrénées")
        #expect(record.document.category == "hotel")
        #expect(record.updatedOn == CalendarDate("2020-07-07"))
        #expect(record.findings.isEmpty)
    }

    @Test(
        arguments: [
            (["PointOfInterest", "Hotel", "HotelRestaurant", "Restaurant"], "hotel_restaurant"),
            (["Restaurant", "Hotel", "PointOfInterest", "HotelRestaurant"], "hotel_restaurant"),
            (["Accommodation", "CampingAndCaravanning", "Camping"], "camping"),
            (["https://www.datatourisme.fr/ontology/core#Museum"], "musee"),
        ] as [([String], String)])
    func `of several classes the most specific counts`(classes: [String], category: String) throws {
        let record = try Specimen.record(["@type": .array(classes.map(JSON.string))])

        #expect(record.document.category == category)
        #expect(record.rules.isEmpty)
    }

    @Test func `a family is taken with a finding where nothing closer fits`() throws {
        let record = try Specimen.record(["@type": ["PointOfInterest", "EntertainmentAndEvent"]])

        #expect(record.document.category == "event")
        #expect(record.rules == ["category.general"])
    }

    @Test(arguments: [
        ("{", "json.invalid", "objects/1/a.json"),
        ("[]", "json.invalid", "objects/1/a.json"),
        ("{\"rdfs:label\": {\"fr\": \"A\"}, \"@type\": \"Hotel\"}", "id.missing", "objects/1/a.json"),
        (
            "{\"@id\": \"https://x.fr/1/a\", \"@type\": [\"Unheard\"], \"rdfs:label\": \"A\"}",
            "category.unknown", "1/a"
        ),
        (
            "{\"@id\": \"https://x.fr/1/a\", \"@type\": [\"schema:Hotel\"], \"rdfs:label\": \"A\"}",
            "category.unknown", "1/a"
        ),
        (
            "{\"@id\": \"https://x.fr/1/a\", \"@type\": \"Hotel\", \"rdfs:label\": {\"fr\": \" \"}}",
            "name.missing", "1/a"
        ),
    ])
    func `what cannot be a listing is rejected with the reason`(text: String, rule: String, key: String)
        throws
    {
        guard
            case .rejected(let rejected, let findings) =
                try Specimen.reader().read(Array(text.utf8), name: "objects/1/a.json")
        else {
            Issue.record("not rejected")
            return
        }

        #expect(rejected == key)
        #expect(findings.map(\.rule) == [rule])
        #expect(findings.first?.severity == .error)
    }

    @Test(arguments: ["index.json", "flux/index.json", "context.jsonld", "README.txt"])
    func `files that are no objects are passed over`(name: String) throws {
        #expect(try Specimen.reader().read(Array("[]".utf8), name: name) == .skipped)
    }

    @Test func `texts come in lists, bare, with or without language`() throws {
        let record = try Specimen.record([
            "rdfs:label": ["en": "Pyrenees Hotel", "eu": ["Pirinioak"]],
            "rdfs:comment": ["fr": ["Court (autre)"], "de": "Kurz"],
            "hasDescription": [
                [
                    "shortDescription": ["fr": ["Court"], "en": ["Short"]],
                    "dc:description": ["fr": "Long", "en": ["Short"], "@es": "Largo"],
                ]
            ],
        ])

        #expect(record.name == "Pyrenees Hotel")
        #expect(record.json("name.eu") == "Pirinioak")
        #expect(record.json("name.fr") == nil)
        #expect(record.json("summary.fr") == "Court")
        #expect(record.json("summary.de") == "Kurz")
        #expect(record.json("description.fr") == "Long")
        #expect(record.json("description.es") == "Largo")
        #expect(record.json("description.en") == nil, "the summary is not repeated")
        #expect(try Specimen.record(["rdfs:label": "Nu"]).json("name.fr") == "Nu")
        #expect(
            try Specimen.record(["rdfs:label": [["@language": "fr", "@value": "Typé"]]]).json("name.fr")
                == "Typé")
    }

    @Test func `text that is too long is cut and told, control characters go`() throws {
        let record = try Specimen.record([
            "rdfs:label": ["fr": .string(String(repeating: "é", count: 300)), "xx": "?"],
            "hasDescription": [["shortDescription": ["fr": "A\u{7}B"]]],
        ])

        #expect(record.json("name.fr")?.string?.count == 255)
        #expect(record.json("summary.fr") == "AB")
        #expect(record.rules.sorted() == ["language.unknown", "text.long"])
    }

    @Test func `the layout of 2025 is read`() throws {
        let record = try Specimen.record([
            "@context": "https://x.fr/context.jsonld",
            "rdfs:label": ["en": ["Only English"]],
            "hasTranslatedProperty": [["rdf:language": ["en"]]],
            "hasDescription": [["shortDescription": ["en": ["Short"]], "hasTranslatedProperty": [[:]]]],
            "isLocatedAt": [
                [
                    "schema:geo": ["schema:latitude": 43.163, "schema:longitude": -1.236],
                    "schema:openingHoursSpecification": [
                        [
                            "schema:validFrom": "2025-04-01T00:00:00",
                            "schema:validThrough": "2025-11-02T23:59:59",
                            "additionalInformation": ["fr": ["Sur rendez-vous"], "en": ["By appointment"]],
                        ]
                    ],
                ]
            ],
            "lastUpdate": "2025-03-01",
        ])

        #expect(record.findings.isEmpty)
        #expect(record.name == "Only English")
        #expect(record.document.point == Point(latitude: 43.163, longitude: -1.236))
        #expect(
            record.json("opening/2025-04-01_2025-11-02") == [
                "from": "2025-04-01", "to": "2025-11-02", "weekly": nil,
                "note": ["fr": "Sur rendez-vous", "en": "By appointment"],
            ])
    }

    @Test func `a property without a place is told once`() throws {
        let record = try Specimen.record([
            "hasTheme": [["@id": "kb:Wine"], ["@id": "kb:Bike"]], "providesCuisineOfType": [],
            "tourDistance": 5_000.0,
        ])

        #expect(record.unmapped == ["hasTheme", "tourDistance"])
        #expect(record.findings.first?.json["severity"] == "info")
        #expect(record.findings.first?.json["listing"] == "Hôtel des Pyrénées")
    }

    @Test func `register numbers stay private`() throws {
        let record = try Specimen.record(["siret": "732 829 320 00074", "rcs": "Bayonne B 1", "apeNaf": ""])
        let wrong = try Specimen.record(["siret": "73282932000075"])

        #expect(record.json("legal.siret") == "73282932000074")
        #expect(record.json("legal.rcs") == "Bayonne B 1")
        #expect(record.document.publicPart.elements(.legal).isEmpty)
        #expect(wrong.rules == ["siret.invalid"])
        #expect(wrong.document.elements(.legal).isEmpty)
    }
}
