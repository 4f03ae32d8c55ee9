import Directory

/// Writes the hours of public holidays as rules that take the place of those of the day of the week.
///
/// A rule for the whole day would also end what still runs from the night before: where hours go beyond midnight, an
/// `off` of the holiday's own times comes first.
struct OSMHolidays {
    private let seasons: [(season: OpeningSeasons.Season, selector: String?)]

    init(_ seasons: [OpeningSeasons.Season], _ selectors: [String?]) {
        self.seasons = Array(zip(seasons, selectors))
    }

    /// The rules, each of which overwrites those before it.
    var rules: [String] {
        let isClosed = seasons.allSatisfy { $0.season.holidays?.isEmpty ?? false && !$0.season.plan.spills }
        return isClosed ? ["PH off"] : seasons.flatMap(rules)
    }

    private func rules(_ season: OpeningSeasons.Season, _ selector: String?) -> [String] {
        guard let plan = season.holidays else { return [] }
        let range = selector.map { "\($0): " } ?? ""
        var rules = season.plan.spills ? ["\(range)PH \(night(season.plan)) off"] : []
        var open = OSMOpeningHours.timed(
            plan.appointment, selector, onHolidays: true, comment: " \"by appointment\"")
        open += OSMOpeningHours.timed(plan.open, selector, onHolidays: true, comment: "")
        if plan.daysOnly { open.append("\(range)PH open") }
        // Only one rule overwrites, those added to it do not; nor would what goes on after midnight.
        let first = WeekPlan.groups(plan.appointment).first ?? WeekPlan.groups(plan.open).first
        let isWhole = first.map { $0.days.count == Weekday.allCases.count } ?? plan.daysOnly
        if rules.isEmpty, !isWhole || plan.spills { rules.append("\(range)PH off") }
        return [(rules + open).joined(separator: ", ")]
    }

    /// The times from the end of the night before to that of the holiday's own, of whatever days of the week: only
    /// where hours begin before others end is one of the two nights told wrong.
    private func night(_ plan: WeekPlan) -> String {
        let spans = Array(plan.open.values.joined()) + plan.appointment.values.joined()
        let spill = spans.map { ($0.end ?? 0) - 1440 }.max() ?? 0
        let opening = spans.map(\.start).min() ?? 1440
        return "\(OSMOpeningHours.time(spill))-\(OSMOpeningHours.time(1440 + min(spill, opening)))"
    }
}
