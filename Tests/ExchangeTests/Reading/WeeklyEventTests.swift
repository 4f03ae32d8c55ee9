import Directory
import Exchange
import Testing

/// A market takes place on its days of the week, not on each day of its period.
struct WeeklyEventTests {
    private static let year: JSON = ["startDate": "2026-01-01", "endDate": "2026-12-31"]

    private func dates(_ record: SourceRecord) -> [String] {
        record.document.elements(.dates).map { key, value in
            let json = value.json
            let days = json["days"]?.array?.compactMap(\.string).joined(separator: ",") ?? "all"
            return "\(key) \(days) \(json["opens"]?.string ?? "")-\(json["closes"]?.string ?? "")"
        }
        .sorted()
    }

    private func datatourisme(_ period: JSON, opening: [JSON] = []) throws -> SourceRecord {
        let place = Specimen.place(more: ["schema:openingHoursSpecification": .array(opening)])
        var members = place.object ?? JSONObject()
        members["@type"] = ["EntertainmentAndEvent", "SaleEvent", "Market"]
        members["takesPlaceAt"] = [period]
        return try Specimen.record(.object(members))
    }

    private func hours(_ day: String, _ opens: String, from: String = "2026-01-01") -> JSON {
        [
            "schema:opens": .string(opens), "schema:closes": "13:00:00",
            "schema:dayOfWeek": [["@id": .string("schema:\(day)")]],
            "schema:validFrom": .string("\(from)T00:00:00"), "schema:validThrough": "2026-12-31T00:00:00",
        ]
    }

    private func timed(_ members: JSON) -> JSON {
        var object = Self.year.object ?? JSONObject()
        for member in members.object?.members ?? [] { object[member.key] = member.value }
        return .object(object)
    }

    @Test func `DATAtourisme says the days, or the opening of the same period does`() throws {
        let named = try datatourisme(timed(["appliesOnDay": [["@id": "schema:Tuesday"]]]))
        let opening = [hours("Wednesday", "08:00:00"), hours("Saturday", "09:00:00")]
        let opened = try datatourisme(Self.year, opening: opening)
        let begun = try datatourisme(timed(["startTime": "09:00:00"]), opening: opening)
        let other = try datatourisme(Self.year, opening: [hours("Wednesday", "08:00:00", from: "2026-06-01")])

        #expect(dates(named) == ["2026-01-01 tu -"])
        #expect(dates(opened) == ["2026-01-01 we,sa -"])
        #expect(dates(begun) == ["2026-01-01_09:00 sa 09:00-"])
        #expect(dates(other) == ["2026-01-01 all -"])
        #expect(named.rules.isEmpty && opened.rules.isEmpty)
    }

    @Test func `days that do not lie in the period are told`() throws {
        let friday: JSON = [
            "startDate": "2026-01-02", "endDate": "2026-01-04", "appliesOnDay": [["@id": "schema:Monday"]],
        ]
        let record = try datatourisme(friday)

        #expect(dates(record) == ["2026-01-02 all -"])
        #expect(record.rules == ["date.weekday"])
    }

    private func apidae(_ members: JSON) throws -> SourceRecord {
        var object = JSONObject([
            .init(key: "dateDebut", value: "2026-01-01"), .init(key: "dateFin", value: "2026-03-31"),
        ])
        for member in members.object?.members ?? [] { object[member.key] = member.value }
        let opening: JSON = ["periodesOuvertures": [.object(object)]]
        return try ApidaeSpecimen.record(["type": "FETE_ET_MANIFESTATION", "ouverture": opening])
    }

    @Test func `Apidae says the days of the week, with hours and without`() throws {
        let plain = try apidae([
            "type": "OUVERTURE_SEMAINE", "ouverturesJournalieres": [["jour": "MARDI"], ["jour": "JEUDI"]],
        ])
        let timed = try apidae([
            "type": "OUVERTURE_SAUF", "ouverturesJournalieres": [["jour": "LUNDI"]],
            "horaireOuverture": "08:00:00", "horaireFermeture": "12:00:00",
        ])
        let frames: JSON = [
            ["weekdays": ["MON"], "timeFrames": [["startTime": "08:00", "endTime": "12:00"]]],
            ["weekdays": ["FRI"], "timeFrames": [["startTime": "16:00", "endTime": "20:00"]]],
        ]
        let many = try apidae(["type": "OUVERTURE_SEMAINE", "timePeriods": frames])

        #expect(dates(plain) == ["2026-01-01 tu,th -"])
        #expect(dates(timed) == ["2026-01-01_08:00 tu,we,th,fr,sa,su 08:00-12:00"])
        #expect(dates(many) == ["2026-01-01_08:00 mo 08:00-12:00", "2026-01-01_16:00 fr 16:00-20:00"])
        #expect([plain, timed, many].flatMap(\.document.openingPeriods).isEmpty)
    }

    @Test func `Apidae says the first Sunday of the month`() throws {
        let first = try apidae([
            "type": "OUVERTURE_MOIS",
            "ouverturesJournalieres": [["jour": "DIMANCHE", "jourDuMois": "D_1ER"]],
        ])
        let last = try apidae([
            "type": "OUVERTURE_MOIS",
            "ouverturesJournalieres": [["jour": "SAMEDI", "jourDuMois": "D_DERNIER"]],
        ])

        #expect(first.document.keys(.dates).sorted() == ["2026-01-04", "2026-02-01", "2026-03-01"])
        #expect(last.document.keys(.dates).sorted() == ["2026-01-31", "2026-02-28", "2026-03-28"])
        #expect(first.rules == ["category.general"])
    }

    private func tourinsoft(_ cell: String, _ rule: JSON = "dates") throws -> SourceRecord {
        try MappedRow.read(["Dates": rule], ["Dates": .string(cell)])
    }

    @Test func `Tourinsoft says the days by name or by their hours`() throws {
        let flat: JSON = ["to": "dates", "parts": "|", "list": "#"]
        let closed = try tourinsoft("01/01/2026|31/12/2026|08:00|12:00|||lundi$mardi", flat)
        let tuesday = "08:00||12:00||||||"
        let week = "||||||||" + tuesday + String(repeating: "||||||||", count: 5).dropLast(2)
        let weekly = try tourinsoft("01/01/2026||31/12/2026||||||\(week)")

        #expect(dates(closed) == ["2026-01-01_08:00 we,th,fr,sa,su 08:00-12:00"])
        #expect(dates(weekly) == ["2026-01-01_08:00 tu 08:00-12:00"])
        #expect(!closed.findingRules.contains("date.weekly"))
    }

    @Test(arguments: [
        ("Tous les mardis de 8h30 à 12h", "2026-01-01_08:30 tu 08:30-12:00", false),
        ("Tous les samedis matin", "2026-01-01 sa -", true), ("chaque dimanche", "2026-01-01 su -", true),
        ("le mercredi et le samedi", "2026-01-01 we,sa -", true),
        ("Tous les jours sauf neige", "2026-01-01 all -", true),
        ("Les 2èmes et 4èmes dimanches du mois", "2026-01-01 all -", true),
        ("Nouveauté cette année, ne ratez pas dimanche matin", "2026-01-01 all -", true),
    ])
    func `a French remark says the days as far as it is certain`(text: String, date: String, stays: Bool)
        throws
    {
        let record = try tourinsoft("01/01/2026||31/12/2026||||||\(text)||||")
        let days = try tourinsoft("01/01/2026||01/01/2026||||||\(text)||||")

        #expect(dates(record) == [date])
        #expect(record.value("opening/all-year")?["note"] == (stays ? ["fr": .string(text)] : nil))
        #expect(dates(days) == ["2026-01-01 all -"])
    }

    @Test func `TourInFrance says the days that are open or closed`() throws {
        func event(_ days: String) throws -> SourceRecord {
            try XMLFeed.record(
                """
                <tif:Periodes><tif:DetailPeriode type="09.01.05"><tif:Dates><tif:DetailDates>
                <tif:DateDebut>2026-01-01</tif:DateDebut><tif:DateFin>2026-12-31</tif:DateFin>
                <tif:Jours>\(days)</tif:Jours></tif:DetailDates></tif:Dates></tif:DetailPeriode></tif:Periodes>
                """)
        }
        let hours = "<tif:Horaires><tif:HoraireDebut>08h</tif:HoraireDebut></tif:Horaires>"
        let open = try event(
            """
            <tif:DetailJours type="09.03.02"><tif:Jour type="09.02.03">\(hours)</tif:Jour>
            <tif:Jour type="09.02.06">\(hours)</tif:Jour></tif:DetailJours>
            """)
        let closed = try event(
            #"<tif:DetailJours type="09.03.01"><tif:Jour type="09.02.01"/></tif:DetailJours>"#)

        #expect(dates(open) == ["2026-01-01_08:00 tu,fr 08:00-"])
        #expect(dates(closed) == ["2026-01-01 mo,tu,we,th,fr,sa -"])
        #expect(open.document.openingPeriods.isEmpty)
    }

    @Test func `LEI says them in the hours of the event`() throws {
        // Without the criterion that names the days as well.
        let text = String(decoding: try Sample.file("Tests/Fixtures/lei/LEIEvent.xml"), as: UTF8.self)
        let file = Array(text.replacing("CLEF_CRITERE=\"30000376\"", with: "CLEF_CRITERE=\"0\"").utf8)
        let record = try #require(try XMLFeed(file, format: .lei).records.first)

        #expect(dates(record) == ["2022-01-01 tu,su -"])
    }

    @Test(arguments: [
        (ExportFormat.jsonld, ImportFormat.jsonld), (.apidae, .apidae), (.tif, .tif),
        (.datatourisme, .datatourisme), (.geojson, .geojson),
    ])
    func `the days go out and come back`(_ out: ExportFormat, _ format: ImportFormat) throws {
        let market = try Document(
            contract: [
                "category": "evenement_commercial", "name": ["fr": "Marché"],
                "dates": [
                    [
                        "from": "2026-01-01", "to": "2026-12-31", "opens": "08:00", "closes": "13:00",
                        "days": ["tu", "fr"],
                    ], ["from": "2026-07-01", "to": "2026-08-31", "days": ["su"]],
                ],
            ], try Sample.vocabularies.get())
        let weekly = try Document(
            contract: [
                "category": "evenement_commercial", "name": ["fr": "Brocante"],
                "dates": [["from": "2026-07-01", "to": "2026-08-31", "days": ["su"]]],
            ], try Sample.vocabularies.get())
        let trip = try RoundTrip(
            [market, weekly], out: out, in: format, name: "a.\(out == .tif ? "xml" : "json")")

        #expect(trip.omitted["dates"] == nil && trip.lost == trip.omitted)
    }
}
