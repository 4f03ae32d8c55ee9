package import Directory

/// Writes opening as the value of OpenStreetMap's `opening_hours` (grammar 0.7.2).
///
/// Periods are first cut into parts of the calendar that do not overlap, because a rule after `;` overwrites the
/// rules before it on the days that it matches: what two periods open together stands in one rule. Years are left
/// out where all dated periods lie in the year in which the listing last changed. Public holidays come after the seasons, closures last. Hours that
/// nobody closed are `19:00+`; a period whose hours are unknown is its days alone; notes are not carried.
package enum OSMOpeningHours {
    /// The value, nil where no period says anything that the grammar can hold; `told` is the year in which the listing last
    /// changed, nil for whichever year the periods have.
    package static func write(
        periods: [OpeningPeriod], closures: [Closure], holidays: PublicHolidays, toldIn told: Int? = nil
    ) -> String? {
        let calendar = OpeningSeasons(periods, toldIn: told)
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
        let seasons = rules.isEmpty ? [] : [rules.joined(separator: adds ? ", " : "; ")]
        let feasts = OSMHolidays(calendar.seasons, selectors).rules
        let closed = OSMClosures(periods: periods, closures: closures, holidays: holidays).rules
        return (seasons + feasts + closed).joined(separator: "; ")
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

    /// The rules of the hours of a week, or of public holidays, which have the same ones on all its days.
    static func timed(
        _ hours: [Weekday: [OpenSpan]], _ selector: String?, onHolidays: Bool = false, comment: String
    ) -> [String] {
        WeekPlan.groups(hours).map { days, spans in
            let always = spans == [.wholeDay]
            let names = names(days, onHolidays: onHolidays)
            let range = selector.map { $0 + (names.isEmpty ? "" : ": ") } ?? ""
            if always, !comment.isEmpty, onHolidays || names.isEmpty {
                return (range + names + comment).trimmed
            }
            if always, names.isEmpty, selector == nil { return "24/7" }
            let times = spans.map(span).joined(separator: ",")
            return (selector.map { "\($0): " } ?? "") + (names.isEmpty ? "" : names + " ") + times + comment
        }
    }

    /// `Mo-Fr`, nothing for every day; `PH`.
    static func names(_ days: [Weekday], onHolidays: Bool) -> String {
        if onHolidays { return "PH" }
        return days.count == Weekday.allCases.count
            ? "" : WeekPlan.runs(days).map(run).joined(separator: ",")
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
    var isOpenToAll: Bool { !open.isEmpty || daysOnly }
}
