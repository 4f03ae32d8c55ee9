import Directory

extension RecordDraft {
    /// Adds a time at which an event takes place, on some days of the week only where these are said; what ends before
    /// it begins is dropped with a finding.
    mutating func addDate(
        _ from: CalendarDate, _ to: CalendarDate, _ opens: ClockTime? = nil, _ closes: ClockTime? = nil,
        on days: [Weekday] = []
    ) {
        if let date = EventDate(from: from, to: to, opens: opens, closes: closes, days: days) {
            add(.dates, .eventDate(date))
        } else if let date = EventDate(from: from, to: to, opens: opens, closes: closes) {
            let message = "none of the days of the week that are said lies between \(from) and \(to)"
            note("dates", "date.weekday", .warning, message)
            add(.dates, .eventDate(date))
        } else {
            note("dates", "date.inverted", .warning, "the event from \(from) to \(to) was dropped")
        }
    }

    /// The days of the week on which the opening of just these days has hours, those that begin then where there are
    /// any; none where no opening says.
    func weekdays(
        from: CalendarDate, to: CalendarDate, opens: ClockTime?, closes: ClockTime?
    ) -> [Weekday] {
        var all: Set<Weekday> = []
        var then: Set<Weekday> = []
        for case .openingPeriod(let period) in values(.opening)
        where period.from ?? from == from && period.to ?? to == to {
            for (day, frames) in period.weekly?.frames ?? [:] {
                all.insert(day)
                let isThen = frames.contains { frame in
                    frame.opens == opens && (closes == nil || frame.closes == nil || frame.closes == closes)
                }
                if isThen { then.insert(day) }
            }
        }
        return (then.isEmpty ? all : then).sorted()
    }
}
