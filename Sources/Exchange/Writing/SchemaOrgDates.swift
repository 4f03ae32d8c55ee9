import Directory

/// When an event takes place, in local time.
struct SchemaOrgDates: Sendable {
    /// The first day, with the time where one is known.
    let start: String?
    /// The last day, with the time where one is known.
    let end: String?
    /// One schedule for each date where there are several, or days of the week.
    let schedules: [JSON]

    init(_ document: Document) {
        let dates = document.elements(.dates)
            .compactMap { element -> EventDate? in
                guard case .eventDate(let date) = element.value else { return nil }
                return date
            }
            .sorted { ($0.from, $0.opens?.minutes ?? 0) < ($1.from, $1.opens?.minutes ?? 0) }
        start = dates.first.map { Self.moment($0.from, $0.opens) }
        let last = dates.max { ($0.to, $0.closes?.minutes ?? 0) < ($1.to, $1.closes?.minutes ?? 0) }
        end = last.map { Self.ending($0) }
        let isPlain = dates.count < 2 && dates.allSatisfy(\.days.isEmpty)
        schedules = isPlain ? [] : dates.map(Self.schedule)
    }

    private static func moment(_ day: CalendarDate, _ time: ClockTime?) -> String {
        day.description + (time.map { "T\($0)" } ?? "")
    }

    /// An event of one day that ends before it began ends on the next day.
    private static func ending(_ date: EventDate) -> String {
        guard let closes = date.closes else { return date.to.description }
        let isNextDay =
            closes.minutes == 1440 || date.from == date.to && (date.opens.map { closes <= $0 } ?? false)
        guard isNextDay else { return moment(date.to, closes) }
        let next = CalendarDate(daysSince1970: date.to.daysSince1970 + 1)
        return moment(next, ClockTime(minutes: closes.minutes % 1440))
    }

    private static func schedule(_ date: EventDate) -> JSON {
        let days = date.days.map { JSON.string("https://schema.org/\(SchemaOrgOpening.dayNames[$0.index])") }
        return SchemaOrgWriter.node(
            "Schedule",
            [
                ("repeatFrequency", days.isEmpty ? .null : "P1W"),
                ("byDay", days.isEmpty ? .null : .array(days)),
                ("startDate", .string(date.from.description)), ("endDate", .string(date.to.description)),
                ("startTime", JSON(date.opens?.description)), ("endTime", JSON(date.closes?.description)),
            ])
    }
}
