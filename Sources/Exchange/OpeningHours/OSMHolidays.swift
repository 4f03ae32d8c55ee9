import Directory

/// Writes the hours of public holidays as rules that take the place of those of the day of the week.
///
/// A rule for the whole day would also end what still runs from the night before: where hours go beyond midnight, an
/// `off` of the holiday's own times comes first. Hours of a day of the week that hold on public holidays as well are
/// added afterwards: the grammar can name holidays of one day of the week, but consumers read days or holidays.
struct OSMHolidays {
    private let seasons: [(season: OpeningSeasons.Season, selector: String?)]

    init(_ seasons: [OpeningSeasons.Season], _ selectors: [String?]) {
        self.seasons = Array(zip(seasons, selectors))
    }

    /// The rules, each of which overwrites those before it.
    var rules: [String] {
        let isClosed = seasons.allSatisfy { season, _ in
            season.holidays?.isEmpty ?? false && season.added.isEmpty && spill(before: season) == 0
        }
        return isClosed ? ["PH off"] : seasons.flatMap(rules)
    }

    private func rules(_ season: OpeningSeasons.Season, _ selector: String?) -> [String] {
        guard let own = season.holidays else { return [] }
        let range = selector.map { "\($0): " } ?? ""
        let added = season.added
        // Beside days that are open without hours a night is only one by appointment.
        let hasNights = spill(before: season) > 0 && !season.plan.daysOnly
        var rules = hasNights ? ["\(range)PH \(night(season)) off"] : []
        // Only the first rule overwrites, those added to it do not; nor would what goes on after midnight.
        let isWhole = !own.appointment.isEmpty || added.appointment.isEmpty && own.isOpenToAll
        if rules.isEmpty, !isWhole || own.spills { rules.append("\(range)PH off") }
        for (plan, onHolidays) in [(own, true), (added, false)] {
            rules += OSMOpeningHours.timed(
                plan.appointment, selector, onHolidays: onHolidays, comment: " \"by appointment\"")
        }
        for (plan, onHolidays) in [(own, true), (added, false)] {
            rules += OSMOpeningHours.timed(plan.open, selector, onHolidays: onHolidays, comment: "")
        }
        if own.daysOnly { rules.append("\(range)PH open") }
        return [rules.joined(separator: ", ")]
    }

    /// The times from the end of the night before to that of the holiday's own, of whatever days of the week: only
    /// where hours begin before others end is one of the two nights told wrong.
    private func night(_ season: OpeningSeasons.Season) -> String {
        let opening = season.plan.spans.map(\.start).min() ?? 1440
        let end = 1440 + min(season.plan.spill, opening)
        return "\(OSMOpeningHours.time(spill(before: season)))-\(OSMOpeningHours.time(end))"
    }

    /// The minutes after midnight for which hours go on into the days of a season, from days of its own or from the one
    /// before.
    private func spill(before season: OpeningSeasons.Season) -> Int {
        let eves = Set(season.ranges.compactMap { $0.first.map { $0.daysSince1970 - 1 } })
        let others = seasons.map(\.season).filter { other in
            other.ranges.contains { $0.last.map { eves.contains($0.daysSince1970) } ?? false }
        }
        return max(season.plan.spill, others.map { max($0.plan.spill, $0.added.spill) }.max() ?? 0)
    }
}

extension WeekPlan {
    /// Its hours on whatever days, by appointment as well.
    fileprivate var spans: [OpenSpan] { Array(open.values.joined()) + appointment.values.joined() }

    /// The minutes after midnight for which its hours go on.
    fileprivate var spill: Int { spans.map { max(0, ($0.end ?? 0) - 1440) }.max() ?? 0 }
}
