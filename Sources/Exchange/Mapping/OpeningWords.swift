import Directory

/// Days that a text names.
struct NamedDays {
    var week: [Weekday]
    var holidays = false

    static let everyDay = NamedDays(week: Weekday.allCases)
}

/// Reads the tokens of one sentence from left to right.
struct OpeningWords {
    private let tokens: [OpeningTokens.Token]
    private var index = 0

    init(_ tokens: [OpeningTokens.Token]) {
        self.tokens = tokens
    }

    var isAtEnd: Bool { index >= tokens.count }

    private var next: OpeningTokens.Token? { isAtEnd ? nil : tokens[index] }

    private func word(at offset: Int = 0) -> String? {
        guard index + offset < tokens.count, case .word(let word) = tokens[index + offset] else { return nil }
        return word
    }

    /// Passes over one of these words where it stands next.
    mutating func accept(_ words: Set<String>) -> Bool {
        guard let word = word(), words.contains(word) else { return false }
        index += 1
        return true
    }

    mutating func skip(_ words: Set<String>) {
        _ = accept(words)
    }

    private mutating func accept(sequence: [String]) -> Bool {
        guard sequence.indices.allSatisfy({ word(at: $0) == sequence[$0] }) else { return false }
        index += sequence.count
        return true
    }

    mutating func acceptAppointment() -> Bool {
        ["rv", "rdv", "rendez-vous", "reservation"].contains { accept(sequence: ["sur", $0]) }
    }

    /// A comma or “et” with something behind it.
    mutating func acceptList() -> Bool {
        let start = index
        skip([",", ";"])
        skip(["et", "&"])
        if index > start, !isAtEnd, !isAside { return true }
        index = start
        skip([","])
        if !isAside { index = start }
        return false
    }

    private var isAside: Bool { word().map(["sauf", "hors", "sur"].contains) ?? false }

    /// An aside on public holidays alone, in brackets or behind a comma as well.
    mutating func acceptHolidays(behind openings: [[String]]) -> Bool {
        let start = index
        let isBracketed = accept(["("])
        skip([","])
        let isOpened = openings.contains { accept(sequence: $0) }
        skip(["le", "les"])
        if isOpened, holidays(), !isBracketed || accept([")"]), !isListGoingOn { return true }
        index = start
        return false
    }

    /// « tous les jours sauf le lundi de 10h à 18h »: the days before the hours on which these do not hold.
    mutating func exception() -> [Weekday]? {
        let start = index
        skip([","])
        if accept(["sauf", "hors"]), let days = days(), !days.holidays {
            var ahead = self
            ahead.skip([":", ","])
            if ahead.hours() != nil { return days.week }
        }
        index = start
        return nil
    }

    /// Whether more of the same follows, and not the hours.
    private var isListGoingOn: Bool {
        switch word() {
        case "et", "&": return true
        case ",":
            if case .time? = index + 1 < tokens.count ? tokens[index + 1] : nil { return false }
            return true
        default: return false
        }
    }

    /// « jours fériés », « jour férié », « fériés ».
    private mutating func holidays() -> Bool {
        [["jours", "feries"], ["jour", "ferie"], ["feries"]].contains { accept(sequence: $0) }
    }

    /// « toute l'année », « du 01/01 au 31/12 », « du 01/04/2026 au 15/11/2026 ».
    mutating func season() -> (CalendarDate?, CalendarDate?)? {
        if accept(sequence: ["toute", "l'annee"]) || accept(sequence: ["a", "l'annee"]) {
            return (nil, nil)
        }
        let start = index
        guard accept(["du"]), case .day(let first)? = next else {
            index = start
            return nil
        }
        index += 1
        guard accept(["au"]), case .day(let last)? = next else {
            index = start
            return nil
        }
        index += 1
        if first.isNewYear, last.isNewYearsEve, first.year == nil, last.year == nil { return (nil, nil) }
        guard let to = last.date, let from = first.date ?? first.date(before: to), from <= to else {
            index = start
            return nil
        }
        return (from, to)
    }

    /// Days of the week and public holidays in any of the ways to name several.
    mutating func days() -> NamedDays? {
        let start = index
        skip(["le", "les", "tous"])
        skip(["les"])
        if accept(["everyday"]) { return .everyDay }
        guard var days = dayItem() else {
            if accept(["jours"]) { return .everyDay }
            index = start
            return nil
        }
        while true {
            let before = index
            skip([","])
            skip(["et", "&"])
            skip(["le", "les"])
            guard index > before, let more = dayItem() else {
                index = before
                return days
            }
            days.week += more.week
            days.holidays = days.holidays || more.holidays
        }
    }

    /// « lundi », « du mardi au samedi », « mardi à samedi », « week-end », « jours fériés ».
    private mutating func dayItem() -> NamedDays? {
        if holidays() { return NamedDays(week: [], holidays: true) }
        if accept(["week-end", "week-ends", "weekend", "weekends"]) {
            return NamedDays(week: [.saturday, .sunday])
        }
        let start = index
        skip(["du"])
        guard let first = word().flatMap({ Weekday(french: $0) }) else {
            index = start
            return nil
        }
        index += 1
        let mark = index
        if accept(["au", "a", "-"]), let last = word().flatMap({ Weekday(french: $0) }) {
            index += 1
            guard first <= last else { return nil }
            return NamedDays(week: Weekday.allCases.filter { first <= $0 && $0 <= last })
        }
        index = mark
        return NamedDays(week: [first])
    }

    /// « de 9h à 12h et de 14h à 18h », « 10-12h30/14-19h », « 24h/24 ».
    mutating func hours() -> [WeeklyHours.Frame]? {
        if accept(["allday"]) {
            return ClockTime(minutes: 0).map {
                [WeeklyHours.Frame(opens: $0, closes: ClockTime(minutes: 1440))]
            }
        }
        guard let first = frame() else { return nil }
        var frames = [first]
        while true {
            let before = index
            guard accept(["et", "/", ",", "&"]), let more = frame() else {
                index = before
                return frames
            }
            frames.append(more)
        }
    }

    /// « tous les jours, de 9h à 12h ».
    mutating func hoursBehindComma() -> [WeeklyHours.Frame]? {
        let start = index
        guard accept([","]), let hours = hours() else {
            index = start
            return nil
        }
        return hours
    }

    private mutating func frame() -> WeeklyHours.Frame? {
        let start = index
        skip(["de"])
        if case .time(let opens, let isSure)? = next, opens < 1440 {
            index += 1
            if accept(["a", "-"]), case .time(let closes, let isSureToo)? = next,
                isSure || isSureToo || isListed
            {
                index += 1
                let end = closes == 0 ? 1440 : closes
                if opens != end, let opens = ClockTime(minutes: opens), let closes = ClockTime(minutes: end) {
                    return WeeklyHours.Frame(opens: opens, closes: closes)
                }
            }
        }
        index = start
        return nil
    }

    /// Whether an hour of the sentence is written with its `h`: then a bare number is an hour as well.
    private var isListed: Bool {
        tokens.contains { token in
            if case .time(_, true) = token { true } else { false }
        }
    }
}
