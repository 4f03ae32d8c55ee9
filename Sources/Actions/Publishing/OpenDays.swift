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
            case .eventDate(let date): spans.formUnion(Self.spans(of: date, beside: toAll))
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
        return weekdays.flatMap { frame, days -> [Span] in
            let block = Block(days: period.stretch, weekdays: days)
            guard frame.closes == nil else { return [block.span(frame.opens.minutes, frame.end)] }
            // Where another period says when these hours end, they do not last until midnight.
            let closed = others.map { other in
                Block(days: other.stretch, weekdays: closing(frame.opens, in: Self.weekdays(of: other)))
            }
            return block.without(closed).map { $0.span(frame.opens.minutes, 1440) }
        }
    }

    private static func closing(_ opens: ClockTime, in weekdays: [WeeklyHours.Frame: Int]) -> Int {
        weekdays.filter { $0.key.opens == opens && $0.key.closes != nil }.values.reduce(0, |)
    }

    /// A period without hours is open all day where no other period says the hours of such a day.
    private static func wholeDays(of period: OpeningPeriod, beside others: [OpeningPeriod]) -> [Span] {
        let block = Block(
            days: period.stretch, weekdays: bits { period.opensWithoutHours(onHolidays: $0) })
        let timed = others.map { other in
            Block(days: other.stretch, weekdays: bits { other.knowsHours(onHolidays: $0) })
        }
        return block.without(timed).map { $0.span(0, 1440) }
    }

    private static func bits(_ areMeant: (_ onHolidays: Bool) -> Bool) -> Int {
        (areMeant(false) ? ordinary : 0) | (areMeant(true) ? ordinary << 7 : 0)
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

    /// A date without hours lasts all day where no period says the hours of such a day.
    private static func spans(of date: EventDate, beside periods: [OpeningPeriod]) -> [Span] {
        let days = date.days.reduce(0) { $0 | 1 << $1.index }
        let block = Block(
            days: date.from.daysSince1970...date.to.daysSince1970,
            weekdays: days == 0 ? everyDay : days | days << 7)
        guard date.opens != nil || date.closes != nil else {
            let timed = periods.map { period in
                Block(days: period.stretch, weekdays: weekdays(of: period).values.reduce(0, |))
            }
            return block.without(timed).map { $0.span(0, 1440) }
        }
        let (opens, closes) = (date.opens?.minutes ?? 0, date.closes?.minutes ?? 1440)
        return [block.span(opens, closes > opens ? closes : closes + 1440)]
    }
}

extension OpenDays {
    /// Weekdays of a part of the calendar.
    private struct Block {
        var days: ClosedRange<Int>
        var weekdays: Int

        func span(_ opens: Int, _ closes: Int) -> Span {
            Span(
                first: days.lowerBound == .min ? nil : CalendarDate(daysSince1970: days.lowerBound),
                last: days.upperBound == .max ? nil : CalendarDate(daysSince1970: days.upperBound),
                weekdays: weekdays, opens: opens, closes: closes)
        }

        /// What is left outside of other blocks.
        func without(_ others: [Block]) -> [Block] {
            others.reduce([self]) { left, other in left.flatMap { $0.without(other) } }
                .filter { $0.weekdays != 0 }
        }

        private func without(_ other: Block) -> [Block] {
            guard days.overlaps(other.days), weekdays & other.weekdays != 0 else { return [self] }
            let shared = days.clamped(to: other.days)
            var left = [Block(days: shared, weekdays: weekdays & ~other.weekdays)]
            if days.lowerBound < shared.lowerBound {
                left.append(Block(days: days.lowerBound...shared.lowerBound - 1, weekdays: weekdays))
            }
            if days.upperBound > shared.upperBound {
                left.append(Block(days: shared.upperBound + 1...days.upperBound, weekdays: weekdays))
            }
            return left
        }
    }
}

extension OpeningPeriod {
    /// Its days as numbers, the ends of the numbers where it is open-ended.
    fileprivate var stretch: ClosedRange<Int> {
        let first = from?.daysSince1970 ?? .min
        return first...max(first, to?.daysSince1970 ?? .max)
    }
}
