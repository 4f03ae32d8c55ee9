import Directory

/// The hours of a period by day, as Apidae has them since 2025 (`horaires`).
struct ApidaeHours {
    /// Hours on some days of the week; nil where only the days are known.
    struct Opening {
        let days: [Weekday]
        let frame: WeeklyHours.Frame?
    }

    /// The hours of the days of the week and of public holidays.
    var frames: [Weekday: [WeeklyHours.Frame]] = [:]
    var holidays: [WeeklyHours.Frame]?
    /// The days on which it opens at hours that nobody says.
    var untimed: Set<Weekday> = []
    /// The days of the week that are said to be closed.
    var closed: Set<Weekday> = []

    /// Whether it says of each day of the week that it is closed.
    var isClosed: Bool { frames.isEmpty && closed.count == Weekday.allCases.count }

    /// The openings of the week: those of public holidays alone say nothing of other days, closed days leave the others
    /// open.
    var openings: [Opening] {
        let timed = WeeklyHours(frames).spread.map { Opening(days: $0.days, frame: $0.frame) }
        if !untimed.isEmpty {
            return timed + [Opening(days: Weekday.allCases.filter(untimed.contains), frame: nil)]
        }
        guard timed.isEmpty, !isClosed, holidays?.isEmpty ?? true else { return timed }
        return [Opening(days: Weekday.allCases.filter { !closed.contains($0) }, frame: nil)]
    }

    /// The element of the list `HoraireType` that means opening.
    static let opening = 7457
    /// The days of the week, Monday first.
    static let days = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]
    /// Public holidays.
    static let holiday = "HOL"
}

extension ApidaeMapping {
    /// The hours of a period by day, nil where it has none.
    ///
    /// They stand in `horaires`, by kind: those of guided visits, of breakfast … are no opening hours. Before 2025 they
    /// were written as `timePeriods` of the period itself.
    mutating func readHours(_ period: JSON) -> ApidaeHours? {
        var parts = period.values("timePeriods").filter { $0["type"]?.string ?? "opening" == "opening" }
        for hours in period.values("horaires") {
            if hours["type"]?.reference ?? ApidaeHours.opening == ApidaeHours.opening {
                parts += hours.values("timePeriods")
            } else {
                let name = hours["type"]?["libelleFr"]?.string ?? "another kind"
                let message = "the hours of “\(name.prefix(60))” have no place here and were dropped"
                draft.note("opening", "opening.kind", .warning, message)
            }
        }
        guard !parts.isEmpty else { return nil }
        var hours = ApidaeHours()
        for part in parts { read(part, into: &hours) }
        return hours
    }

    private mutating func read(_ part: JSON, into hours: inout ApidaeHours) {
        let isClosed = part["closed"]?.bool ?? false
        let times = isClosed ? [] : part.values("timeFrames").compactMap { readTimes($0) }
        for name in part.values("weekdays").compactMap(\.string) {
            if let index = ApidaeHours.days.firstIndex(of: name) {
                let day = Weekday.allCases[index]
                if isClosed {
                    hours.closed.insert(day)
                } else if times.isEmpty {
                    hours.untimed.insert(day)
                } else {
                    hours.frames[day, default: []] += times
                }
            } else if name == ApidaeHours.holiday {
                if isClosed || !times.isEmpty { hours.holidays = (hours.holidays ?? []) + times }
            } else {
                let message = "“\(name.prefix(30))” is not a day of the week"
                draft.note("opening", "weekday.unknown", .warning, message)
            }
        }
    }

    private mutating func readTimes(_ json: JSON) -> WeeklyHours.Frame? {
        guard let opens = json["startTime"]?.scalarText else {
            draft.note("opening", "opening.no_opening", .warning, "hours that close are not said to open")
            return nil
        }
        return draft.frame(opens: opens, closes: json["endTime"]?.scalarText)
    }
}
