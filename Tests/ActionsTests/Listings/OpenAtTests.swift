import Actions
import Directory
import Exchange
import FoundationEssentials
import Postgres
import Store
import Support
import Testing

struct OpenAtTests {
    private static let hours: JSON = [
        "opening/summer": [
            "from": "2026-04-01", "to": "2026-11-15",
            "weekly": [
                "mo": [["09:00", "12:00"], ["14:00", "19:00"]], "tu": [["19:00", nil]],
                "sa": [["22:00", "02:00"]], "su": [["00:00", "24:00"]],
            ],
        ],
        "opening/year": ["from": "2026-01-01", "to": "2026-12-31"],
        "opening/call": [
            "from": "2027-01-01", "to": "2027-03-31", "by_appointment": true,
            "weekly": ["mo": [["10:00", "18:00"]]],
        ],
        "opening/word": ["note": ["fr": "Appelez"]],
        "closures/feast": ["from": "2026-09-05", "to": "2026-09-06"],
    ]

    /// The days of summer time; the nights in which the clocks change are not asked about.
    private static let summers = ["2026-03-30"..."2026-10-24", "2027-03-29"..."2027-10-30"]
    private static let changes = ["2026-03-29", "2026-10-25", "2027-03-28"]

    private func isFound(_ change: (inout ListingSearch) -> Void) async throws -> Bool {
        var search = ListingSearch(limit: 10)
        change(&search)
        return try await !TestDatabase.current.fetch(search.sql, as: HitRow.self).isEmpty
    }

    @Test(.database) func `the search finds at every moment what the hours say`() async throws {
        let given = try await Given()
        _ = try await given.listing(Self.hours)
        let document = try Document(contract: Given.hotel(Self.hours), given.context.vocabularies)
        let evaluator = OpeningEvaluator(
            periods: document.openingPeriods, closures: document.closures, holidays: .france)
        var random = SplitMix(seed: 7)
        let first = try #require(CalendarDate("2025-12-30")).daysSince1970
        for _ in 0..<400 {
            let day = CalendarDate(daysSince1970: first + Int.random(in: 0..<500, using: &random))
            let minute = Int.random(in: 0..<1_440, using: &random)
            guard !Self.changes.contains(day.description) else { continue }
            let clock = try #require(ClockTime(minutes: minute))
            let zone = Self.summers.contains { $0.contains(day.description) } ? "+02:00" : "+01:00"
            let moment = try #require(Timestamp.date("\(day)T\(clock):00\(zone)"))

            let found = try await isFound { $0.openAt = moment }

            #expect(found == evaluator.isOpen(on: day, at: minute), "\(day) \(clock)")
        }
    }

    @Test(.database) func `what only a remark says is no opening, an appointment is one of the day`()
        async throws
    {
        let given = try await Given()
        _ = try await given.listing([
            "opening/summer": nil, "opening/word": ["note": ["fr": "Appelez"]],
            "opening/call": ["from": "2027-01-01", "to": "2027-03-31", "by_appointment": true],
        ])
        let (today, later) = (CalendarDate("2026-06-01"), CalendarDate("2027-02-01"))
        let moment = try #require(Timestamp.date("2027-02-01T10:00:00Z"))

        #expect(try await isFound { $0.openOn = today } == false)
        #expect(try await isFound { $0.openOn = later })
        #expect(try await isFound { $0.openAt = moment } == false)
    }
}
