import Directory

extension MappedRecord {
    private struct Times: Hashable {
        let opens: ClockTime?
        let closes: ClockTime?
    }

    /// Event dates in one of the forms of Tourinsoft: each opening of a period is a date of its own.
    mutating func readDates(_ text: String, _ rule: ColumnRule) {
        guard let periods = periods(text, rule, at: "dates") else { return }
        for period in periods {
            guard check(period, at: "dates") else { continue }
            guard let from = period.from ?? period.to, let to = period.to ?? period.from else {
                for note in period.notes { keep(note, of: period, isOnly: periods.count == 1, rule) }
                draft.note("dates", "date.missing", .warning, "an event without its day was dropped")
                continue
            }
            readDates(period, from: from, to: to, isOnly: periods.count == 1, rule)
        }
    }

    /// The dates of one period: on the days of the week that it names, or that its remark names for certain.
    mutating func readDates(
        _ period: TourinsoftPeriod, from: CalendarDate, to: CalendarDate, isOnly: Bool, _ rule: ColumnRule
    ) {
        var week = period.week
        let isPlain = from < to && period.days.count == Weekday.allCases.count && !period.hasWeek
        for note in period.notes {
            let isRead = isPlain && rule.language == .french
            let said = isRead ? OpeningSentence.readWeek(HTMLText.plain(note)) : nil
            if let said {
                week = said.mapValues { frames in
                    let hours = frames.map { ($0.opens.description, $0.closes?.description ?? "") }
                    return hours.isEmpty ? period.daily : hours
                }
            }
            let isCarried = said?.values.allSatisfy { !$0.isEmpty } ?? false
            if !isCarried { keep(note, of: period, isOnly: isOnly, rule) }
        }
        addDates(from, to, week)
    }

    /// Each pair of times once, with the days that share it.
    private mutating func addDates(
        _ from: CalendarDate, _ to: CalendarDate, _ week: [Weekday: [(opens: String, closes: String)]]
    ) {
        var groups: [(times: Times, days: [Weekday])] = []
        for day in Weekday.allCases {
            guard let pairs = week[day] else { continue }
            for pair in pairs.isEmpty ? [("", "")] : pairs {
                let times = Times(opens: DateText.time(pair.opens), closes: DateText.time(pair.closes))
                if let index = groups.firstIndex(where: { $0.times == times }) {
                    groups[index].days.append(day)
                } else {
                    groups.append((times, [day]))
                }
            }
        }
        for (times, days) in groups {
            if let opens = times.opens, opens.minutes == 0, times.closes == opens {
                // From midnight to midnight is a whole day, which may be told as ending on the next one.
                draft.addDate(from, to.daysSince1970 == from.daysSince1970 + 1 ? from : to, on: days)
                continue
            }
            var end = times.closes
            if let opens = times.opens, opens == end {
                let message = "begins and ends at \(opens): the end was dropped"
                draft.note("dates", "date.no_length", .info, message)
                end = nil
            }
            draft.addDate(from, to, times.opens, end, on: days)
        }
        if groups.isEmpty { draft.addDate(from, to) }
    }

    /// What a date cannot say stays as a remark on the opening, with its days where there are others.
    private mutating func keep(
        _ note: String, of period: TourinsoftPeriod, isOnly: Bool, _ rule: ColumnRule
    ) {
        let days = Set([period.from, period.to].compactMap(\.self)).sorted().map(DateText.french)
        let whole = (isOnly ? "" : days.joined(separator: " – ") + " : ") + HTMLText.plain(note)
        draft.note("dates", "date.note", .info, "“\(note.prefix(200))” was kept as a remark")
        guard !(opening.notes[rule.language]?.contains(whole) ?? false) else { return }
        opening.notes[rule.language] = opening.notes[rule.language].map { $0 + "\n" + whole } ?? whole
    }

    mutating func finishDates() {
        guard let from = dates.from ?? dates.to else { return }
        draft.addDate(from, dates.to ?? from)
    }
}
