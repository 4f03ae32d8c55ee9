import Directory

/// Opening as `OpeningHoursSpecification`.
///
/// A place is open if a specification says when it opens and closed otherwise (schema.org): a period whose hours nobody
/// knows cannot be told, neither as a season without hours nor as one that is open around the clock.
struct SchemaOrgOpening: Sendable {
    /// The hours of the periods, one for each stretch of hours and the days that share it.
    let regular: [JSON]
    /// The closures, which Google reads from `00:00` to `00:00`.
    let special: [JSON]

    init(_ periods: [OpeningPeriod], _ closures: [Closure]) {
        regular = periods.filter { !$0.isNoteOnly && !$0.byAppointment }.flatMap(Self.specifications)
        special = closures.map { closure in
            Self.specification(
                days: [], opens: "00:00", closes: "00:00", from: closure.from, to: closure.to)
        }
    }

    private static func specifications(_ period: OpeningPeriod) -> [JSON] {
        let closed =
            period.closesOnHolidays
            ? [
                specification(
                    days: [holidays], opens: "00:00", closes: "00:00", from: period.from, to: period.to)
            ] : []
        guard let weekly = period.weekly, period.hasHours else {
            return closed
        }
        return weekly.spread.map { spread in
            let times = times(spread.frame)
            let days = spread.days.map { dayNames[$0.index] } + (spread.onHolidays ? [holidays] : [])
            return specification(
                days: days, opens: times.opens, closes: times.closes, from: period.from, to: period.to)
        } + closed
    }

    /// The times as consumers expect them: closing before opening is the next day, a whole day ends at 23:59.
    private static func times(_ frame: WeeklyHours.Frame) -> (opens: String, closes: String?) {
        guard let closes = frame.closes else { return (frame.opens.description, nil) }
        let endsAtMidnight = closes.minutes == 1440 || closes.minutes == 0
        return (frame.opens.description, endsAtMidnight ? "23:59" : closes.description)
    }

    private static func specification(
        days: [String], opens: String?, closes: String?, from: CalendarDate?, to: CalendarDate?
    ) -> JSON {
        let names = days.map { JSON.string("https://schema.org/\($0)") }
        return SchemaOrgWriter.node(
            "OpeningHoursSpecification",
            [
                ("dayOfWeek", names.isEmpty ? .null : .array(names)), ("opens", JSON(opens)),
                ("closes", JSON(closes)), ("validFrom", JSON(from?.description)),
                ("validThrough", JSON(to?.description)),
            ])
    }

    private static let holidays = "PublicHolidays"
    /// The days of the week as schema.org names them, Monday first.
    static let dayNames = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
}
