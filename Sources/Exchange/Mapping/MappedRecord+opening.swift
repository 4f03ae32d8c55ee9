import Directory

extension MappedRecord {
    /// Periods in one of the forms of Tourinsoft.
    mutating func readOpening(_ text: String, _ rule: ColumnRule) {
        guard let periods = periods(text, rule, at: "opening") else {
            noteText(HTMLText.plain(text), rule.language)
            return
        }
        for period in periods {
            guard check(period, at: "opening") else { continue }
            addDays(period.from, period.to)
            let notes = period.notes.map(HTMLText.plain).joined(separator: "\n")
            opening.stretches.add(
                from: period.from, to: period.to, notes: notes.isEmpty ? [:] : [rule.language: notes])
            if period.opensOnHolidays == false {
                opening.stretches.addHolidays(from: period.from, to: period.to, nil)
            }
            for day in period.days {
                for pair in period.week[day] ?? [] { addFrame(pair, [day], period.from, period.to) }
            }
            guard period.opensOnHolidays == true else { continue }
            for pair in period.daily { addFrame(pair, [], onHolidays: true, period.from, period.to) }
        }
    }

    private mutating func addDays(_ from: CalendarDate?, _ to: CalendarDate?) {
        if opening.first == nil { opening.first = (from, to) }
    }

    mutating func periods(_ text: String, _ rule: ColumnRule, at path: String) -> [TourinsoftPeriod]? {
        guard let periods = TourinsoftPeriod.read(text, parts: rule.parts, list: rule.list) else {
            let message = "“\(text.prefix(60))” is no list of periods"
            draft.note(path, "\(path).form", .warning, message)
            return nil
        }
        return periods
    }

    private mutating func addFrame(
        _ pair: (opens: String, closes: String), _ days: [Weekday], onHolidays: Bool = false,
        _ from: CalendarDate?, _ to: CalendarDate?
    ) {
        guard !pair.opens.isEmpty else {
            draft.note("opening", "opening.no_opening", .warning, "hours that close are not said to open")
            return
        }
        let closes = pair.closes.isEmpty ? nil : Self.padded(pair.closes)
        guard let frame = draft.frame(opens: Self.padded(pair.opens), closes: closes) else { return }
        opening.stretches.add(from: from, to: to, days: days, frame)
        if onHolidays { opening.stretches.addHolidays(from: from, to: to, frame) }
    }

    private static func padded(_ text: String) -> String {
        DateText.time(text)?.description ?? text
    }

    /// Whether the days can stand; a placeholder far in the future is no day.
    mutating func check(_ period: TourinsoftPeriod, at path: String) -> Bool {
        if let invalid = period.invalid {
            draft.note(path, "date.invalid", .warning, "“\(invalid)” is not a date")
            return false
        }
        if let year = period.from?.year ?? period.to?.year, year >= 2_100 {
            draft.note(path, "date.placeholder", .warning, "the year \(year) means that nobody knows the day")
            return false
        }
        if let from = period.from, let to = period.to, from > to {
            let rule = path == "dates" ? "date.inverted" : "opening.inverted"
            draft.note(path, rule, .warning, "the period from \(from) to \(to) was dropped")
            return false
        }
        return true
    }

    /// French sentences, as far as it is certain what they say; else they stay as a remark.
    mutating func readOpeningText(_ text: String, _ rule: ColumnRule) {
        let plain = HTMLText.plain(text)
        guard !plain.isEmpty else { return }
        guard rule.language == .french, let said = OpeningSentence.read(plain) else {
            return noteText(plain, rule.language)
        }
        addDays(said.from, said.to)
        // « Toute l'année » beside what was left over is a remark as well: nothing else would tell it.
        let isBare = said.from == nil && said.to == nil && said.frames.isEmpty && said.holidays == nil
        opening.stretches.add(
            from: said.from, to: said.to,
            notes: said.rest.isEmpty ? [:] : [rule.language: isBare ? plain : said.rest],
            byAppointment: said.byAppointment)
        for (day, frames) in said.frames {
            for frame in frames { opening.stretches.add(from: said.from, to: said.to, days: [day], frame) }
        }
        if let holidays = said.holidays {
            for frame in holidays.isEmpty ? [nil] : holidays.map(Optional.some) {
                opening.stretches.addHolidays(from: said.from, to: said.to, frame)
            }
        }
        if !said.rest.isEmpty {
            draft.note("opening", "opening.text", .info, "“\(said.rest.prefix(120))” was kept as a remark")
        } else if isBare, !said.byAppointment {
            opening.isAllYear = true
        }
    }

    /// `Mo-Fr 09:00-12:00; PH off`, as far as it is a week of the whole year; else it stays as a remark.
    mutating func readOSM(_ text: String, _ rule: ColumnRule) {
        guard let week = OSMWeek.read(text) else { return noteText(text, rule.language) }
        for (day, frames) in week.frames {
            for frame in frames { opening.stretches.add(from: nil, to: nil, days: [day], frame) }
        }
        guard let holidays = week.holidays else { return }
        for frame in holidays.isEmpty ? [nil] : holidays.map(Optional.some) {
            opening.stretches.addHolidays(from: nil, to: nil, frame)
        }
    }

    private mutating func noteText(_ text: String, _ language: LanguageCode) {
        let message = "it is not certain what “\(text.prefix(120))” says: it was kept as a remark"
        draft.note("opening", "opening.text", .info, message)
        opening.notes[language] = opening.notes[language].map { $0 + "\n" + text } ?? text
    }

    mutating func gatherNote(_ text: String, _ rule: ColumnRule) {
        guard !text.isEmpty else { return }
        let whole = rule.prefix + text
        opening.notes[rule.language] = opening.notes[rule.language].map { $0 + "\n" + whole } ?? whole
    }

    mutating func finishOpening() {
        if !opening.notes.isEmpty {
            opening.stretches.add(from: opening.first?.from, to: opening.first?.to, notes: opening.notes)
        }
        opening.stretches.finish(&draft)
        if opening.isAllYear, draft.values(.opening).isEmpty {
            draft.add(.opening, .openingPeriod(OpeningPeriod(from: nil, to: nil, weekly: nil)))
        }
    }

    /// A period of Tourinsoft V3: `Datedebut`, `Datefin`, `lundiheuredebut1` … `dimancheheurefin2`.
    mutating func readOpeningObject(_ json: JSON, _ rule: ColumnRule) {
        let from = json["Datedebut"]?.scalarText.flatMap { DateText.day($0) }
        let to = json["Datefin"]?.scalarText.flatMap { DateText.day($0) }
        if let from, let to, from > to {
            draft.note(
                "opening", "opening.inverted", .warning, "the period from \(from) to \(to) was dropped")
            return
        }
        let names = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
        var weekly: [Weekday: [(opens: String, closes: String)]] = [:]
        for (name, day) in zip(names, Weekday.allCases) {
            for number in 1...2 {
                let opens = json["\(name)heuredebut\(number)"]?.scalarText ?? ""
                let closes = json["\(name)heurefin\(number)"]?.scalarText ?? ""
                if !opens.isEmpty || !closes.isEmpty { weekly[day, default: []].append((opens, closes)) }
            }
        }
        let note = json["Precisionssurlesouvertures"]?.scalarText.map(HTMLText.plain)
        if rule.target == .dates || rule.target == .periods && isEvent {
            guard let day = from ?? to else { return }
            let notes = [note].compactMap(\.self).filter { !$0.isEmpty }
            let period = TourinsoftPeriod(from: from, to: to, weekly: weekly, notes: notes)
            readDates(period, from: day, to: to ?? day, isOnly: true, rule)
            return
        }
        addDays(from, to)
        opening.stretches.add(from: from, to: to, notes: note.map { [.french: $0] } ?? [:])
        for day in Weekday.allCases {
            for pair in weekly[day] ?? [] { addFrame(pair, [day], from, to) }
        }
    }

    /// Whether the listing is an event, which has dates and no opening hours.
    var isEvent: Bool {
        draft.document.category.map { tools.vocabularies[.categories].lineage($0).contains("event") } ?? false
    }
}
