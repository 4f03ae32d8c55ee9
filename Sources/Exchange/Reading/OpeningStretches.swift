import Directory

/// Opening hours gathered by the days that they hold for: what has the same first and last day makes one period.
struct OpeningStretches {
    private struct Stretch {
        let from: CalendarDate?
        let to: CalendarDate?
        var frames: [Weekday: [WeeklyHours.Frame]] = [:]
        var holidays: [WeeklyHours.Frame]?
        var notes: [LanguageCode: String] = [:]
        var lacksClosing = false
        var byAppointment = false
    }

    private var stretches: [Stretch] = []

    /// The place of the stretch of these days, a new one where there was none.
    private mutating func index(_ from: CalendarDate?, _ to: CalendarDate?) -> Int {
        if let index = stretches.firstIndex(where: { $0.from == from && $0.to == to }) { return index }
        stretches.append(Stretch(from: from, to: to))
        return stretches.count - 1
    }

    /// Adds the days themselves and what hours cannot say.
    mutating func add(
        from: CalendarDate?, to: CalendarDate?, notes: [LanguageCode: String] = [:],
        byAppointment: Bool = false
    ) {
        let index = index(from, to)
        if byAppointment { stretches[index].byAppointment = true }
        for (language, text) in notes {
            guard let standing = stretches[index].notes[language] else {
                stretches[index].notes[language] = text
                continue
            }
            if !standing.contains(text) { stretches[index].notes[language] = standing + "\n" + text }
        }
    }

    /// Adds an opening on these days of the week.
    mutating func add(
        from: CalendarDate?, to: CalendarDate?, days: [Weekday], _ frame: WeeklyHours.Frame
    ) {
        let index = index(from, to)
        if frame.closes == nil { stretches[index].lacksClosing = true }
        for day in days { stretches[index].frames[day, default: []].append(frame) }
    }

    /// Adds an opening on public holidays, or that it is closed on them where there is none.
    mutating func addHolidays(from: CalendarDate?, to: CalendarDate?, _ frame: WeeklyHours.Frame?) {
        let index = index(from, to)
        if let frame, frame.closes == nil { stretches[index].lacksClosing = true }
        stretches[index].holidays = (stretches[index].holidays ?? []) + [frame].compactMap { $0 }
    }

    /// Closes all stretches on public holidays; whether there are any.
    mutating func closeOnHolidays() -> Bool {
        for index in stretches.indices { stretches[index].holidays = [] }
        return !stretches.isEmpty
    }

    /// Turns the stretches into opening periods; overlaps are made one and told.
    func finish(_ draft: inout RecordDraft) {
        for stretch in stretches { Self.add(stretch, to: &draft) }
    }

    private static func add(_ stretch: Stretch, to draft: inout RecordDraft) {
        let hours = WeeklyHours(
            stretch.frames.mapValues { Array(Set($0)) }, holidays: stretch.holidays.map { Array(Set($0)) })
        let merged = hours.merged
        let isSilent =
            merged.entries.isEmpty && stretch.notes.isEmpty && stretch.from == nil && stretch.to == nil
            && !stretch.byAppointment
        guard !isSilent else { return }
        let notes = stretch.notes.mapValues { draft.fitted($0, 2_000, at: "opening") }
        let period = OpeningPeriod(
            from: stretch.from, to: stretch.to, weekly: merged.entries.isEmpty ? nil : merged,
            byAppointment: stretch.byAppointment, note: notes.isEmpty ? nil : Translations(notes))
        let key = draft.add(.opening, .openingPeriod(period)) ?? ""
        if merged != hours {
            draft.note(
                "opening/\(key)", "opening.overlap", .warning, "hours of one day overlap and were made one")
        }
        if stretch.lacksClosing {
            draft.note("opening/\(key)", "opening.no_closing", .info, "hours that open are not said to close")
        }
    }
}

extension RecordDraft {
    /// One opening of a day from its times as texts, with or without seconds, fractions and zone.
    mutating func frame(opens text: String, closes closesText: String?) -> WeeklyHours.Frame? {
        guard let opens = time(text), opens.minutes < 1440 else { return nil }
        guard let closesText else { return WeeklyHours.Frame(opens: opens, closes: nil) }
        guard let closes = time(closesText) else { return WeeklyHours.Frame(opens: opens, closes: nil) }
        if opens.minutes == 0, closes.minutes == 0 || closes.minutes >= 1439 {
            return WeeklyHours.Frame(opens: opens, closes: ClockTime(minutes: 1440))
        }
        if opens == closes {
            note(
                "opening", "opening.no_length", .warning,
                "opens and closes at \(opens): the closing was dropped")
            return WeeklyHours.Frame(opens: opens, closes: nil)
        }
        return WeeklyHours.Frame(opens: opens, closes: closes)
    }

    private mutating func time(_ text: String) -> ClockTime? {
        if let time = ClockTime(String(text.prefix(8))) ?? ClockTime(String(text.prefix(5))) { return time }
        note("opening", "time.invalid", .warning, "“\(text.prefix(30))” is not a time")
        return nil
    }
}
