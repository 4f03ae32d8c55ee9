import Directory

/// Writes closures as `off` rules that leave the nights around them as they are.
///
/// A closed day takes away the hours that start on it. An `off` for the whole day would also end what still runs
/// from the night before, and leave open what would have run into the next morning: where hours go beyond midnight,
/// the rule names the times.
struct OSMClosures {
    private let periods: [OpeningPeriod]
    private let closures: [Range<Int>]
    private let holidays: PublicHolidays

    /// The closures of a listing, those that touch each other made one.
    init(periods: [OpeningPeriod], closures: [Closure], holidays: PublicHolidays) {
        self.periods = periods.filter { !$0.isNoteOnly }
        self.holidays = holidays
        let ranges = closures.map { $0.from.daysSince1970..<$0.to.daysSince1970 + 1 }
        self.closures = ranges.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
            .reduce(into: []) { merged, next in
                if let last = merged.last, next.lowerBound <= last.upperBound {
                    let end = max(last.upperBound, next.upperBound)
                    merged[merged.count - 1] = last.lowerBound..<end
                } else {
                    merged.append(next)
                }
            }
    }

    /// The rules in order of their days.
    var rules: [String] { closures.flatMap(rules) }

    private func rules(_ closure: Range<Int>) -> [String] {
        let first = closure.lowerBound
        let last = closure.upperBound - 1
        let start = spill(first - 1)
        let nextOpens = spans(closure.upperBound).map(\.start).min() ?? 1440
        let end = min(spill(last), nextOpens)
        if start == 0, end == 0 { return [off(first, last, nil)] }
        if first == last { return [off(first, last, times(start, 1440 + end))] }
        var rules: [String] = []
        if start > 0 { rules.append(off(first, first, times(start, 1440))) }
        let inner = (start > 0 ? first + 1 : first, end > 0 ? last - 1 : last)
        if inner.0 <= inner.1 { rules.append(off(inner.0, inner.1, nil)) }
        if end > 0 { rules.append(off(last, last, times(0, 1440 + end))) }
        return rules
    }

    private func off(_ first: Int, _ last: Int, _ times: String?) -> String {
        let range = OpeningSeasons.Range(
            first: CalendarDate(daysSince1970: first), last: CalendarDate(daysSince1970: last))
        return OSMOpeningHours.range(range, yearly: false) + (times.map { ": \($0)" } ?? "") + " off"
    }

    private func times(_ start: Int, _ end: Int) -> String {
        "\(OSMOpeningHours.time(start))-\(OSMOpeningHours.time(end))"
    }

    /// The minutes after midnight for which the hours of a day still run on the next one.
    private func spill(_ day: Int) -> Int {
        spans(day).map { max(0, ($0.end ?? 0) - 1440) }.max() ?? 0
    }

    /// The hours that start on a day, closures aside.
    private func spans(_ day: Int) -> [OpenSpan] {
        let date = CalendarDate(daysSince1970: day)
        let active = periods.filter { $0.from ?? date <= date && date <= $0.to ?? date }
        let plan = WeekPlan(active, onHolidays: holidays.contains(date))
        if plan.daysOnly { return [.wholeDay] }
        return (plan.open[date.weekday] ?? []) + (plan.appointment[date.weekday] ?? [])
    }
}
