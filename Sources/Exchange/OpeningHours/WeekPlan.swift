import Directory

/// The hours of a week in one part of the year, all periods that hold there taken together.
struct WeekPlan: Hashable, Sendable {
    /// The hours without appointment by day.
    private(set) var open: [Weekday: [OpenSpan]] = [:]
    /// The hours by appointment by day.
    private(set) var appointment: [Weekday: [OpenSpan]] = [:]
    /// Whether only the days are known, not the hours.
    private(set) var daysOnly = false

    /// The plan of these periods, on days that are public holidays or on others; those without hours count only
    /// where none of all periods says the hours of such days.
    init(_ periods: [OpeningPeriod], among all: [OpeningPeriod]? = nil, onHolidays: Bool = false) {
        for period in periods {
            for day in Weekday.allCases {
                let frames = period.weekly?.frames(on: day, isHoliday: onHolidays) ?? []
                guard !frames.isEmpty else { continue }
                let spans = frames.map(OpenSpan.init)
                if period.byAppointment {
                    appointment[day, default: []] += spans
                } else {
                    open[day, default: []] += spans
                }
            }
            if period.byAppointment, period.opensWithoutHours(onHolidays: onHolidays) {
                for day in Weekday.allCases { appointment[day, default: []].append(.wholeDay) }
            }
        }
        open = open.mapValues(OpenSpan.united)
        appointment = appointment.mapValues(OpenSpan.united)
        daysOnly =
            !(all ?? periods).contains { !$0.byAppointment && $0.knowsHours(onHolidays: onHolidays) }
            && periods.contains { !$0.byAppointment && $0.opensWithoutHours(onHolidays: onHolidays) }
    }

    /// The plan of a single day, in days since 1970: its hours without a weekday, which another year would not share.
    func ofOneDay(_ day: Int) -> WeekPlan {
        let weekday = CalendarDate(daysSince1970: day).weekday
        func everyDay(_ hours: [Weekday: [OpenSpan]]) -> [Weekday: [OpenSpan]] {
            guard let spans = hours[weekday] else { return [:] }
            return Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, spans) })
        }
        var plan = self
        plan.open = everyDay(open)
        plan.appointment = everyDay(appointment)
        return plan
    }

    /// Whether nothing is open.
    var isEmpty: Bool { open.isEmpty && appointment.isEmpty && !daysOnly }

    /// Whether each day of the week has the same hours.
    var isSameEveryDay: Bool {
        [open, appointment].allSatisfy { hours in
            hours.isEmpty || hours.count == Weekday.allCases.count && Set(hours.values).count == 1
        }
    }

    /// The plan without the appointments at whose hours another one is open to all.
    func withoutAppointments(beside other: WeekPlan) -> WeekPlan {
        var plan = self
        for (day, spans) in appointment {
            let open = other.daysOnly ? [.wholeDay] : other.open[day] ?? []
            let left = OpenSpan.subtracted(open, from: spans)
            plan.appointment[day] = left.isEmpty ? nil : left
        }
        return plan
    }

    /// Whether hours of a day go on after midnight.
    var spills: Bool {
        [open, appointment].contains { hours in hours.values.joined().contains { ($0.end ?? 0) > 1440 } }
    }

    /// The days that share the same hours together, in the order of the week.
    static func groups(_ hours: [Weekday: [OpenSpan]]) -> [(days: [Weekday], spans: [OpenSpan])] {
        var groups: [(days: [Weekday], spans: [OpenSpan])] = []
        for day in Weekday.allCases {
            guard let spans = hours[day] else { continue }
            if let index = groups.firstIndex(where: { $0.spans == spans }) {
                groups[index].days.append(day)
            } else {
                groups.append((days: [day], spans: spans))
            }
        }
        return groups
    }

    /// Days that follow each other as one run each, in the order of the week.
    static func runs(_ days: [Weekday]) -> [[Weekday]] {
        days.reduce(into: [[Weekday]]()) { runs, day in
            if let last = runs.last?.last, last.index + 1 == day.index {
                runs[runs.count - 1].append(day)
            } else {
                runs.append([day])
            }
        }
    }
}
