import Directory

extension TourInFranceMapping {
    /// Reads opening, closures and the dates of events.
    mutating func readPeriods() {
        var stretches = OpeningStretches()
        for period in node.all(at: "Periodes", "DetailPeriode") {
            let type = period.attribute("type") ?? "09.01.06"
            switch type {
            case "09.01.01", "09.01.06": readOpening(period, &stretches)
            case "09.01.04": readClosure(period)
            case "09.01.05": readDates(period, &stretches)
            default: noteUnmapped("Periodes.\(type)")
            }
        }
        stretches.finish(&draft)
    }

    private mutating func readOpening(_ period: XMLNode, _ stretches: inout OpeningStretches) {
        let notes = remarks(period)
        let dates = period.all(at: "Dates", "DetailDates")
        if dates.isEmpty, !notes.isEmpty { stretches.add(from: nil, to: nil, notes: notes) }
        for date in dates {
            guard let (from, to) = days(date, at: "opening", rule: "opening.inverted") else { continue }
            stretches.add(from: from, to: to, notes: notes)
            stretches.add(from: from, to: to, notes: remarks(date))
            readHours(date, from, to, &stretches)
        }
    }

    /// First and last day; nil where the period ends before it starts.
    private mutating func days(
        _ date: XMLNode, at path: String, rule: String
    ) -> (CalendarDate?, CalendarDate?)? {
        let from = day(date.value("DateDebut"), at: path)
        let to = day(date.value("DateFin"), at: path)
        if let from, let to, from > to {
            draft.note(path, rule, .warning, "the period from \(from) to \(to) was dropped")
            return nil
        }
        return (from, to)
    }

    private mutating func readHours(
        _ date: XMLNode, _ from: CalendarDate?, _ to: CalendarDate?, _ stretches: inout OpeningStretches
    ) {
        for block in date.all(at: "Jours", "DetailJours") {
            let isClosed = Self.closing.contains(block.attribute("type") ?? "")
            for day in block.all("Jour") {
                guard let days = weekdays(day) else { continue }
                if isClosed {
                    let names = days.map { Self.frenchDays[$0.index] }.joined(separator: ", ")
                    stretches.add(from: from, to: to, notes: [.french: "Fermé : \(names)"])
                    draft.note("opening", "opening.closed_day", .info, "closed on \(names): kept as note")
                    continue
                }
                for hours in day.all("Horaires") {
                    guard let frame = frame(hours) else { continue }
                    stretches.add(from: from, to: to, days: days, frame)
                }
                if day.all("Horaires").isEmpty {
                    let names = days.map { Self.frenchDays[$0.index] }.joined(separator: ", ")
                    stretches.add(from: from, to: to, notes: [.french: "Ouvert : \(names)"])
                }
            }
        }
    }

    private mutating func frame(_ hours: XMLNode) -> WeeklyHours.Frame? {
        guard let opens = hours.value("HoraireDebut").map(Self.clock) else {
            if hours.value("HoraireFin") != nil {
                draft.note(
                    "opening", "opening.no_opening", .warning, "hours that close are not said to open")
            }
            return nil
        }
        return draft.frame(opens: opens, closes: hours.value("HoraireFin").map(Self.clock))
    }

    /// `9h30`, `9:30` and `09h` as `09:30` and `09:00`.
    static func clock(_ text: String) -> String {
        let parts = text.lowercased().replacing("h", with: ":").split(
            separator: ":", omittingEmptySubsequences: false)
        guard let hour = parts.first, hour.utf8.count <= 2, parts.count <= 3 else { return text }
        let minute = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : "00"
        return (hour.utf8.count == 1 ? "0" : "") + "\(hour):\(minute)"
    }

    private mutating func weekdays(_ day: XMLNode) -> [Weekday]? {
        if let type = day.attribute("type") {
            if type == "09.02.08" { return Weekday.allCases }
            if let index = Self.dayCodes.firstIndex(of: type) { return [Weekday.allCases[index]] }
        }
        let label = (day.attribute("libelle") ?? day.attribute("type") ?? "").lowercased()
        if label.hasPrefix("tous") { return Weekday.allCases }
        if let index = Self.frenchDays.firstIndex(of: label) { return [Weekday.allCases[index]] }
        draft.note(
            "opening", "weekday.unknown", .warning, "“\(label.prefix(30))” is not a day of the week")
        return nil
    }

    private mutating func readClosure(_ period: XMLNode) {
        let notes = remarks(period)
        for date in period.all(at: "Dates", "DetailDates") {
            guard let (from, to) = days(date, at: "closures", rule: "period.inverted") else { continue }
            guard let first = from ?? to, let last = to ?? from else { continue }
            let json: JSON = [
                "from": .string(first.description), "to": .string(last.description),
                "note": notes.isEmpty ? nil : Translations(notes).json,
            ]
            let path = FieldPath(.closures, "all")
            if let value = try? FieldValue(json, at: path, reader.tools.vocabularies) {
                draft.add(.closures, value)
            }
        }
    }

    private mutating func readDates(_ period: XMLNode, _ stretches: inout OpeningStretches) {
        for block in period.all(at: "Dates", "DetailDates") {
            guard let (from, to) = days(block, at: "dates", rule: "date.inverted") else { continue }
            guard let first = from ?? to, let last = to ?? from else {
                draft.note("dates", "date.invalid", .warning, "an event without its day was dropped")
                continue
            }
            for (times, days) in times(block) {
                func time(_ name: String) -> ClockTime? {
                    times?.value(name).flatMap { ClockTime(String(Self.clock($0).prefix(5))) }
                }
                draft.addDate(first, last, time("HoraireDebut"), time("HoraireFin"), on: days)
            }
            let notes = remarks(period).merging(remarks(block)) { $0 == $1 ? $0 : "\($0)\n\($1)" }
            if !notes.isEmpty { stretches.add(from: first, to: last, notes: notes) }
        }
    }

    /// The hours of an event, each with the days of the week that share it; no days where it is each day of its time.
    private mutating func times(_ block: XMLNode) -> [(times: XMLNode?, days: [Weekday])] {
        var groups: [(times: XMLNode?, days: [Weekday])] = []
        var closed: Set<Weekday> = []
        for jours in block.all(at: "Jours", "DetailJours") {
            for jour in jours.all("Jour") {
                guard let days = weekdays(jour) else { continue }
                if Self.closing.contains(jours.attribute("type") ?? "") {
                    closed.formUnion(days)
                    continue
                }
                let hours = jour.all("Horaires").map(Optional.some)
                for times in hours.isEmpty ? [nil] : hours {
                    if let index = groups.firstIndex(where: { $0.times == times }) {
                        groups[index].days += days
                    } else {
                        groups.append((times, days))
                    }
                }
            }
        }
        let open = groups.isEmpty ? [(times: nil, days: closed.isEmpty ? [] : Weekday.allCases)] : groups
        return open.map { ($0.times, $0.days.filter { !closed.contains($0) }) }
    }

    /// What a period says in words.
    private mutating func remarks(_ node: XMLNode) -> [LanguageCode: String] {
        let names = ["Description", "Observation", "Commentaire", "Nom"]
        let nodes = node.children.filter { child in names.contains { child.name.hasPrefix($0) } }
        return translations(nodes, at: "opening", limit: 2_000, joined: "\n")
    }

    /// The kinds of days on which it is closed.
    private static let closing: Set<String> = ["09.03.01", "09.03.03"]
    static let frenchDays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    static let dayCodes = [
        "09.02.02", "09.02.03", "09.02.04", "09.02.05", "09.02.06", "09.02.07", "09.02.01",
    ]
}
