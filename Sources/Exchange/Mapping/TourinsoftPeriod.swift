import Directory

/// One period of opening as Tourinsoft writes it, in one of its lengths.
///
/// Six to eight parts: first day, last day, two openings of the day, then days of the week (those it is open,
/// those it is closed). Thirty to thirty-two: first day, last day, perhaps two remarks, two openings for each
/// day of the week from Monday on, perhaps the days it is closed.
struct TourinsoftPeriod {
    var from: CalendarDate?
    var to: CalendarDate?
    /// The openings of every day as texts, in pairs of begin and end.
    var daily: [(opens: String, closes: String)] = []
    var weekly: [Weekday: [(opens: String, closes: String)]] = [:]
    /// The days of the week on which it is open, all of them where none is named.
    var days: [Weekday] = Weekday.allCases
    /// Days on which it only opens in the evening.
    var evenings: Set<Weekday> = []
    /// Whether public holidays are named among the days that are open, or among those that are closed.
    var opensOnHolidays: Bool?
    var notes: [String] = []
    /// A day that cannot be read.
    var invalid: String?

    /// Whether a day of the week has hours of its own.
    var hasWeek: Bool { weekly.values.contains { !$0.isEmpty } }

    /// The openings of the days of the week on which it is open; none where nobody says when.
    var week: [Weekday: [(opens: String, closes: String)]] {
        var week: [Weekday: [(opens: String, closes: String)]] = [:]
        for day in days where !hasWeek || weekly[day]?.isEmpty == false {
            week[day] = hasWeek ? weekly[day] : evenings.contains(day) ? Array(daily.suffix(1)) : daily
        }
        return week
    }

    /// A period of these parts.
    init(
        from: CalendarDate?, to: CalendarDate?, weekly: [Weekday: [(opens: String, closes: String)]],
        notes: [String]
    ) {
        (self.from, self.to, self.weekly, self.notes) = (from, to, weekly, notes)
    }

    /// The periods of a cell, nil where it has none of the known forms.
    static func read(_ text: String, parts: String, list: String) -> [TourinsoftPeriod]? {
        if list == "#" {
            let rows = PartedText.split(text, list).filter { !$0.trimmed.isEmpty }
                .map { PartedText.split($0, parts).map(\.trimmed) }
            guard rows.allSatisfy({ lengths.contains($0.count) && isPeriod($0) }) else { return nil }
            return rows.compactMap(TourinsoftPeriod.init)
        }
        for length in lengths {
            guard let rows = PartedText.rows(text, count: length, separator: parts, list: list),
                rows.allSatisfy(isPeriod)
            else { continue }
            return rows.compactMap(TourinsoftPeriod.init)
        }
        return nil
    }

    private static let lengths = [32, 31, 30, 8, 7, 6]

    private static func isPeriod(_ row: [String]) -> Bool {
        func isDay(_ text: String) -> Bool {
            text.isEmpty || text.utf8.count == 10 && text.first?.isNumber ?? false
        }
        guard row.count >= 6, isDay(row[0]), isDay(row[1]) else { return false }
        guard row.count >= 30 else { return true }
        return times(row).allSatisfy { $0.isEmpty || DateText.time($0) != nil }
    }

    /// The 28 times of a week.
    private static func times(_ row: [String]) -> ArraySlice<String> {
        row.count == 32 ? row[4..<32] : row[2..<30]
    }

    private init?(_ row: [String]) {
        from = row[0].isEmpty ? nil : DateText.day(row[0])
        to = row[1].isEmpty ? nil : DateText.day(row[1])
        if !row[0].isEmpty, from == nil { invalid = row[0] }
        if !row[1].isEmpty, to == nil { invalid = row[1] }
        if row.count >= 30 { readWeek(row) } else { readDay(row) }
        let isVoid = row.allSatisfy(\.isEmpty)
        if isVoid { return nil }
    }

    private mutating func readWeek(_ row: [String]) {
        let times = Array(Self.times(row))
        for (index, day) in Weekday.allCases.enumerated() {
            weekly[day] = Self.pairs(Array(times[index * 4..<index * 4 + 4]))
        }
        if row.count == 32 { notes += row[2...3].filter { !$0.isEmpty } }
        if row.count == 31, !row[30].isEmpty { close(row[30]) }
    }

    private mutating func readDay(_ row: [String]) {
        let times = row[2..<6].map { DateText.time($0) == nil ? "" : $0 }
        notes += row[2..<6].filter { !$0.isEmpty && DateText.time($0) == nil }
        daily = Self.pairs(times)
        if row.count == 8, !row[6].isEmpty { open(row[6]) }
        if row.count == 7, !row[6].isEmpty { close(row[6]) }
        if row.count == 8, !row[7].isEmpty { close(row[7]) }
    }

    /// Two openings, or one where only the first begin and the last end are written.
    private static func pairs(_ times: [String]) -> [(opens: String, closes: String)] {
        if !times[0].isEmpty, times[1].isEmpty, times[2].isEmpty, !times[3].isEmpty {
            return [(times[0], times[3])]
        }
        return [(times[0], times[1]), (times[2], times[3])].filter { !$0.0.isEmpty || !$0.1.isEmpty }
    }

    private mutating func open(_ text: String) {
        let named = Self.days(text)
        if named.holidays { opensOnHolidays = true }
        if named.rest.isEmpty || !named.days.isEmpty {
            days = named.days.map(\.day)
            evenings = Set(named.days.filter(\.isEvening).map(\.day))
        }
        if !named.rest.isEmpty { notes.append("Ouvert : " + named.rest.joined(separator: ", ")) }
    }

    private mutating func close(_ text: String) {
        let named = Self.days(text)
        if named.holidays { opensOnHolidays = false }
        let whole = named.days.filter { !$0.isEvening }.map(\.day)
        days.removeAll { whole.contains($0) }
        for day in whole { weekly[day] = nil }
        let evening = named.days.filter(\.isEvening).map { $0.text }
        let rest = named.rest + evening
        if !rest.isEmpty { notes.append("Fermé : " + rest.joined(separator: ", ")) }
    }

    private struct Named {
        let day: Weekday
        let isEvening: Bool
        let text: String
    }

    private static func days(_ text: String) -> (days: [Named], holidays: Bool, rest: [String]) {
        var days: [Named] = []
        var holidays = false
        var rest: [String] = []
        for part in text.split(whereSeparator: { "$,;".contains($0) }).map({ String($0).trimmed }) {
            let words = FoldedText.words(part)
            if let day = words.first.flatMap({ Weekday(french: $0) }),
                words.count == 1 || words.dropFirst() == ["soir"]
            {
                days.append(Named(day: day, isEvening: words.count == 2, text: part))
            } else if words == ["jours", "feries"] {
                holidays = true
            } else if !part.isEmpty {
                rest.append(part)
            }
        }
        return (days, holidays, rest)
    }
}

extension Weekday {
    /// The day of a French name or its first three letters, without accents and in lower case.
    init?(french word: String) {
        let names = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
        guard word.utf8.count >= 3,
            let index = names.firstIndex(where: { $0 == word || $0 + "s" == word || $0.prefix(3) == word })
        else { return nil }
        self = Weekday.allCases[index]
    }
}
