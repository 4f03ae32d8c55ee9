import Directory
import Exchange
import Testing

struct FacilitiesTests {
    @Test func `capacity and amenities are read from features`() throws {
        let record = try Specimen.record([
            "allowedPersons": "32", "reducedMobilityAccess": true,
            "hasFeature": [
                ["features": [["@id": "kb:Bedroom"]], "schema:value": "14"],
                ["features": [["@id": "kb:Covers"]], "schema:value": "-43"],
                ["features": [["@id": "kb:Bar"], ["@id": "kb:Teleporter"]], "petsAllowed": true],
            ],
            "isLocatedAt": [["petsAllowed": false, "internetAccess": true]],
        ])

        #expect(record.json("capacity.persons") == 32)
        #expect(record.json("capacity.rooms") == 14)
        #expect(record.json("capacity.covers") == nil)
        #expect(record.document.keys(.amenities) == ["bar", "pets_allowed", "wifi"])
        #expect(record.document.keys(.accessibility) == ["reduced_mobility"])
        #expect(record.rules == ["capacity.invalid", "amenity.unknown"])
    }

    @Test func `what is said to be false is not taken`() throws {
        let record = try Specimen.record([
            "reducedMobilityAccess": false, "takeAway": false, "hasFeature": [["petsAllowed": false]],
        ])

        #expect(record.document.elements(.amenities).isEmpty)
        #expect(record.document.elements(.accessibility).isEmpty)
        #expect(record.findings.isEmpty)
    }

    @Test(
        arguments: [
            ("fr", "fr", []), ("BR", "pt", ["language.assumed"]), ("br", "br", []),
            ("Anglais", "en", ["language.assumed"]), ("Klingon", nil, ["language.unknown"]),
        ] as [(String, String?, [String])])
    func `languages are read by code and by name`(text: String, code: String?, rules: [String]) throws {
        let record = try Specimen.record(["availableLanguage": [.string(text)]])

        #expect(record.document.keys(.languagesSpoken) == (code.map { [$0] } ?? []))
        #expect(record.rules == rules)
    }

    @Test(
        arguments: [
            (["Hotel"], "kb:ScaleRating_3etoiles", "hotel_stars", "3"),
            (["Camping"], "kb:ScaleRating_5etoiles", "camping_stars", "5"),
            (["SelfCateringAccommodation"], "kb:ScaleRating_1etoile", "meuble_stars", "1"),
            (["LocalTouristOffice"], "kb:ScaleRating_Categorie2", "office_category", "2"),
        ] as [([String], String, String, String)])
    func `a rating belongs to the scheme of its category`(
        classes: [String], code: String, scheme: String, value: String
    ) throws {
        let record = try Specimen.record([
            "@type": .array(classes.map(JSON.string)),
            "hasReview": [["hasReviewValue": ["@id": .string(code)], "reviewDeliveryDate": "2020-01-31"]],
        ])

        #expect(
            record.json("classification/\(scheme)") == [
                "scheme": .string(scheme), "value": .string(value), "delivered_on": "2020-01-31",
                "expires_on": nil,
            ])
        #expect(record.rules.isEmpty)
    }

    @Test func `a rating that fits nothing, a pending and an unknown one are told`() throws {
        let record = try Specimen.record([
            "@type": ["LocalTouristOffice"],
            "hasReview": [
                ["hasReviewValue": ["@id": "kb:ScaleRating_3etoiles"]],
                ["hasReviewValue": ["@id": "kb:ScaleRating_Categorie2"], "pending": true],
                ["hasReviewValue": ["@id": "kb:LabelRating_AccueilVelo"]],
                ["hasReviewValue": ["@id": "kb:LabelRating_Unheard"]],
            ],
        ])

        #expect(record.document.elements(.classification).isEmpty)
        #expect(record.document.keys(.labels) == ["accueil_velo"])
        #expect(record.rules == ["classification.scheme", "classification.pending", "label.unknown"])
    }

    @Test func `pictures come with credit, caption and end of rights, the main one first, each once`() throws
    {
        func picture(_ url: JSON, _ title: JSON = "A") -> JSON {
            [
                "ebucore:hasAnnotation": [
                    [
                        "credits": ["©a", "©b"], "ebucore:title": ["fr": [title]],
                        "rightsEndDate": "2024-11-29",
                    ]
                ],
                "ebucore:hasRelatedResource": [["ebucore:locator": [url]]],
            ]
        }
        let record = try Specimen.record([
            "hasMainRepresentation": [picture("https://m.example.org/z.jpg")],
            "hasRepresentation": [
                picture("https://m.example.org/a b.jpg"), picture("https://m.example.org/z.jpg", "B"),
                picture("https://m.example.org/upload/"), picture("nowhere"),
            ],
        ])

        let media = record.document.elements(.media).map(\.value.json)
        #expect(
            media.first == [
                "url": "https://m.example.org/z.jpg", "credit": "©a, ©b", "licence": nil,
                "caption": ["fr": "A"],
                "expires_on": "2024-11-29",
            ])
        #expect(
            media.map { $0["url"]?.string } == [
                "https://m.example.org/z.jpg", "https://m.example.org/a%20b.jpg",
            ])
        #expect(record.rules == ["media.no_file", "url.invalid"])
    }
}
