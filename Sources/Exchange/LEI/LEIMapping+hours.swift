import Directory

extension LEIMapping {
    /// Reads the dates of events and the hours of the week.
    mutating func readHours() {
        var stretches = OpeningStretches()
        let period = (day(node.value("PERIODE_DU")), day(node.value("PERIODE_AU")))
        for hours in node.all(at: "HORAIRES", "Horaire") {
            let from = day(hours.value("DATE_DEBUT"))
            let to = day(hours.value("DATE_FIN"))
            if let from, let to, from > to {
                draft.note(
                    "opening", "opening.inverted", .warning, "the period from \(from) to \(to) was dropped")
                continue
            }
            for hour in hours.all(at: "HEURES", "Heure") { read(hour, from, to, &stretches) }
            if hours.all(at: "HEURES", "Heure").isEmpty { stretches.add(from: from, to: to) }
        }
        for text in node.all(at: "CRITERES", "Crit") where text["NOM"] == Self.hoursInWords {
            guard let words = text.value.map(HTMLText.plain), !words.isEmpty else { continue }
            stretches.add(from: period.0, to: period.1, notes: [.french: words])
        }
        stretches.finish(&draft)
        // What takes place in a time does so on the days that it names, else on those on which its hours open.
        if let from = period.0 ?? period.1, let to = period.1 ?? period.0 {
            let opening = draft.weekdays(from: from, to: to, opens: nil, closes: nil)
            draft.addDate(from, to, on: weekdays.isEmpty ? opening : weekdays)
        }
    }

    static let hoursInWords = "Dates et heures en texte"

    private mutating func read(
        _ hour: XMLNode, _ from: CalendarDate?, _ to: CalendarDate?, _ stretches: inout OpeningStretches
    ) {
        let days = zip(Weekday.allCases, Self.days).filter { hour.value($0.1) == "O" }.map(\.0)
        stretches.add(from: from, to: to)
        if let words = hour.value("COMMENTAIRE").map(HTMLText.plain), !words.isEmpty {
            stretches.add(from: from, to: to, notes: [.french: words])
        }
        guard let opens = hour.value("HEURE_DEBUT"),
            let frame = draft.frame(opens: opens, closes: hour.value("HEURE_FIN"))
        else { return }
        stretches.add(from: from, to: to, days: days.isEmpty ? Weekday.allCases : days, frame)
    }

    private mutating func day(_ text: String?) -> CalendarDate? {
        guard let text else { return nil }
        if let day = SourceDay.parse(text) { return day }
        draft.note("opening", "date.invalid", .warning, "“\(text.prefix(30))” is not a date")
        return nil
    }

    private static let days = ["LUNDI", "MARDI", "MERCREDI", "JEUDI", "VENDREDI", "SAMEDI", "DIMANCHE"]
}
