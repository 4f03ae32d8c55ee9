import Directory
import Exchange
import Testing

struct ApidaeFactsTests {
    private typealias Specimen = ApidaeSpecimen

    private func values(_ record: SourceRecord, _ field: Field) -> [JSON] {
        record.document.elements(field).map(\.value.json)
    }

    @Test func `links are sorted into contacts, sales channels and review profiles`() throws {
        let record = try Specimen.record([
            "informations": [
                "moyensCommunication": [
                    Specimen.means(201, "05 59 37 01 01 / 06 12 34 56 78"),
                    Specimen.means(202, "05 59 37 01 02"),
                    Specimen.means(204, "mailto:info@hotel.fr"), Specimen.means(205, "www.hotel.fr"),
                    Specimen.means(207, "https://www.facebook.com/hotel"),
                    Specimen.means(4000, "https://www.tripadvisor.fr/Hotel-d123.html"),
                    Specimen.means(9999, "https://www.instagram.com/hotel"), Specimen.means(9999, "fumée"),
                ]
            ],
            "reservation": [
                "organismes": [
                    [
                        "type": ["id": 475],
                        "moyensCommunication": [
                            Specimen.means(201, "05 59 00 00 00"),
                            Specimen.means(205, "http://www.booking.com/hotel/fr/x.html"),
                            Specimen.means(205, "https://hotel.fr/"),
                            Specimen.means(205, "https://reserver.hotel.fr/"),
                        ],
                    ]
                ]
            ],
        ])
        let contacts = values(record, .contacts).map {
            "\($0["kind"]?.string ?? "") \($0["role"]?.string ?? "")"
        }

        #expect(
            contacts.sorted() == [
                "email establishment", "facebook establishment", "fax establishment",
                "instagram establishment",
                "mobile establishment", "phone booking", "phone establishment", "website establishment",
            ])
        #expect(
            values(record, .salesChannels).compactMap { $0["platform"]?.string } == ["booking", "direct"])
        #expect(values(record, .reviewProfiles).compactMap { $0["external_id"]?.string } == ["123"])
        #expect(record.rules.filter { $0.hasPrefix("contact") } == ["contact.kind"])
    }

    @Test func `the page of a booking centre is its channel, wherever it stands`() throws {
        let record = try Specimen.record([
            "reservation": [
                "organismes": [
                    [
                        "type": ["id": 473],
                        "moyensCommunication": [Specimen.means(205, "https://centrale.example.fr/x")],
                    ]
                ]
            ]
        ])

        #expect(values(record, .salesChannels).compactMap { $0["platform"]?.string } == ["ot_central"])
    }

    @Test func `the people behind a listing stay private and nameless`() throws {
        let person: JSON = [
            "nom": "Etcheverry", "prenom": "Maite", "fonction": ["id": 462],
            "moyensCommunication": [Specimen.means(204, "maite@hotel.fr")],
        ]
        let record = try Specimen.record(["contacts": [person]])

        #expect(values(record, .contacts).map { $0["public"] } == [false])
        #expect(values(record, .contacts).map { $0["role"] } == ["booking"])
        #expect(!record.document.storedJSON.text.contains("Etcheverry"))
        #expect(record.unmapped == ["contacts.nom", "contacts.prenom"])
    }

    @Test func `means of payment keep their meaning`() throws {
        let ids: [JSON] = [1277, 1271, 1268, 1274, 6181, 1287, 5558].map { ["id": $0] }
        let record = try Specimen.record(["descriptionTarif": ["modesPaiement": .array(ids)]])

        #expect(
            record.document.keys(.paymentMethods) == [
                "ancv@on_site", "ancv_connect@on_site", "card@on_site", "cash@on_site", "cheque@on_site",
                "online@online", "paypal@online/paypal",
            ])
    }

    @Test func `prices are told by period and kind, and in words where a kind is only a number`() throws {
        let fares: JSON = [
            [
                "minimum": 55, "maximum": 80.5, "devise": "EUR",
                "type": ["id": 1466, "libelleFr": "Chambre double"],
            ],
            ["minimum": 9.99, "type": ["id": 999_999], "precisionTarif": ["libelleFr": "par chien"]],
        ]
        let record = try Specimen.record([
            "descriptionTarif": [
                "periodes": [
                    [
                        "dateDebut": "2026-01-01", "dateFin": "2026-12-31", "type": ["id": 1304],
                        "tarifs": fares,
                    ]
                ],
                "tarifsEnClair": ["libelleFr": "Chambre double : de 55 à 80,50 €"],
                "tarifsEnClairGenerationMode": "AUTOMATIQUE",
            ]
        ])
        let prices = values(record, .prices)

        #expect(prices.count == 3)
        #expect(
            prices.contains {
                $0["label"]?["fr"] == "Chambre double" && $0["min"] == "55.00" && $0["max"] == "80.50"
            })
        #expect(
            prices.contains { $0["label"]?["fr"] == "par chien" && $0["min"] == "9.99" && $0["max"] == .null }
        )
        #expect(
            prices.contains { $0["label"]?["fr"] == "Chambre double : de 55 à 80,50 €" && $0["min"] == .null }
        )
        #expect(record.rules.contains("price.kind"))
    }

    @Test func `a kind that comes as a number takes its label from the list of Apidae`() throws {
        func prices(_ words: JSON) throws -> (prices: [JSON], rules: [String]) {
            let fares: JSON = [
                ["minimum": 55, "type": ["id": 1466]], ["minimum": 8, "type": ["id": 1717]],
                ["minimum": 5, "type": ["id": 4080], "precisionTarif": ["libelleFr": "par chien"]],
            ]
            let record = try Specimen.record([
                "descriptionTarif": [
                    "periodes": [["tarifs": fares]], "tarifsEnClair": words,
                    "tarifsEnClairGenerationMode": "AUTOMATIQUE",
                ]
            ])
            return (values(record, .prices).sorted { $0.text < $1.text }, record.rules)
        }
        let (plain, rules) = try prices(["libelleFr": "Chambre double : à partir de 55 €"])
        let german = try prices(["libelleDe": "Doppelzimmer: ab 55 €"]).prices

        func label(_ min: String) -> JSON? { plain.first { $0["min"]?.string == min }?["label"] }
        #expect(plain.count == 3)
        #expect(label("55.00") == ["fr": "Chambre double", "en": "Double room"])
        #expect(label("5.00") == ["fr": "Animaux – par chien", "en": "Pets"])
        // What is a unit needs no label.
        #expect(label("8.00")?.isNull == true)
        #expect(rules.contains("price.kind") == false)
        #expect(german.contains { $0["label"]?["de"] == "Doppelzimmer: ab 55 €" })
    }

    @Test func `what is free has a price of nothing`() throws {
        let record = try Specimen.record([
            "descriptionTarif": ["gratuit": true, "tarifsEnClair": ["libelleFr": "Gratuit."]]
        ])

        #expect(values(record, .prices).map { $0["min"] } == ["0.00"])
        #expect(values(record, .prices).map { $0["unit"] } == ["free"])
    }

    @Test func `stars belong to the scheme of the category, labels and amenities to their lists`() throws {
        let record = try Specimen.record([
            "informationsHotellerie": [
                "hotellerieType": ["id": 2734], "classement": ["id": 2750], "dateClassement": "2024-03-01",
                "labels": [["id": 3575], ["id": 5910, "libelleFr": "Hôtel Elégance"]],
                "capacite": [
                    "nombreChambresDeclareesHotelier": 14, "nombreTotalPersonnes": 32, "nombreSuites": 2,
                ],
            ],
            "presentation": ["typologiesPromoSitra": [["id": 3844]]],
            "prestations": [
                "equipements": [["id": 1093]], "services": [["id": 687], ["id": 1115]],
                "labelsTourismeHandicap": [["id": 1227]],
                "languesParlees": [["id": 1197], ["id": 1194], ["id": 5469]], "animauxAcceptes": "ACCEPTES",
            ],
        ])

        #expect(record.json("classification/hotel_stars")?["value"] == "3")
        #expect(record.json("classification/hotel_stars")?["delivered_on"] == "2024-03-01")
        #expect(record.json("classification/logis_cheminees")?["value"] == "2")
        #expect(record.document.keys(.labels) == ["accueil_velo"])
        #expect(record.document.keys(.amenities) == ["pets_allowed", "swimming_pool", "wifi"])
        #expect(record.document.keys(.accessibility) == ["sign_language", "visual"])
        #expect(record.document.keys(.languagesSpoken) == ["es", "fr"])
        #expect(record.json("capacity.rooms") == 14)
        #expect(record.json("capacity.persons") == 32)
        #expect(
            record.unmapped == [
                "informationsHotellerie.capacite.nombreSuites", "informationsHotellerie.labels",
            ])
    }

    @Test func `a language without its id is known by its label`() throws {
        let record = try Specimen.record([
            "prestations": ["languesParlees": [["libelleFr": "Anglais"], ["libelleFr": "Elfique"]]]
        ])

        #expect(record.document.keys(.languagesSpoken) == ["en"])
        #expect(record.rules.contains("language.unknown"))
    }

    @Test func `pictures keep caption, credit and the day on which they end`() throws {
        let picture: JSON = [
            "type": "IMAGE", "legende": ["libelleFr": "Façade", "libelleEn": "Front"],
            "copyright": ["libelleFr": "OT"],
            "dateLimiteDePublication": "2027-08-23T00:00:00.000+0000",
            "traductionFichiers": [["locale": "fr", "url": "http://static.example.fr/a b.jpg"]],
        ]
        let record = try Specimen.record(["illustrations": [picture, picture]])
        let media = values(record, .media)

        #expect(record.document.keys(.media).first?.hasPrefix("0-") == true)
        #expect(media.count == 1)
        #expect(media.first?["url"] == "http://static.example.fr/a%20b.jpg")
        #expect(media.first?["caption"] == ["fr": "Façade", "en": "Front"])
        #expect(media.first?["expires_on"] == "2027-08-23")
        #expect(media.first?["credit"] == "OT")
    }
}
