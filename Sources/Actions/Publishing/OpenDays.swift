import Directory
import Exchange

/// The days and minutes at which a listing opens, as spans that a search can look through.
enum OpenDays {
    /// Days from one to another, those of some weekdays only.
    struct Span: Hashable {
        let first: CalendarDate?
        let last: CalendarDate?
        /// A bit for each weekday, Monday the lowest, and seven more for weekdays that are public holidays.
        var weekdays = everyDay
        /// The first open minute of each of these days.
        var opens = 0
        /// The minute after the last, beyond 1440 on the next day; not after `opens` where one must call before.
        var closes = 1440
        /// Whether it opens or is closed on these days.
        var isOpen = true
    }

    private static let ordinary = 127
    private static let everyDay = ordinary | ordinary << 7

    /// The spans of openings, event dates and closures.
    static func spans(of document: Document) -> [Span] {
        var spans: Set<Span> = []
        let periods = document.openingPeriods.filter { !$0.isNoteOnly }
        let toAll = periods.filter { !$0.byAppointment }
        for period in periods { spans.formUnion(Self.spans(of: period, beside: toAll)) }
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

    private static func spans(of period: OpeningPeriod, beside others: [OpeningPeriod]) -> [Span] {
        let weekdays = weekdays(of: period)
        if period.byAppointment {
            let usual = period.closesOnHolidays ? ordinary : everyDay
            let days = period.hasHours ? weekdays.values.reduce(0, |) : usual
            return [Span(first: period.from, last: period.to, weekdays: days, opens: 0, closes: 0)]
        }
        guard period.hasHours else { return wholeDays(of: period, beside: others) }
        return weekdays.map { frame, days in
            Span(
                first: period.from, last: period.to, weekdays: days, opens: frame.opens.minutes,
                closes: frame.closes == nil ? 1440 : frame.end)
        }
    }

    /// A period without hours is open all day where no other period says the hours of such a day.
    private static func wholeDays(of period: OpeningPeriod, beside others: [OpeningPeriod]) -> [Span] {
        var weekdays: [ClosedRange<Int>: Int] = [:]
        for (isHoliday, bits) in [(false, ordinary), (true, ordinary << 7)]
        where period.opensWithoutHours(onHolidays: isHoliday) {
            let timed = others.filter { $0.knowsHours(onHolidays: isHoliday) }.map(\.stretch)
            for stretch in parts(of: period.stretch, without: timed) {
                weekdays[stretch, default: 0] |= bits
            }
        }
        return weekdays.map { stretch, weekdays in
            Span(
                first: stretch.lowerBound == .min ? nil : CalendarDate(daysSince1970: stretch.lowerBound),
                last: stretch.upperBound == .max ? nil : CalendarDate(daysSince1970: stretch.upperBound),
                weekdays: weekdays)
        }
    }

    /// The bits of the days that have an opening.
    private static func weekdays(of period: OpeningPeriod) -> [WeeklyHours.Frame: Int] {
        var weekdays: [WeeklyHours.Frame: Int] = [:]
        for (isHoliday, shift) in [(false, 0), (true, 7)] {
            for day in Weekday.allCases {
                for frame in period.weekly?.frames(on: day, isHoliday: isHoliday) ?? [] {
                    weekdays[frame, default: 0] |= 1 << (day.index + shift)
                }
            }
        }
        return weekdays
    }

    private static func parts(
        of stretch: ClosedRange<Int>, without others: [ClosedRange<Int>]
    ) -> [ClosedRange<Int>] {
        others.reduce([stretch]) { parts, other in
            parts.flatMap { part -> [ClosedRange<Int>] in
                guard part.overlaps(other) else { return [part] }
                var left: [ClosedRange<Int>] = []
                if part.lowerBound < other.lowerBound { left.append(part.lowerBound...other.lowerBound - 1) }
                if part.upperBound > other.upperBound { left.append(other.upperBound + 1...part.upperBound) }
                return left
            }
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
