package import Directory

/// Says whether an establishment is open at a minute of local time.
package struct OpeningEvaluator: Sendable {
    /// What one can expect at the door.
    package enum State: String, Sendable {
        case closed
        case byAppointment
        case open
    }

    private let periods: [OpeningPeriod]
    private let closures: [Closure]
    private let holidays: PublicHolidays

    /// An evaluator of these periods and closures, at a place with those public holidays.
    package init(periods: [OpeningPeriod], closures: [Closure], holidays: PublicHolidays) {
        self.periods = periods.filter { !$0.isNoteOnly }
        self.closures = closures
        self.holidays = holidays
    }

    /// Whether it is open to all at that minute of the day (0 to 1439).
    package func isOpen(on day: CalendarDate, at minute: Int) -> Bool {
        state(on: day, at: minute) == .open
    }

    /// The state at that minute of the day (0 to 1439).
    ///
    /// Hours belong to the day on which they start: those of the evening before still hold after midnight, and a
    /// closure takes away the hours that start on its days. Hours that nobody closed last until midnight. A period
    /// without hours is open all day where no other period says the hours of such a day: those of public holidays
    /// count on public holidays only. On these each period has the hours that it gives for them, or those of the day
    /// of the week where it gives none.
    package func state(on day: CalendarDate, at minute: Int) -> State {
        let today = state(startedOn: day, minute, isNextDay: false)
        guard today != .open else { return .open }
        let yesterday = CalendarDate(daysSince1970: day.daysSince1970 - 1)
        let spilled = state(startedOn: yesterday, minute + 1440, isNextDay: true)
        return spilled == .closed ? today : spilled
    }

    private func state(startedOn day: CalendarDate, _ minute: Int, isNextDay: Bool) -> State {
        guard !closures.contains(where: { $0.from <= day && day <= $0.to }) else { return .closed }
        let active = periods.filter { $0.from ?? day <= day && day <= $0.to ?? day }
        let isHoliday = holidays.contains(day)
        let hoursKnown = active.contains { !$0.byAppointment && $0.knowsHours(onHolidays: isHoliday) }
        var state = State.closed
        for period in active {
            let holds =
                period.hasHours
                ? Self.holds(period, active, day.weekday, isHoliday, minute)
                : !isNextDay && period.opensWithoutHours(onHolidays: isHoliday)
                    && (period.byAppointment || !hoursKnown)
            guard holds else { continue }
            if !period.byAppointment { return .open }
            state = .byAppointment
        }
        return state
    }

    private static func holds(
        _ period: OpeningPeriod, _ active: [OpeningPeriod], _ day: Weekday, _ isHoliday: Bool, _ minute: Int
    ) -> Bool {
        (period.weekly?.frames(on: day, isHoliday: isHoliday) ?? []).contains { frame in
            guard frame.opens.minutes <= minute else { return false }
            guard frame.closes == nil else { return minute < frame.end }
            let closedElsewhere = active.contains { other in
                other.byAppointment == period.byAppointment
                    && (other.weekly?.frames(on: day, isHoliday: isHoliday) ?? []).contains {
                        $0.opens == frame.opens && $0.closes != nil
                    }
            }
            return !closedElsewhere && minute < 1440
        }
    }
}
