import Directory
import Exchange
import Testing

/// An opening, and what another parser has read of what was written for it.
struct OpeningCase: Sendable, CustomTestStringConvertible {
    let name: String
    let opening: JSON
    let closures: JSON
    let reading: (text: String?, days: [String: String])

    init(name: String, opening: JSON, closures: JSON, reading: (String?, [String: String]) = (nil, [:])) {
        (self.name, self.opening, self.closures, self.reading) = (name, opening, closures, reading)
    }

    var testDescription: String { name }

    /// The hand-made openings, which are hard to write.
    static let all = Result {
        try JSON(parsing: try Sample.file("Tests/Fixtures/opening/meaning.json")).elements.map { json in
            let days = json["days"]?.object?.members.map { ($0.key, $0.value.string ?? "") } ?? []
            return OpeningCase(
                name: json["name"]?.string ?? "", opening: json["opening"] ?? [],
                closures: json["closures"] ?? [],
                reading: (json["text"]?.string, Dictionary(uniqueKeysWithValues: days)))
        }
    }

    /// The opening of a listing.
    init(name: String, _ document: Document) {
        self.init(
            name: name, opening: .array(document.openingPeriods.map(\.json)),
            closures: .array(document.closures.map(\.json)))
    }

    private func document() throws -> Document {
        try Document(contract: ["opening": opening, "closures": closures], .written)
    }

    /// What is written as `opening_hours`.
    func text() throws -> String? {
        let document = try document()
        return OSMOpeningHours.write(
            periods: document.openingPeriods, closures: document.closures, holidays: .france)
    }

    /// The year of the first season, or 2026.
    func year() throws -> Int {
        try document().openingPeriods.lazy.compactMap(\.from?.year).first ?? 2026
    }

    /// The hours of each day of that year that the evaluator tells, with the days of the year that have them:
    /// appointments in brackets.
    func days() throws -> [String: String] {
        let document = try document()
        let year = try year()
        let evaluator = OpeningEvaluator(
            periods: document.openingPeriods, closures: document.closures, holidays: .france)
        let minutes = Self.minutes(of: document.openingPeriods)
        let first = try #require(CalendarDate(year: year, month: 1, day: 1)).daysSince1970
        let next = try #require(CalendarDate(year: year + 1, month: 1, day: 1)).daysSince1970
        var days: [String: [Int]] = [:]
        for number in 1...next - first {
            let day = CalendarDate(daysSince1970: first + number - 1)
            var parts: [(start: Int, state: OpeningEvaluator.State)] = []
            for minute in minutes {
                let state = evaluator.state(on: day, at: minute)
                if parts.last?.state != state { parts.append((minute, state)) }
            }
            let ends = parts.dropFirst().map(\.start) + [1440]
            let hours = zip(parts, ends).compactMap { part, end -> String? in
                let hours = "\(Self.clock(part.start))-\(Self.clock(end))"
                return part.state == .closed ? nil : part.state == .open ? hours : "(\(hours))"
            }
            if !hours.isEmpty { days[hours.joined(separator: " "), default: []].append(number) }
        }
        return days.mapValues(Self.runs)
    }

    private static func minutes(of periods: [OpeningPeriod]) -> [Int] {
        let frames = periods.flatMap { $0.weekly?.entries.flatMap(\.frames) ?? [] }
        return Set(frames.flatMap { [$0.opens.minutes, $0.end % 1440] } + [0]).sorted()
    }

    private static func clock(_ minutes: Int) -> String {
        ClockTime(minutes: minutes)?.description ?? ""
    }

    private static func runs(_ days: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for day in days {
            if let last = runs.last, last.upperBound == day - 1 {
                runs[runs.count - 1] = last.lowerBound...day
            } else {
                runs.append(day...day)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: " ")
    }
}
