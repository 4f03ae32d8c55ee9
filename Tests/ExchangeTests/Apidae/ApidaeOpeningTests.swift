import Directory
import Exchange
import Testing

struct ApidaeOpeningTests {
    private func record(_ opening: JSON, type: JSON = "HOTELLERIE") throws -> SourceRecord {
        try ApidaeSpecimen.record(["type": type, "ouverture": opening])
    }

    private func period(_ members: JSON) -> JSON {
        var object = JSONObject([
            .init(key: "dateDebut", value: "2026-04-01"), .init(key: "dateFin", value: "2026-10-31"),
            .init(key: "type", value: "OUVERTURE_TOUS_LES_JOURS"),
        ])
        for member in members.object?.members ?? [] { object[member.key] = member.value }
        return .object(object)
    }

    @Test func `periods of the same days make one week, morning and afternoon`() throws {
        let record = try record([
            "periodesOuvertures": [
                period(["horaireOuverture": "09:00:00", "horaireFermeture": "12:00:00"]),
                period([
                    "type": "OUVERTURE_SEMAINE", "horaireOuverture": "14:00:00",
                    "horaireFermeture": "18:00:00",
                    "ouverturesJournalieres": [["jour": "SAMEDI"]],
                    "complementHoraire": ["libelleFr": "Sauf fêtes"],
                ]),
            ]
        ])
        let opening = try #require(record.json("opening/2026-04-01_2026-10-31"))

        #expect(opening["weekly"]?["mo"] == [["09:00", "12:00"]])
        #expect(opening["weekly"]?["sa"] == [["09:00", "12:00"], ["14:00", "18:00"]])
        #expect(opening["note"]?["fr"] == "Sauf fêtes")
    }

    @Test func `what is open every day of every year has no end`() throws {
        let record = try record(
            [
                "ouvertTouteLAnnee": "OUVERT_TOUTE_L_ANNEE",
                "periodesOuvertures": [
                    [
                        "dateDebut": "2017-01-01", "dateFin": "2017-12-31",
                        "type": "OUVERTURE_TOUS_LES_JOURS", "tousLesAns": true,
                        "complementHoraire": ["libelleFr": "Sur réservation."],
                    ]
                ],
            ], type: "COMMERCE_ET_SERVICE")
        let opening = try #require(record.json("opening/2017-01-01"))

        #expect(opening["from"] == "2017-01-01" && opening["to"]?.isNull == true)
        #expect(opening["note"]?["fr"] == "Sur réservation.")
        #expect(!record.rules.contains("opening.yearly"))
    }

    @Test func `open all year is a period although it has no day`() throws {
        let record = try record(["ouvertTouteLAnnee": "OUVERT_TOUTE_L_ANNEE"])

        #expect(record.json("opening/all-year") != nil)
    }

    @Test func `all days but some are the others`() throws {
        let record = try record([
            "periodesOuvertures": [
                period([
                    "type": "OUVERTURE_SAUF", "horaireOuverture": "10:00:00",
                    "ouverturesJournalieres": [["jour": "LUNDI"], ["jour": "MARDI"]],
                ])
            ]
        ])
        let weekly = record.json("opening/2026-04-01_2026-10-31")?["weekly"]

        #expect(weekly?.object?.keys == ["we", "th", "fr", "sa", "su"])
        #expect(weekly?["we"] == [["10:00", nil]])
        #expect(record.rules.contains("opening.no_closing"))
    }

    @Test func `days without hours and days of the month are kept in words`() throws {
        for kind in ["OUVERTURE_SEMAINE", "OUVERTURE_MOIS"] {
            let record = try record([
                "periodeEnClair": ["libelleFr": "Le dimanche."],
                "periodeEnClairGenerationMode": "AUTOMATIQUE",
                "periodesOuvertures": [
                    period([
                        "type": .string(kind), "ouverturesJournalieres": [["jour": "DIMANCHE"]],
                        "ouverturesJourDuMois": [["jour": "DIMANCHE", "jourDuMois": "D_1ER"]],
                    ])
                ],
            ])

            #expect(record.json("opening/2026-04-01_2026-10-31")?["note"]?["fr"] == "Le dimanche.")
            #expect(record.rules.contains("opening.days_only"))
        }
    }

    @Test func `words of a person stay beside the periods, words of the machine do not`() throws {
        for (mode, count) in [("MANUEL", 2), ("AUTOMATIQUE", 1)] {
            let record = try record([
                "periodeEnClair": ["libelleFr": "Appelez."], "periodeEnClairGenerationMode": .string(mode),
                "periodesOuvertures": [period([:])],
            ])

            #expect(record.document.openingPeriods.count == count)
        }
        let words = try record([
            "periodeEnClair": ["libelleFr": "Du 01/05 au 31/10.", "libelleEn": "From May."]
        ])
        #expect(words.json("opening/all-year")?["note"] == ["fr": "Du 01/05 au 31/10.", "en": "From May."])
        #expect(words.rules.contains("opening.text"))
    }

    @Test func `single days open and close beside the periods, holidays in the years of these`() throws {
        let record = try record([
            "periodesOuvertures": [
                period([
                    "type": "OUVERTURE_SEMAINE", "horaireOuverture": "15:30:00",
                    "ouverturesJournalieres": [["jour": "DIMANCHE"]],
                    "ouverturesExceptionnelles": [["dateOuverture": "2026-05-14"]],
                ])
            ],
            "fermeturesExceptionnelles": [
                ["dateFermeture": "2026-06-10"], ["dateFermeture": "2026-06-11"],
                ["dateSpeciale": "ONZE_NOVEMBRE"],
                ["dateSpeciale": "ASCENSION"], ["dateSpeciale": "BERCHTOLDSTAG"],
            ],
        ])

        #expect(record.json("opening/2026-05-14_2026-05-14")?["weekly"] == ["th": [["15:30", nil]]])
        #expect(
            record.document.keys(.closures) == [
                "2026-05-14_2026-05-14", "2026-06-10_2026-06-11", "2026-11-11_2026-11-11",
            ])
        #expect(record.rules.contains("closure.holiday"))
    }

    @Test func `closed on each of the public holidays is closed on public holidays`() throws {
        let names = [
            "PREMIER_JANVIER", "LUNDI_PAQUES", "PREMIER_MAI", "HUIT_MAI", "ASCENSION", "LUNDI_PENTECOTE",
            "QUATORZE_JUILLET", "QUINZE_AOUT", "PREMIER_NOVEMBRE", "ONZE_NOVEMBRE", "VINGT_CINQ_DECEMBRE",
        ]
        func record(_ names: [String]) throws -> SourceRecord {
            let closings = names.map {
                JSON.object(JSONObject([.init(key: "dateSpeciale", value: .string($0))]))
            }
            return try self.record([
                "periodesOuvertures": [
                    period(["horaireOuverture": "09:00:00"]), period(["dateDebut": "2026-03-01"]),
                ],
                "fermeturesExceptionnelles": .array(closings),
            ])
        }
        let all = try record(names + ["VENDREDI_SAINT"])
        let most = try record(Array(names.dropLast()))

        #expect(all.json("opening/2026-04-01_2026-10-31")?["weekly"]?["ph"] == [])
        #expect(all.json("opening/2026-03-01_2026-10-31")?["weekly"] == ["ph": []])
        #expect(all.document.keys(.closures) == ["2026-04-03_2026-04-03"])
        #expect(most.json("opening/2026-04-01_2026-10-31")?["weekly"]?["ph"] == nil)
        #expect(most.document.keys(.closures).count == 10)
    }

    @Test func `around the clock, by appointment and all the year are understood`() throws {
        let record = try record([
            "ouverturesComplementaires": [["id": 4186], ["id": 4192]],
            "periodesOuvertures": [
                period(["dateDebut": "2026-01-01", "dateFin": "2026-12-31", "tousLesAns": true])
            ],
        ])
        let opening = try #require(record.json("opening/all-year"))

        #expect(opening["weekly"]?["su"] == [["00:00", "24:00"]])
        #expect(opening["by_appointment"] == true)
    }

    @Test func `an event takes place on its dates, a weekly one on its days`() throws {
        let record = try record(
            [
                "periodesOuvertures": [
                    period(["dateFin": "2026-04-01", "horaireOuverture": "20:30:00"]),
                    period([
                        "type": "OUVERTURE_SEMAINE", "ouverturesJournalieres": [["jour": "JEUDI"]],
                        "horaireOuverture": "08:00:00",
                        "horaireFermeture": "12:00:00",
                    ]),
                ]
            ], type: "FETE_ET_MANIFESTATION")

        #expect(record.json("dates/2026-04-01_20:30")?["to"] == "2026-04-01")
        #expect(record.json("dates/2026-04-01_08:00")?["days"] == ["th"])
        #expect(record.document.keys(.dates).count == 2)
    }
}
