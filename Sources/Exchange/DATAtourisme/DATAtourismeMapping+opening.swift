import Directory

extension DATAtourismeMapping {
    /// The opening hours of one stretch of days, gathered from the specifications that name it.
    private struct Stretch {
        let from: CalendarDate?
        let to: CalendarDate?
        var frames: [Weekday: [WeeklyHours.Frame]] = [:]
        var notes: [LanguageCode: String] = [:]
        var lacksClosing = false
    }

    /// Reads the opening hours: specifications with the same first and last day make one period.
    mutating func readOpening() {
        var stretches: [Stretch] = []
        for place in object.values("isLocatedAt").prefix(1) {
            for json in place.values("schema:openingHoursSpecification") {
                readSpecification(json, &stretches)
            }
        }
        for stretch in stretches { add(stretch) }
    }

    private mutating func readSpecification(_ json: JSON, _ stretches: inout [Stretch]) {
        let from = readDay(json, "schema:validFrom")
        let to = readDay(json, "schema:validThrough")
        if let from, let to, from > to {
            draft.note(
                "opening", "opening.inverted", .warning, "the period from \(from) to \(to) was dropped")
            return
        }
        var index = stretches.firstIndex { $0.from == from && $0.to == to } ?? stretches.count
        if index == stretches.count { stretches.append(Stretch(from: from, to: to)) }
        index = min(index, stretches.count - 1)
        for (language, text) in translations(json["additionalInformation"], at: "opening", limit: 2_000) {
            guard let standing = stretches[index].notes[language] else {
                stretches[index].notes[language] = text
                continue
            }
            if !standing.contains(text) { stretches[index].notes[language] = standing + "\n" + text }
        }
        guard let frame = readFrame(json) else { return }
        if frame.closes == nil { stretches[index].lacksClosing = true }
        for day in readDays(json) { stretches[index].frames[day, default: []].append(frame) }
    }

    private mutating func add(_ stretch: Stretch) {
        let hours = WeeklyHours(stretch.frames.mapValues { Array(Set($0)) })
        let merged = hours.merged
        let isSilent =
            merged.frames.isEmpty && stretch.notes.isEmpty && stretch.from == nil && stretch.to == nil
        guard !isSilent else { return }
        let notes = stretch.notes.mapValues { draft.fitted($0, 2_000, at: "opening") }
        let period = OpeningPeriod(
            from: stretch.from, to: stretch.to, weekly: merged.frames.isEmpty ? nil : merged,
            note: notes.isEmpty ? nil : Translations(notes))
        let key = draft.add(.opening, .openingPeriod(period)) ?? ""
        if merged != hours {
            draft.note(
                "opening/\(key)", "opening.overlap", .warning, "hours of one day overlap and were made one")
        }
        if stretch.lacksClosing {
            draft.note("opening/\(key)", "opening.no_closing", .info, "hours that open are not said to close")
        }
    }

    private mutating func readDay(_ json: JSON, _ property: String) -> CalendarDate? {
        guard let text = json.firstText(property) else { return nil }
        if let day = CalendarDate(String(text.prefix(10))) { return day }
        draft.note("opening", "date.invalid", .warning, "“\(text.prefix(30))” is not a date")
        return nil
    }

    private mutating func readFrame(_ json: JSON) -> WeeklyHours.Frame? {
        guard let text = json.firstText("schema:opens") else {
            if json.firstText("schema:closes") != nil {
                draft.note("opening", "opening.no_opening", .warning, "hours that close are not said to open")
            }
            return nil
        }
        guard let opens = readTime(text), opens.minutes < 1440 else { return nil }
        guard let closesText = json.firstText("schema:closes") else {
            return WeeklyHours.Frame(opens: opens, closes: nil)
        }
        guard let closes = readTime(closesText) else { return WeeklyHours.Frame(opens: opens, closes: nil) }
        if opens.minutes == 0, closes.minutes == 0 || closes.minutes >= 1439 {
            return WeeklyHours.Frame(opens: opens, closes: ClockTime(minutes: 1440))
        }
        if opens == closes {
            draft.note(
                "opening", "opening.no_length", .warning,
                "opens and closes at \(opens): the closing was dropped")
            return WeeklyHours.Frame(opens: opens, closes: nil)
        }
        return WeeklyHours.Frame(opens: opens, closes: closes)
    }

    /// A time with or without seconds, fractions and zone.
    private mutating func readTime(_ text: String) -> ClockTime? {
        if let time = ClockTime(String(text.prefix(8))) ?? ClockTime(String(text.prefix(5))) { return time }
        draft.note("opening", "time.invalid", .warning, "“\(text.prefix(30))” is not a time")
        return nil
    }

    /// The days named, all of them where none is.
    private mutating func readDays(_ json: JSON) -> [Weekday] {
        let named = json.values("schema:dayOfWeek")
        guard !named.isEmpty else { return Weekday.allCases }
        var days: [Weekday] = []
        for value in named {
            guard let name = value.localName else { continue }
            if let day = Self.weekdays[name] {
                if !days.contains(day) { days.append(day) }
            } else {
                draft.note(
                    "opening", "weekday.unknown", .warning, "“\(name.prefix(30))” is not a day of the week")
            }
        }
        return days
    }

    private static let weekdays: [String: Weekday] = [
        "Monday": .monday, "Tuesday": .tuesday, "Wednesday": .wednesday, "Thursday": .thursday,
        "Friday": .friday, "Saturday": .saturday, "Sunday": .sunday,
    ]

    /// Reads when an event takes place.
    mutating func readDates() {
        let periods = object.values("takesPlaceAt")
        for period in periods {
            let from = period.date("startDate")
            addDate(from, period.date("endDate") ?? from, period.time("startTime"), period.time("endTime"))
        }
        guard periods.isEmpty else { return }
        let starts = object.plainTexts("schema:startDate").map { CalendarDate(String($0.prefix(10))) }
        let ends = object.plainTexts("schema:endDate").map { CalendarDate(String($0.prefix(10))) }
        for (index, start) in starts.enumerated() {
            addDate(start, ends.indices.contains(index) ? ends[index] : start, nil, nil)
        }
    }

    private mutating func addDate(
        _ from: CalendarDate?, _ to: CalendarDate?, _ opens: ClockTime?, _ closes: ClockTime?
    ) {
        guard let from, let to else {
            draft.note("dates", "date.invalid", .warning, "an event without its day was dropped")
            return
        }
        guard let date = EventDate(from: from, to: to, opens: opens, closes: closes) else {
            draft.note("dates", "date.inverted", .warning, "the event from \(from) to \(to) was dropped")
            return
        }
        draft.add(.dates, .eventDate(date))
    }
}

extension JSON {
    /// The time of a property, without what stands behind its seconds.
    fileprivate func time(_ property: String) -> ClockTime? {
        firstText(property).flatMap { ClockTime(String($0.prefix(8))) ?? ClockTime(String($0.prefix(5))) }
    }
}
