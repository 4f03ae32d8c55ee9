import Directory

/// The periods of a listing cut into parts of the calendar that do not overlap, each with its plan.
struct OpeningSeasons: Sendable {
    /// Days from the first to the last, either of them nil where there is no bound.
    struct Range: Hashable, Sendable {
        let first: CalendarDate?
        let last: CalendarDate?
    }

    /// One plan with the parts of the calendar in which it holds.
    ///
    /// A calendar has no public holidays of one day of the week: where they have the hours of their day beside
    /// hours of their own, the hours that are the same on both kinds of days stand apart.
    struct Season: Sendable {
        /// The hours of all days, public holidays excepted where these have a plan of their own.
        let plan: WeekPlan
        /// The plan of public holidays, the same on each day of the week; nil where they are days like any other.
        let holidays: WeekPlan?
        /// The hours that are added to those on all days.
        let added: WeekPlan
        var ranges: [Range]

        /// The season of these periods, on a single day (in days since 1970) where there is one.
        init(_ periods: [OpeningPeriod], day: Int?, _ range: Range) {
            func plan(_ periods: [OpeningPeriod], among all: [OpeningPeriod], onHolidays: Bool) -> WeekPlan {
                let plan = WeekPlan(periods, among: all, onHolidays: onHolidays)
                return day.map(plan.ofOneDay) ?? plan
            }
            ranges = [range]
            let usual = plan(periods, among: periods, onHolidays: false)
            let feasts = plan(periods, among: periods, onHolidays: true)
            guard usual != feasts, !feasts.isSameEveryDay else {
                (self.plan, holidays, added) = (usual, usual == feasts ? nil : feasts, WeekPlan([]))
                return
            }
            let same = periods.filter { $0.weekly?.holidays == nil && ($0.byAppointment || $0.hasHours) }
            let others = periods.filter { !same.contains($0) }
            self.plan = plan(others, among: periods, onHolidays: false)
            holidays = plan(others, among: periods, onHolidays: true)
            added = plan(same, among: periods, onHolidays: false).withoutAppointments(beside: self.plan)
        }

        /// Whether nothing is open.
        var isEmpty: Bool { plan.isEmpty && added.isEmpty && holidays?.isEmpty ?? true }
    }

    /// The seasons in the order of their first day.
    private(set) var seasons: [Season] = []
    /// Whether the ranges stand for every year.
    let isYearly: Bool

    init(_ all: [OpeningPeriod], toldIn told: Int?) {
        let periods = all.filter { !$0.isNoteOnly }
        isYearly = Self.isYearly(periods, toldIn: told)
        let year = periods.lazy.compactMap(\.from?.year).first
        let yearly = isYearly ? year.flatMap(Self.bounds) : nil
        var cuts = Set(periods.compactMap(\.from?.daysSince1970))
        cuts.formUnion(periods.compactMap { $0.to.map { $0.daysSince1970 + 1 } })
        let lower = yearly?.lowerBound ?? .min
        let upper = yearly.map { $0.upperBound + 1 } ?? .max
        cuts.formUnion([lower, upper])
        let days = cuts.filter { (lower...upper).contains($0) }.sorted()
        for (start, end) in zip(days, days.dropFirst()) {
            let active = periods.filter { $0.covers(start, end) }
            let open = isYearly && start == lower && end == upper
            let range = Range(
                first: open || start == .min ? nil : CalendarDate(daysSince1970: start),
                last: open || end == .max ? nil : CalendarDate(daysSince1970: end - 1))
            let season = Season(active, day: end == start + 1 ? start : nil, range)
            if !season.isEmpty { add(season) }
        }
    }

    /// Joins a part to the season of the same plan, and to the part before where they touch.
    private mutating func add(_ part: Season) {
        let same = seasons.firstIndex {
            $0.plan == part.plan && $0.holidays == part.holidays && $0.added == part.added
        }
        guard let index = same, let range = part.ranges.first else {
            seasons.append(part)
            return
        }
        if let last = seasons[index].ranges.last, let end = last.last, let start = range.first,
            end.daysSince1970 + 1 == start.daysSince1970
        {
            seasons[index].ranges[seasons[index].ranges.count - 1] = join(last, range)
        } else {
            seasons[index].ranges.append(range)
        }
    }

    private func join(_ left: Range, _ right: Range) -> Range {
        let first = left.first
        let last = right.last
        let whole = isYearly && first?.month == 1 && first?.day == 1 && last?.month == 12 && last?.day == 31
        return whole ? Range(first: nil, last: nil) : Range(first: first, last: last)
    }

    private static func bounds(_ year: Int) -> ClosedRange<Int>? {
        guard let first = CalendarDate(year: year, month: 1, day: 1),
            let last = CalendarDate(year: year, month: 12, day: 31)
        else { return nil }
        return first.daysSince1970...last.daysSince1970
    }

    /// Whether every period has either no date or both dates in the one year that all share, the year in which they were
    /// told where that is known: a season of years ago, or of next year, does not hold today.
    static func isYearly(_ periods: [OpeningPeriod], toldIn told: Int?) -> Bool {
        let years = Set(periods.flatMap { [$0.from, $0.to] }.compactMap(\.?.year))
        let paired = periods.allSatisfy { ($0.from == nil) == ($0.to == nil) }
        return paired && years.count <= 1 && years.allSatisfy { $0 == told ?? $0 }
    }
}

extension OpeningPeriod {
    /// Whether it holds on every day from `start` to before `end`, in days since 1970.
    fileprivate func covers(_ start: Int, _ end: Int) -> Bool {
        (from?.daysSince1970 ?? .min) <= start && end <= (to.map { $0.daysSince1970 + 1 } ?? .max)
    }
}
