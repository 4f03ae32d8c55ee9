import Directory
import Exchange
import Testing

struct ApidaeReaderTests {
    private typealias Specimen = ApidaeSpecimen

    @Test(
        arguments: [
            ("HOTELLERIE", "informationsHotellerie", ["hotellerieType": ["id": 2736]], "hotel_restaurant"),
            ("HOTELLERIE", "informationsHotellerie", [:], "lodging"),
            (
                "HEBERGEMENT_LOCATIF", "informationsHebergementLocatif",
                ["hebergementLocatifType": ["id": 2619]], "chambre_hotes"
            ),
            (
                "RESTAURATION", "informationsRestauration",
                ["restaurationType": ["id": 2866], "categories": [["id": 2880]]], "brasserie"
            ),
            (
                "EQUIPEMENT", "informationsEquipement",
                ["rubrique": ["id": 2993], "activites": [["id": 3415], ["id": 3232]]], "train_touristique"
            ),
            ("EQUIPEMENT", "informationsEquipement", ["rubrique": ["id": 1]], "leisure"),
            ("EQUIPEMENT", "informationsEquipement", ["itineraire": ["itineraireType": "BOUCLE"]], "route"),
            ("DOMAINE_SKIABLE", "informationsDomaineSkiable", [:], "leisure"),
            ("PATRIMOINE_NATUREL", "informationsPatrimoineNaturel", [:], "site_naturel"),
            ("SEJOUR_PACKAGE", "informationsSejourPackage", [:], "sejour"),
            (
                "FETE_ET_MANIFESTATION", "informationsFeteEtManifestation",
                ["typesManifestation": [["id": 1971]]], "evenement_sportif"
            ),
            ("FETE_ET_MANIFESTATION", "informationsFeteEtManifestation", [:], "event"),
        ] as [(String, String, JSON, String)])
    func `type and elements choose the category`(
        _ type: String, _ block: String, _ facts: JSON, _ category: String
    ) throws {
        var members = JSONObject()
        members.append("type", .string(type))
        members.append(block, facts)

        #expect(try Specimen.record(.object(members)).document.category == category)
    }

    @Test func `an object without its type is known by its block`() throws {
        let record = try Specimen.record([
            "type": nil, "informationsDegustation": ["statutsExploitant": [["id": 3026]]],
        ])

        #expect(record.document.category == "degustation_cave")
    }

    @Test func `every language of Apidae arrives, void texts do not`() throws {
        let record = try Specimen.record([
            "nom": [
                "libelleFr": "Hôtel", "libelleEn": "Hotel", "libellePtBR": "Hotel", "libelleZh": "酒店",
                "libelleDe": "-",
            ],
            "presentation": [
                "descriptifCourt": ["libelleFr": "Calme &amp; <b>central</b>", "libelleNl": "null"],
                "descriptifDetaille": ["libelleFr": "Un\r\nDeux\r\n\r\nTrois"],
            ],
        ])

        #expect(record.document.keys(.name) == ["fr", "en", "pt", "zh"])
        #expect(record.json("summary.fr") == "Calme & central")
        #expect(record.document.keys(.summary) == ["fr"])
        #expect(record.json("description.fr") == "Un\nDeux\n\nTrois")
    }

    @Test(arguments: ["DELETED", "TRASH", "HIDDEN", "NEW"])
    func `what Apidae no longer publishes counts as removed`(_ state: String) throws {
        let object = Specimen.object(["state": .string(state)])

        #expect(try Specimen.reading(object.text) == .removed(key: "4711"))
    }

    @Test func `the list of deleted objects removes them, the lists beside the objects are passed over`()
        throws
    {
        #expect(try Specimen.reading("123 ", name: "objets_supprimes.json#1") == .removed(key: "123"))
        #expect(try Specimen.reading("7", name: "x/objets_lies_supprimes.json#2") == .removed(key: "7"))
        #expect(try Specimen.reading(#"{"id": 1, "nom": "x"}"#, name: "x/communes.json#1") == .skipped)
        #expect(try Specimen.reading("x", name: "objets_modifies/picture.jpg") == .skipped)
    }

    @Test(arguments: [
        ("{", "json.invalid"), ("", "json.invalid"), ("[1]", "json.invalid"), ("12", "json.invalid"),
        (#"{"type": "HOTELLERIE", "nom": {"libelleFr": "x"}}"#, "id.missing"),
        (#"{"id": 1, "type": "HOTELLERIE", "nom": {"libelleFr": " "}}"#, "name.missing"),
        (#"{"id": 1, "nom": {"libelleFr": "x"}}"#, "category.unknown"),
        (#"{"id": 1, "type": "TERRITOIRE", "nom": {"libelleFr": "x"}}"#, "category.unknown"),
        (#"{"id": 1, "id": 2}"#, "json.invalid"),
    ])
    func `what has no key, name or category is rejected with its reason`(_ text: String, _ rule: String)
        throws
    {
        guard case .rejected(_, let findings) = try Specimen.reading(text) else {
            Issue.record("\(text) was not rejected")
            return
        }

        #expect(findings.map(\.rule) == [rule])
    }

    @Test func `address and point are read, the point's axes are longitude and latitude`() throws {
        let record = try Specimen.record([
            "localisation": [
                "adresse": [
                    "nomDuLieu": "Citadelle", "adresse1": "19 place du Général", "adresse2": "-",
                    "codePostal": "64220",
                    "commune": [
                        "id": 1, "code": "64485", "nom": "Saint-Jean-Pied-de-Port", "pays": ["id": 532],
                    ],
                ],
                "geolocalisation": [
                    "valide": false, "geoJson": ["type": "Point", "coordinates": [-1.236, 43.163]],
                ],
            ]
        ])

        #expect(record.document.point == Point(latitude: 43.163, longitude: -1.236))
        #expect(record.document.address?.lines == ["Citadelle", "19 place du Général"])
        #expect(record.document.address?.insee == "64485")
        #expect(record.rules == ["geo.unconfirmed"])
    }

    @Test func `a foreign address keeps its postcode and its country`() throws {
        let town: JSON = ["nom": "Genève", "pays": ["id": 342]]
        let record = try Specimen.record([
            "localisation": ["adresse": ["codePostal": "1201", "commune": town]]
        ])

        #expect(record.document.address == Address(postcode: "1201", commune: "Genève", country: "CH"))
        #expect(record.rules.isEmpty)
    }

    @Test func `broken values cost their finding and never the record`() throws {
        let record = try Specimen.record([
            "localisation": [
                "adresse": ["codePostal": "abc"], "geolocalisation": ["geoJson": ["coordinates": ["x", 1]]],
            ],
            "informations": [
                "moyensCommunication": [
                    Specimen.means(201, "appelez"), Specimen.means(204, "a@"), Specimen.means(205, "site"),
                ],
                "informationsLegales": ["siret": "123"],
            ],
            "ouverture": [
                "periodesOuvertures": [
                    ["dateDebut": "2026-05-01", "dateFin": "2025-05-01"],
                    ["dateDebut": "bientôt", "horaireOuverture": "25:99"],
                ]
            ],
            "descriptionTarif": [
                "periodes": [["tarifs": [["minimum": "gratuit"], ["minimum": -3]]]],
                "modesPaiement": [["id": 1]],
            ],
            "illustrations": [["traductionFichiers": [["url": "photo.jpg"]]]],
        ])

        #expect(
            Set(record.rules) == [
                "postcode.invalid", "insee.missing", "geo.invalid", "phone.invalid", "email.invalid",
                "url.invalid",
                "siret.invalid", "opening.inverted", "date.invalid", "time.invalid", "money.invalid",
                "payment.unknown",
            ])
    }
}
