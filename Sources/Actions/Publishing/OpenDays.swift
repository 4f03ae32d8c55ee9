import Directory
import Exchange

/// The days and minutes at which a listing opens, as spans that a search can look through.
enum OpenDays {
    /// Days from one to another, those of some weekdays only.
    struct Span: Hashable {
        let first: CalendarDate?
        let last: CalendarDate?
        /// A bit for each weekday, Monday the lowest.
        var weekdays = everyDay
        /// The first open minute of each of these days.
        var opens = 0
        /// The minute after the last, beyond 1440 on the next day; not after `opens` where one must call before.
        var closes = 1440
        /// Whether it opens or is closed on these days.
        var isOpen = true
    }

    private static let everyDay = 127

    /// The spans of openings, event dates and closures.
    static func spans(of document: Document) -> [Span] {
        var spans: Set<Span> = []
        let periods = document.openingPeriods.filter { !$0.isNoteOnly }
        let timed = periods.filter { $0.hasHours && !$0.byAppointment }
        for period in periods { spans.formUnion(Self.spans(of: period, beside: timed)) }
        for value in document.fields.values {
            switch value {
            case .eventDate(let date): spans.insert(span(of: date))
            case .closure(let closure):
                spans.insert(Span(first: closure.from, last: closure.to, isOpen: false))
            default: break
            }
        }
        return Array(spans)
    }

    /// A period without hours is open all day on the dates for which no other period knows hours.
    private static func spans(of period: OpeningPeriod, beside timed: [OpeningPeriod]) -> [Span] {
        let frames = period.weekly?.frames ?? [:]
        if period.byAppointment {
            let days = frames.keys.reduce(0) { $0 | 1 << $1.index }
            return [
                Span(
                    first: period.from, last: period.to, weekdays: days == 0 ? everyDay : days, opens: 0,
                    closes: 0)
            ]
        }
        guard !frames.isEmpty else {
            return days(of: period, without: timed).map { Span(first: $0.first, last: $0.last) }
        }
        var weekdays: [WeeklyHours.Frame: Int] = [:]
        for (day, hours) in frames { for frame in hours { weekdays[frame, default: 0] |= 1 << day.index } }
        return weekdays.map { frame, days in
            Span(
                first: period.from, last: period.to, weekdays: days, opens: frame.opens.minutes,
                closes: frame.closes == nil ? 1440 : frame.end)
        }
    }

    private static func days(
        of period: OpeningPeriod, without others: [OpeningPeriod]
    ) -> [(first: CalendarDate?, last: CalendarDate?)] {
        var stretches = [period.stretch]
        for other in others.map(\.stretch) {
            stretches = stretches.flatMap { stretch -> [ClosedRange<Int>] in
                guard stretch.overlaps(other) else { return [stretch] }
                var left: [ClosedRange<Int>] = []
                if stretch.lowerBound < other.lowerBound {
                    left.append(stretch.lowerBound...other.lowerBound - 1)
                }
                if stretch.upperBound > other.upperBound {
                    left.append(other.upperBound + 1...stretch.upperBound)
                }
                return left
            }
        }
        return stretches.map { stretch in
            (
                stretch.lowerBound == .min ? nil : CalendarDate(daysSince1970: stretch.lowerBound),
                stretch.upperBound == .max ? nil : CalendarDate(daysSince1970: stretch.upperBound)
            )
        }
    }

    private static func span(of date: EventDate) -> Span {
        let opens = date.opens?.minutes ?? 0
        let closes = date.closes?.minutes ?? 1440
        return Span(
            first: date.from, last: date.to, opens: opens, closes: closes > opens ? closes : closes + 1440)
    }
}

extension OpeningPeriod {
    /// Its days as numbers, the ends of the numbers where it is open-ended.
    fileprivate var stretch: ClosedRange<Int> {
        let first = from?.daysSince1970 ?? .min
        return first...max(first, to?.daysSince1970 ?? .max)
    }
}
