package import Directory

/// Writes opening as the value of OpenStreetMap's `opening_hours` (grammar 0.7.2).
///
/// Periods are first cut into parts of the calendar that do not overlap, because a rule after `;` overwrites the
/// rules before it on the days that it matches: what two periods open together stands in one rule. Years are left
/// out where all dated periods lie in one year. Hours that nobody closed are `19:00+`; a period whose hours are
/// unknown is its days alone; notes are not carried.
package enum OSMOpeningHours {
    /// The value, nil where no period says anything that the grammar can hold.
    package static func write(periods: [OpeningPeriod], closures: [Closure]) -> String? {
        let calendar = OpeningSeasons(periods)
        guard !calendar.seasons.isEmpty else { return nil }
        let spills = calendar.seasons.contains { $0.plan.spills }
        let appointments = calendar.seasons.contains { !$0.plan.appointment.isEmpty }
        // A rule after `;` also cuts off what reaches into its days from the night before: `,` adds instead.
        let adds = spills || appointments && calendar.seasons.contains { $0.plan.isOpenToAll }
        let selectors = calendar.seasons.map { selector($0, yearly: calendar.isYearly) }
        var rules: [String] = []
        // Of two added rules the later one decides: hours open to all come after those by appointment.
        for (season, selector) in zip(calendar.seasons, selectors) {
            rules += timed(season.plan.appointment, selector, comment: " \"by appointment\"")
        }
        for (season, selector) in zip(calendar.seasons, selectors) {
            if season.plan.daysOnly {
                rules.append((selector ?? "Jan-Dec") + (adds ? " open" : ""))
            } else {
                rules += timed(season.plan.open, selector, comment: "")
            }
        }
        let closed = OSMClosures(periods: periods, closures: closures).rules
        return ([rules.joined(separator: adds ? ", " : "; ")] + closed).joined(separator: "; ")
    }

    private static func selector(_ season: OpeningSeasons.Season, yearly: Bool) -> String? {
        let ranges = season.ranges.filter { $0.first != nil || $0.last != nil }
        guard ranges.count == season.ranges.count else { return nil }
        return ranges.map { self.range($0, yearly: yearly) }.joined(separator: ",")
    }

    static func range(_ range: OpeningSeasons.Range, yearly: Bool) -> String {
        switch (range.first, range.last) {
        case (let first?, let last?) where first == last: date(first, yearly: yearly)
        case (let first?, let last?): "\(date(first, yearly: yearly))-\(date(last, yearly: yearly))"
        case (let first?, nil): "\(date(first, yearly: yearly))+"
        case (nil, let last): "1900 Jan 01" + (last.map { "-\(date($0, yearly: yearly))" } ?? "+")
        }
    }

    private static func date(_ day: CalendarDate, yearly: Bool) -> String {
        (yearly ? "" : "\(day.year) ") + "\(months[day.month - 1]) \(padded(day.day))"
    }

    private static func timed(_ hours: [Weekday: [OpenSpan]], _ selector: String?, comment: String)
        -> [String]
    {
        WeekPlan.groups(hours).map { days, spans in
            let everyDay = days.count == Weekday.allCases.count
            let always = spans == [.wholeDay]
            if everyDay, always, !comment.isEmpty { return ((selector ?? "") + comment).trimmed }
            if everyDay, always, selector == nil { return "24/7" }
            let names = everyDay ? "" : WeekPlan.runs(days).map(run).joined(separator: ",") + " "
            let times = spans.map(span).joined(separator: ",")
            return (selector.map { "\($0): " } ?? "") + names + times + comment
        }
    }

    private static func run(_ days: [Weekday]) -> String {
        let names = days.map { $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() }
        guard let first = names.first, let last = names.last, first != last else { return names.joined() }
        return "\(first)-\(last)"
    }

    private static func span(_ span: OpenSpan) -> String {
        guard let end = span.end else { return "\(time(span.start))+" }
        // Twenty-four hours and more would read as less than a day: hours beyond 24 say it plainly.
        let close = end > 1440 && end - 1440 < span.start ? end - 1440 : end
        return "\(time(span.start))-\(time(close))"
    }

    static func time(_ minutes: Int) -> String { "\(padded(minutes / 60)):\(padded(minutes % 60))" }

    private static func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension WeekPlan {
    /// Whether something is open without appointment.
    fileprivate var isOpenToAll: Bool { !open.isEmpty || daysOnly }
}
