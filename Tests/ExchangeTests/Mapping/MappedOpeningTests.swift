import Directory
import Exchange
import Testing

struct MappedOpeningTests {
    private func opening(_ cell: String, _ rule: JSON = "opening") throws -> SourceRecord {
        try MappedRow.read(["Ouverture": rule], ["Ouverture": .string(cell)])
    }

    private static let flat: JSON = ["to": "opening", "parts": "|", "list": "#"]

    @Test func `thirty-two parts give the hours of each day`() throws {
        let day = "09:00||12:30||14:00||18:00"
        let closed = "||||||"
        let week = [day, closed, day, day, day, day, "09:00||12:30||||"].joined(separator: "||")
        let record = try opening(
            "22/05/2025||30/06/2025||||||\(week),01/07/2025||31/08/2025||||midi, aussi||"
                + String(repeating: "||", count: 27))

        let first = record.value("opening/2025-05-22_2025-06-30")
        #expect(first?["weekly"]?["mo"] == [["09:00", "12:30"], ["14:00", "18:00"]])
        #expect(first?["weekly"]?["tu"] == nil)
        #expect(first?["weekly"]?["su"] == [["09:00", "12:30"]])
        #expect(record.value("opening/2025-07-01_2025-08-31")?["note"] == ["fr": "midi, aussi"])
        #expect(record.findings.isEmpty)
    }

    @Test func `eight parts name the days that are open and those that are closed`() throws {
        let record = try opening(
            "01/01/2019|21/07/2019|08:00|15:00|18:00|22:00|Dimanche$Mardi soir$Mercredi|Lundi#", Self.flat)

        let weekly = record.value("opening/2019-01-01_2019-07-21")?["weekly"]
        #expect(weekly?.object?.keys == ["tu", "we", "su"])
        #expect(weekly?["tu"] == [["18:00", "22:00"]])
        #expect(weekly?["su"] == [["08:00", "15:00"], ["18:00", "22:00"]])
    }

    @Test(arguments: [
        ("Du 1er avril au 30 septembre 2026, tous les jours de 10h à 18h30.", "2026-04-01_2026-09-30", 7),
        ("Ouvert du 1er mai 2026 au 30 septembre 2026.", "2026-05-01_2026-09-30", 0),
        ("Du 15 mars au 2 août 2026 : tous les jours sauf le lundi de 10h à 18h", "2026-03-15_2026-08-02", 6),
    ])
    func `days are written in words`(text: String, key: String, days: Int) throws {
        let record = try opening(text, "opening.text")

        let period = record.value("opening/\(key)")
        #expect(period != nil && (period?["weekly"]?.object?.keys.count ?? 0) == days)
        #expect(record.findings.isEmpty)
    }

    @Test func `a year beside a closing that stays a remark is not lost`() throws {
        let text = "Toute l'année. Fermeture annuelle du 15 au 31 janvier."
        let record = try opening(text, "opening.text")

        let notes = record.document.openingPeriods.map { $0.note?.texts[.french] }
        #expect(notes == [text])
    }

    @Test func `public holidays are a day among those that are open, or closed`() throws {
        let open = try opening(
            "01/01/2019|21/07/2019|08:00|15:00|18:00|22:00|Dimanche$Mardi soir$Jours fériés|Lundi#", Self.flat
        )
        let closed = try opening("01/01/2019|21/07/2019|08:00|||22:00|Lundi$Jours fériés", Self.flat)

        #expect(
            open.value("opening/2019-01-01_2019-07-21")?["weekly"]?["ph"]
                == [["08:00", "15:00"], ["18:00", "22:00"]])
        #expect(closed.value("opening/2019-01-01_2019-07-21")?["weekly"]?["ph"] == [])
        #expect(open.value("opening/2019-01-01_2019-07-21")?["note"] == .null)
        #expect(open.findings.isEmpty && closed.findings.isEmpty)
    }

    @Test func `seven parts name the days that are closed`() throws {
        let record = try opening("01/01/2019|21/07/2019|08:00|||22:00|Lundi$Mardi", Self.flat)

        let weekly = record.value("opening/2019-01-01_2019-07-21")?["weekly"]
        #expect(weekly?.object?.keys == ["we", "th", "fr", "sa", "su"])
        #expect(weekly?["we"] == [["08:00", "22:00"]])
    }

    @Test(arguments: [
        ("01/06/2100|02/06/2100||||", "date.placeholder"), ("02/06/2026|01/06/2026||||", "opening.inverted"),
        ("31/02/2026|01/06/2026||||", "date.invalid"), ("tous les jours", "opening.form"),
    ])
    func `a period that cannot be is told and dropped`(cell: String, rule: String) throws {
        let record = try opening(cell, Self.flat)

        #expect(record.findingRules.contains(rule))
        #expect(!record.document.elements(.opening).contains { $0.value.json["from"]?.string != nil })
    }

    @Test func `each opening of a period is a date of an event`() throws {
        let cell =
            "07/12/2025||07/12/2025||10:00||12:00||15:00||18:00,"
            + "11/01/2026||12/01/2026||20:30||20:30||gratuit||"
        let record = try opening(cell, "dates")

        #expect(record.document.keys(.dates) == ["2025-12-07_10:00", "2025-12-07_15:00", "2026-01-11_20:30"])
        #expect(record.value("dates/2025-12-07_15:00")?["closes"] == "18:00")
        #expect(record.value("dates/2026-01-11_20:30")?["to"] == "2026-01-12")
        #expect(record.findingRules == ["date.note", "date.no_length"])
        #expect(record.value("opening/all-year")?["note"] == ["fr": "11/01/2026 – 12/01/2026 : gratuit"])
    }

    @Test(arguments: [
        ("06/02/2025||07/02/2025||00:00||00:00||||", "2025-02-06"),
        ("15/10/2025||30/11/2025||00:00||00:00||||", "2025-11-30"),
    ])
    func `from midnight to midnight an event takes whole days`(cell: String, last: String) throws {
        let record = try opening(cell, "dates")
        let date = try #require(record.document.elements(.dates).first?.value.json)

        #expect(date["opens"]?.isNull == true && date["closes"]?.isNull == true)
        #expect(date["to"]?.string == last && record.findings.isEmpty)
    }

    @Test(arguments: [
        ("Ouvert tous les jours de 9h à 12h", "mo,tu,we,th,fr,sa,su", "09:00-12:00"),
        ("ouvert du lundi au samedi de 10h à 19h.", "mo,tu,we,th,fr,sa", "10:00-19:00"),
        ("Du 01/01 au 31/12 de 4h30 à 1h.", "mo,tu,we,th,fr,sa,su", "04:30-01:00"),
        (
            "Toute l'année : ouvert tous les jours de 15h à 19h sauf les lundis, dimanches.",
            "tu,we,th,fr,sa", "15:00-19:00"
        ),
        ("du lundi au vendredi 9-12/14-18h", "mo,tu,we,th,fr", "09:00-12:00 14:00-18:00"),
        ("mardi et jeudi 10h30-12h30/14h30-19h", "tu,th", "10:30-12:30 14:30-19:00"),
        ("Ouvert tous les jours, 24H/24", "mo,tu,we,th,fr,sa,su", "00:00-24:00"),
        ("Ouvert du lun. au sam. de 16h30 à minuit.", "mo,tu,we,th,fr,sa", "16:30-24:00"),
        (
            "Ouvert tous les jours de 12h à 14h et de 19h à 22h.\nFermé le dimanche.", "mo,tu,we,th,fr,sa",
            "12:00-14:00 19:00-22:00"
        ),
    ])
    func `French sentences that are certain become hours`(text: String, days: String, hours: String) throws {
        let record = try opening(text, "opening.text")

        let weekly = try #require(record.value("opening/all-year")?["weekly"]?.object)
        #expect(weekly.keys.joined(separator: ",") == days)
        for day in weekly.members {
            let frames = day.value.elements.map { $0.elements.compactMap(\.string).joined(separator: "-") }
            #expect(frames.joined(separator: " ") == hours)
        }
        #expect(record.findings.isEmpty)
    }

    @Test(
        arguments: [
            // As they stand in the extract of Grand Lyon and in the exports of Brittany, shortened.
            ("Ouvert du lun. au ven. de 9h à 19h. Fermé les jours fériés.", "mo,tu,we,th,fr", []),
            ("Ouvert du lun. au ven. de 9h à 19h. Fermé tous les jours fériés.", "mo,tu,we,th,fr", []),
            ("Ouvert tous les jours de 9h à 19h.\nFermé sam., dim. et jours fériés.", "mo,tu,we,th,fr", []),
            ("Ouvert tous les jours de 9h à 19h, sauf lun. et jours fériés.", "tu,we,th,fr,sa,su", []),
            ("Ouvert du jeudi au samedi (sauf jours fériés) de 9h à 19h", "th,fr,sa", []),
            ("du lundi au vendredi de 9h à 19h (hors jours fériés)", "mo,tu,we,th,fr", []),
            ("Ouvert tous les jours, y compris les jours fériés, 9h-19h.", "mo,tu,we,th,fr,sa,su", nil),
            (
                "Ouvert du mar. au sam. de 9h à 19h, les dim. et jours fériés de 8h30 à 13h.",
                "tu,we,th,fr,sa,su", [["08:30", "13:00"]]
            ),
            (
                "Ouvert lun. de 9h à 19h, les week-ends et jours fériés de 8h30 à 13h.", "mo,sa,su",
                [["08:30", "13:00"]]
            ),
        ] as [(String, String, JSON?)])
    func `what sentences say of public holidays is understood`(text: String, days: String, holidays: JSON?)
        throws
    {
        let record = try opening(text, "opening.text")

        let weekly = try #require(record.value("opening/all-year")?["weekly"]?.object)
        #expect(weekly.keys.filter { $0 != "ph" }.joined(separator: ",") == days)
        #expect(weekly["ph"] == holidays)
        #expect(record.findings.isEmpty)
    }

    @Test func `different days may have different hours`() throws {
        let record = try opening(
            "Ouvert le lun. de 14h à 19h, du mar. au sam. de 10h à 19h. Fermé les 1er janv. et 25 déc.",
            "opening.text")

        let period = record.value("opening/all-year")
        #expect(period?["weekly"]?["mo"] == [["14:00", "19:00"]])
        #expect(period?["weekly"]?["sa"] == [["10:00", "19:00"]])
        #expect(period?["note"] == ["fr": "Fermé les 1er janv. et 25 déc."])
        #expect(record.findingRules == ["opening.text"])
    }

    @Test(arguments: [
        ("Du 01/04/2026 au 15/11/2026, tous les jours de 9h à 12h", "2026-04-01_2026-11-15"),
        ("Du 01/04 au 15/11/2026, tous les jours de 9h à 12h", "2026-04-01_2026-11-15"),
        ("Du 15/11 au 01/04/2026 de 9h à 12h", "2025-11-15_2026-04-01"),
        // The whole of one year is not every year.
        ("Du 01/01 au 31/12/2014 de 9h à 12h.", "2014-01-01_2014-12-31"),
        ("Du 01/01/2014 au 31/12/2014 de 9h à 12h.", "2014-01-01_2014-12-31"),
    ])
    func `a season with its year becomes a period`(text: String, days: String) throws {
        let record = try opening(text, "opening.text")

        #expect(record.value("opening/\(days)")?["weekly"]?["su"] == [["09:00", "12:00"]])
    }

    @Test(
        arguments: [
            // As they stand in the extract of Grand Lyon, shortened.
            (
                "Du 01/01 au 31/12 de 7h15 à 19h.\nDe 7h15 à 19h du lun au ven\nde 9h à 17h le sam\nfermé dimanche.",
                [["09:00", "17:00"]]
            ),
            (
                "Du 01/01 au 31/12 de 10h à 19h.\nMardi au samedi de 10h à 14h et de 15h à 19h.",
                [["10:00", "14:00"], ["15:00", "19:00"]]
            ),
            ("Ouvert tous les jours de 10h à 23h, sam. de 10h à minuit", [["10:00", "24:00"]]),
            (
                "Ouvert tous les jours de 11h30 à 15h et du mer. au sam. de 19h à 22h30.",
                [["11:30", "15:00"], ["19:00", "22:30"]]
            ),
            ("mardi, vendredi : 15h-19h, samedi : 10h-17h.", [["10:00", "17:00"]]),
        ] as [(String, JSON)])
    func `the hours of a day that is named stand for those of all days`(text: String, saturday: JSON) throws {
        let record = try opening(text, "opening.text")

        #expect(record.value("opening/all-year")?["weekly"]?["sa"] == saturday)
        #expect(record.findings.isEmpty)
    }

    @Test(arguments: [
        "Du 01/04 au 15/11, tous les jours de 9h à 12h",
        "ouvert du lundi au samedi de 10h à 19h (de 14h lun).",
        "Billetterie ouverte du lun. au ven. de 11h45 à 18h45.", "Ouvert du lundi au samedi.",
        "Ne se visite pas",
        "Ouvert tous les jours. Service jusqu'à 14h et 22h.", "fermé en août", "ouvert de 10 à 12",
        "24H/24 en stéréo", "Fermé les jours fériés.",
        "Ouvert tous les jours sauf jours fériés et lundi matin de 9h à 12h", "Ouvert les jours fériés",
        "Du lundi au vendredi de 9h à 12h sauf jours fériés, samedi de 10h à 12h",
        // Hours that contradict each other, and two seasons.
        "Du lun au sam 11h-13h30/14h-18h\ndu mardi au vendredi de 10h à 18h",
        "Du 01/04/2026 au 30/06/2026 de 9h à 12h.\nDu 01/07/2026 au 31/08/2026 de 9h à 19h.",
        "Ouvert tous les jours de 9h à 12h.\nDu 01/07/2026 au 31/08/2026 de 9h à 19h.",
    ])
    func `what is not certain stays a remark`(text: String) throws {
        let record = try opening(text, "opening.text")

        #expect(record.value("opening/all-year")?["weekly"] == .null)
        #expect(record.value("opening/all-year")?["note"] == ["fr": .string(text)])
        #expect(record.findingRules == ["opening.text"])
    }

    @Test func `all year and by appointment are understood without hours`() throws {
        let open = try opening("Ouvert toute l'année.", "opening.text")
        let called = try opening("Ouvert sur RV", "opening.text")

        #expect(open.value("opening/all-year") == ["from": nil, "to": nil, "weekly": nil, "note": nil])
        #expect(called.value("opening/all-year")?["by_appointment"] == true)
        #expect(open.findings.isEmpty && called.findings.isEmpty)
    }
}
