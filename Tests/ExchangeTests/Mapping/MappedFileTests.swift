import Directory
import Exchange
import Testing

/// The cut-down files of others, with the mappings that come with Fitxa.
struct MappedFileTests {
    private func read(
        _ file: String, _ make: (String, MappingChoice) -> any RecordSplitter
    ) throws -> MappedFile {
        let read = try MappedFile(try Sample.file("Tests/Fixtures/\(file)"), name: file, make)
        let vocabularies = try Sample.vocabularies.get()
        for record in read.records {
            #expect(try Document(stored: record.document.storedJSON, vocabularies) == record.document)
        }
        return read
    }

    @Test(arguments: [
        ("tourinsoft/campings.csv", 9), ("tourinsoft/events.csv", 18), ("tourinsoft/bretagne.csv", 10),
        ("atout-france/2017.csv", 12), ("atout-france/2026.csv", 14),
    ])
    func `every row becomes a listing with a key of its own, twice the same`(file: String, count: Int) throws
    {
        let first = try read(file, MappedFile.csv)
        let second = try read(file, MappedFile.csv)

        #expect(first.rejected.isEmpty)
        #expect(first.documents.count == count)
        #expect(first.documents == second.documents)
    }

    @Test func `a campsite of Tourinsoft comes in whole`() throws {
        let camp = try #require(
            try read("tourinsoft/campings.csv", MappedFile.csv).records.first { $0.key == "HPAPDL044000051" })

        #expect(camp.value("category") == "camping")
        #expect(camp.value("classification/camping_stars") != nil)
        #expect(camp.value("location.address")?["commune"] == "La Plaine-sur-Mer")
        #expect(camp.value("sales_channels/ctoutvert")?["external_id"] == "581")
        #expect(camp.document.keys(.reviewProfiles) == ["tripadvisor"])
        #expect(camp.contacts("facebook").count == 1)
        #expect(camp.document.keys(.paymentMethods).contains("ancv@on_site"))
    }

    @Test func `means of payment of the campsites are those of the file`() throws {
        let rows = try CSVParser.rows(of: try Sample.file("Tests/Fixtures/tourinsoft/campings.csv"))
        let column = try #require(rows.first?.cells.firstIndex(of: "Modes de paiement acceptés"))
        let labels = rows.dropFirst().flatMap { $0.cells[column].split(separator: ",").map(String.init) }
        let read = try read("tourinsoft/campings.csv", MappedFile.csv)

        let methods = read.records.flatMap { $0.document.keys(.paymentMethods) }
        #expect(methods.count == labels.count)
        for (label, means) in [("Espèces", "cash"), ("Chèques Vacances", "ancv"), ("Virement", "transfer")] {
            #expect(methods.count { $0 == "\(means)@on_site" } == labels.count { $0 == label })
        }
    }

    @Test func `events without an id keep apart by name, commune and first day`() throws {
        let read = try read("tourinsoft/events.csv", MappedFile.csv)

        #expect(read.rules["date.inverted"] == 1)
        #expect(read.rules["contact.misplaced"] ?? 0 >= 3)
        let polaris = read.records.filter { $0.name.hasPrefix("La Merveilleuse Histoire") }
        #expect(polaris.count == 4)
        #expect(polaris.allSatisfy { $0.document.keys(.dates).isEmpty == false })
        #expect(read.records.allSatisfy { $0.document.category?.hasPrefix("even") ?? false })
    }

    @Test func `an event that is repeated under several ids stays several listings`() throws {
        let read = try read("tourinsoft/bretagne.csv", MappedFile.csv)

        #expect(read.records.filter { $0.name.contains("La vallée des bambous") }.count == 3)
        #expect(read.records.contains { $0.value("description.fr")?.string?.contains("\n") ?? false })
        #expect(read.records.contains { $0.document.elements(.media).count == 2 })
    }

    @Test func `the newer list of Atout France updates the older one and is silent where it has no columns`()
        throws
    {
        let old = try read("atout-france/2017.csv", MappedFile.csv)
        let new = try read("atout-france/2026.csv", MappedFile.csv)
        let both = Set(old.documents.keys).intersection(new.documents.keys)

        #expect(both.count >= 8)
        let record = try #require(new.records.first { both.contains($0.key) })
        #expect(record.isSilent(about: FieldPath(.point)))
        #expect(record.isSilent(about: FieldPath(.contacts, "phone-12345678")))
        #expect(!record.isSilent(about: FieldPath(.contacts, "website-12345678")))
        #expect(!record.isSilent(about: FieldPath(.category)))
        #expect(
            try ReadyMappings.named("atout-france").source == ReadyMappings.named("atout-france-2017").source)
    }

    @Test func `names in capitals and communes are written properly`() throws {
        let read = try read("atout-france/2026.csv", MappedFile.csv)

        for record in read.records {
            #expect(record.name.contains { $0.isLowercase })
            let commune = record.document.address?.commune ?? "a"
            #expect(commune.contains { $0.isLowercase })
        }
        #expect(read.records.contains { $0.document.category == "auberge_jeunesse" })
        #expect(read.records.contains { $0.document.category == "aire_naturelle" })
    }

    @Test func `features of Grand Lyon keep their sentences`() throws {
        let read = try read("grandlyon/extract.geojson", MappedFile.geojson)

        #expect(read.records.count == 9)
        #expect(read.records.allSatisfy { $0.document.point != nil })
        let dance = try #require(read.records.first { $0.key == "91157" })
        #expect(dance.contacts("phone") == ["+33472781800", "+33472781818"])
        #expect(dance.value("location.address")?["insee"] == "69388")
        #expect(
            dance.value("opening/all-year")?["note"]?["fr"]
                == "Billetterie ouverte du lun. au ven. de 11h45 à 18h45.")
        #expect(dance.updatedOn == CalendarDate(year: 2015, month: 3, day: 26))
        #expect(read.records.contains { $0.value("opening/all-year")?["by_appointment"] == true })
        #expect(read.records.contains { $0.document.keys(.classification) == ["clevacances_cles"] })
    }

    @Test func `what is let with keys and has stars too is a meublé with both`() throws {
        var collection = try #require(
            try JSON(parsing: try Sample.file("Tests/Fixtures/grandlyon/extract.geojson")).object)
        let lettings = (collection["features"]?.elements ?? []).compactMap { feature -> JSON? in
            guard var properties = feature["properties"]?.object, var whole = feature.object,
                properties["type_detail"]?.string?.contains("clé") ?? false
            else { return nil }
            properties["classement"] = "3 étoiles"
            whole["properties"] = .object(properties)
            return .object(whole)
        }
        collection["features"] = .array(lettings)
        let read = try MappedFile(JSON.object(collection).bytes, name: "x.geojson", MappedFile.geojson)
        let letting = try #require(read.records.first)

        #expect(letting.value("category") == "meuble_gite")
        #expect(letting.document.keys(.classification) == ["clevacances_cles", "meuble_stars"])
        #expect(read.rules["classification.scheme"] == nil)
    }

    @Test func `one museum in three languages is one listing`() throws {
        let read = try read("southtyrol/museums.json", MappedFile.json)
        let museum = try #require(read.records.first { $0.key == "al_plan_dolomites_hotel_museum" })

        #expect(read.records.count == 3)
        #expect(museum.value("name.de") == "Al Plan Dolomites Hotel Museum")
        #expect(museum.value("name.it") == "Al Plan Dolomites Hotel Museo")
        #expect(museum.value("location.address")?["country"] == "IT")
        #expect(museum.value("opening/all-year")?["note"]?.object?.keys == ["en", "de", "it"])
        #expect(
            museum.value("media/" + (museum.document.keys(.media).first ?? ""))?["caption"]?.object?.keys == [
                "en", "de", "it",
            ])
        #expect(
            museum.document.elements(.media).allSatisfy {
                $0.value.json["credit"] == "Al Plan Dolomites Hotel Museum"
            })
        #expect(museum.value("accessibility/reduced_mobility") == true)
        #expect(museum.document.elements(.prices).contains { $0.value.json["unit"] == "free" })
    }

    @Test func `the JSON of Tourinsoft is read in both shapes`() throws {
        let odata = try read("tourinsoft/odata.json", MappedFile.tourinsoft)
        let api = try read("tourinsoft/v3.json", MappedFile.tourinsoft)
        let hotel = try #require(odata.records.first)

        #expect(odata.records.map(\.key) == ["HOTCEN0280010001"])
        #expect(api.records.map(\.key) == ["HOTCEN0280010001", "HOTCEN0280210001"])
        #expect(hotel.value("category") == "hotel")
        #expect(hotel.value("location.address")?["insee"] == "28280")
        #expect(hotel.document.elements(.media).count == 3)
        #expect(hotel.document.keys(.paymentMethods).count == 8)
        #expect(hotel.updatedOn == CalendarDate(year: 2019, month: 1, day: 2))
        #expect(api.records.first?.value("media/0-g0jbz6cc")?["credit"] == "Mairie de Briouze")
        let event = try #require(try read("tourinsoft/odata-event.json", MappedFile.tourinsoft).records.first)
        #expect(event.value("category") == "evenement_sportif")
        #expect(event.findingRules.contains("date.placeholder"))
    }

    @Test func `lists of the newer API of Tourinsoft are read`() throws {
        let json: JSON = [
            "value": [
                [
                    "SyndicObjectID": "HOTREU974001", "NOMOFFREs": "Le Relais", "ObjectTypeName": "Hôtels",
                    "ModesPaiements": [["Modepaiement": ["ThesCode": "ES", "ThesLibelle": "Espèces"]]],
                    "MOYENSCOMs": [
                        [
                            "TypedaccesTelecom": ["ThesLibelle": "Téléphone fixe"],
                            "CoordonneesTelecom": "05 59 37 01 01",
                        ]
                    ],
                    "Reservations": [
                        [
                            "Listeplateforme": ["ThesLibelle": "Booking"],
                            "Lien": "https://www.booking.com/hotel/fr/le-relais.html",
                        ]
                    ],
                    "Adresses": [
                        [
                            "Adresse1": "1 rue du Port", "Codepostal": "64220",
                            "Commune": "SAINT-JEAN-PIED-DE-PORT",
                        ]
                    ],
                    "PeriodeOuvertures": [
                        [
                            "Datedebut": "2026-04-01T00:00:00", "Datefin": "2026-10-31T00:00:00",
                            "lundiheuredebut1": "09:00", "lundiheurefin1": "12:00",
                        ]
                    ],
                ]
            ]
        ]
        let read = try MappedFile(json.bytes, name: "v3.json", MappedFile.tourinsoft)
        let hotel = try #require(read.records.first)

        #expect(hotel.document.keys(.paymentMethods) == ["cash@on_site"])
        #expect(hotel.contacts("phone") == ["+33559370101"])
        #expect(hotel.document.keys(.salesChannels) == ["booking"])
        #expect(hotel.value("location.address")?["insee"] == "64485")
        #expect(hotel.value("opening/2026-04-01_2026-10-31")?["weekly"]?["mo"] == [["09:00", "12:00"]])
    }

    @Test func `the complete forms of Sirtaqui's columns are read`() throws {
        let text = """
            SyndicObjectID,SyndicObjectName,TELCOMPLET,TELMOBCOMPLET,MAILCOMPLET,URLCOMPLET,OUVERTURECOMPLET
            HOTAQU064V600001,Hôtel,05 59 37 22 22,06 12 12 12 12,a@b.fr,www.a.fr,01/04/2026|30/06/2026|09:00|12:00|||#
            """
        let read = try MappedFile(Array(text.utf8), name: "a.csv", MappedFile.tourinsoft)

        #expect(read.records.first?.contacts("phone") == ["+33559372222"])
        #expect(read.records.first?.contacts("mobile") == ["+33612121212"])
        #expect(read.records.first?.contacts("email") == ["a@b.fr"])
        #expect(read.records.first?.contacts("website") == ["http://www.a.fr"])
        #expect(read.records.first?.document.openingPeriods.count == 1)
        #expect(read.rules["unmapped"] == nil)
    }
}
