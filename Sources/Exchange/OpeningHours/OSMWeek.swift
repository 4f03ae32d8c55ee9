import Directory

/// Reads a value of OpenStreetMap's `opening_hours` as far as it tells one week for the whole year.
///
/// Months, weeks, school holidays, comments and times of the sun are not read: what holds them is none.
struct OSMWeek {
    private var frames: [Weekday: [WeeklyHours.Frame]] = [:]
    private var holidays: [WeeklyHours.Frame]?

    /// The hours of the week, nil where a part of the value says more than these.
    static func read(_ text: String) -> WeeklyHours? {
        var week = OSMWeek()
        let rules = text.trimmed == "24/7" ? "00:00-24:00" : text
        for rule in rules.split(separator: ";") where !rule.allSatisfy(\.isWhitespace) {
            guard week.take(String(rule)) else { return nil }
        }
        let hours = week.hours
        return hours.frames.isEmpty || hours.merged != hours ? nil : hours
    }

    private var hours: WeeklyHours { WeeklyHours(frames, holidays: holidays) }

    /// One rule: what stands behind its commas is added to it.
    private mutating func take(_ rule: String) -> Bool {
        var adds = false
        var rest = rule.trimmed[...]
        while !rest.isEmpty {
            guard let days = Self.days(&rest), let times = Self.times(&rest) else { return false }
            set(days, times, adds: adds)
            adds = true
        }
        return adds
    }

    private mutating func set(_ days: NamedDays, _ times: [WeeklyHours.Frame], adds: Bool) {
        for day in days.week { frames[day] = (adds ? frames[day] ?? [] : []) + times }
        if days.holidays { holidays = (adds ? holidays ?? [] : []) + times }
    }

    /// `Mo-Fr,Su,PH`, every day where none is named.
    private static func days(_ rest: inout Substring) -> NamedDays? {
        guard let first = rest.first, first.isLetter, !isClosed(rest) else { return .everyDay }
        var days = NamedDays(week: [])
        let selector = rest.prefix { $0.isLetter || $0 == "-" || $0 == "," }
        rest = rest.dropFirst(selector.count).drop { $0 == " " || $0 == ":" }
        for part in selector.split(separator: ",", omittingEmptySubsequences: false) {
            if part == "PH" {
                days.holidays = true
                continue
            }
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
                Weekday(rawValue: $0.lowercased())
            }
            guard (1...2).contains(ends.count), let from = ends[0], let to = ends[ends.count - 1] else {
                return nil
            }
            let count = (to.index - from.index + 7) % 7
            days.week += (0...count).map { Weekday.allCases[(from.index + $0) % 7] }
        }
        return days
    }

    /// `09:00-12:00,14:00-18:00`, `19:00+`, `off`.
    private static func times(_ rest: inout Substring) -> [WeeklyHours.Frame]? {
        if isClosed(rest) {
            rest = rest.drop(while: \.isLetter)
            return rest.isEmpty ? [] : nil
        }
        var frames: [WeeklyHours.Frame] = []
        repeat {
            rest = rest.drop { $0 == "," || $0 == " " }
            let text = rest.prefix { $0.isNumber || $0 == ":" || $0 == "-" || $0 == "+" }
            guard let frame = frame(text) else { return nil }
            frames.append(frame)
            rest = rest.dropFirst(text.count).drop { $0 == " " }
        } while rest.first == "," && rest.drop { $0 == "," || $0 == " " }.first?.isNumber == true
        guard rest.isEmpty || rest.first == "," else { return nil }
        rest = rest.drop { $0 == "," || $0 == " " }
        return frames
    }

    private static func frame(_ text: Substring) -> WeeklyHours.Frame? {
        let isOpenEnded = text.hasSuffix("+")
        let ends = (isOpenEnded ? text.dropLast() : text).split(
            separator: "-", omittingEmptySubsequences: false
        ).map(minutes)
        guard ends.count == (isOpenEnded ? 1 : 2), let opens = ends[0], opens < 1440,
            let first = ClockTime(minutes: opens)
        else { return nil }
        if isOpenEnded { return WeeklyHours.Frame(opens: first, closes: nil) }
        guard let end = ends[1], end != opens, end <= 1440 + opens,
            let last = ClockTime(minutes: end > 1440 ? end - 1440 : end)
        else { return nil }
        return WeeklyHours.Frame(opens: first, closes: last)
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour <= 48
        else { return nil }
        return hour * 60 + minute
    }

    private static func isClosed(_ text: Substring) -> Bool {
        let word = text.prefix(while: \.isLetter)
        return word == "off" || word == "closed"
    }
}
