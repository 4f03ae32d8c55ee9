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
                "ph": [["10:00", "13:00"], ["21:00", "03:00"]],
            ],
        ],
        "opening/year": ["from": "2026-01-01", "to": "2026-12-31", "weekly": ["ph": []]],
        "opening/call": [
            "from": "2027-01-01", "to": "2027-03-31", "by_appointment": true,
            "weekly": ["mo": [["10:00", "18:00"]], "ph": []],
        ],
        "opening/word": ["note": ["fr": "Appelez"]],
        "closures/feast": ["from": "2026-09-05", "to": "2026-09-06"],
    ]

    /// Hours of public holidays beside days without hours, all the year and in a season.
    private static let feasts: JSON = [
        "opening/summer": ["from": "2026-04-01", "to": "2026-11-15"],
        "opening/feasts": ["weekly": ["ph": [["10:00", "12:00"], ["20:00", "02:00"]]]],
        "opening/winter": ["from": "2025-12-01", "to": "2026-03-31"],
        "opening/shut": ["from": "2026-01-01", "to": "2026-02-28", "weekly": ["ph": []]],
        "opening/next": ["from": "2027-01-01", "weekly": ["mo": [["09:00", "12:00"]]]],
    ]

    /// Hours that nobody closed beside the same ones that somebody did, on some days and in a part of the year.
    private static let unclosed: JSON = [
        "opening/summer": [
            "weekly": [
                "mo": [["09:00", nil]], "tu": [["09:00", nil]], "sa": [["19:00", nil]],
                "ph": [["09:00", nil]],
            ]
        ],
        "opening/half": [
            "from": "2026-03-01", "to": "2026-09-30",
            "weekly": ["mo": [["09:00", "12:00"]], "sa": [["18:00", "20:00"]]],
        ],
        "opening/call": ["by_appointment": true, "weekly": ["tu": [["09:00", "10:00"]]]],
    ]

    /// The days of summer time; the nights in which the clocks change are not asked about.
    private static let summers = ["2026-03-30"..."2026-10-24", "2027-03-29"..."2027-10-30"]
    private static let changes = ["2026-03-29", "2026-10-25", "2027-03-28"]

    private func isFound(_ change: (inout ListingSearch) -> Void) async throws -> Bool {
        var search = ListingSearch(limit: 10)
        change(&search)
        return try await !TestDatabase.current.fetch(search.sql, as: HitRow.self).isEmpty
    }

    @Test(.database, arguments: [hours, feasts, unclosed])
    func `the search finds at every moment what the hours say`(hours: JSON) async throws {
        let given = try await Given()
        _ = try await given.listing(hours)
        let document = try Document(contract: Given.hotel(hours), given.context.vocabularies)
        let evaluator = OpeningEvaluator(
            periods: document.openingPeriods, closures: document.closures, holidays: .france)
        var random = SplitMix(seed: 7)
        let first = try #require(CalendarDate("2025-12-30")).daysSince1970
        let feasts = (first..<first + 500).filter {
            PublicHolidays.france.contains(CalendarDate(daysSince1970: $0))
        }
        for round in 0..<400 {
            // Every fourth time a public holiday or the day after it.
            let feast = feasts.randomElement(using: &random) ?? first
            let any = Int.random(in: 0..<500, using: &random)
            let day = CalendarDate(daysSince1970: round % 4 == 0 ? feast + any % 2 : first + any)
            let minute = Int.random(in: 0..<1_440, using: &random)
            guard !Self.changes.contains(day.description) else { continue }
            let clock = try #require(ClockTime(minutes: minute))
            let zone = Self.summers.contains { $0.contains(day.description) } ? "+02:00" : "+01:00"
            let moment = try #require(Timestamp.date("\(day)T\(clock):00\(zone)"))

            let found = try await isFound { $0.openAt = moment }

            #expect(found == evaluator.isOpen(on: day, at: minute), "\(day) \(clock)")
        }
    }

    private static let mornings: JSON = [
        "mo": [["09:00", "12:00"]], "tu": [["09:00", "12:00"]], "sa": [["09:00", "12:00"]], "ph": [],
    ]

    @Test(.database) func `each place has its own clock and its own holidays`() async throws {
        let given = try await Given()
        var places: [String: String] = [:]
        for place in ["64485", "67482", "97209", "97411", "GB", "NC"] {
            let country: JSON = ["postcode": "67482", "country": .string(place)]
            let id = try await given.listing([
                "location.address": place.count == 2 ? country : ["insee": .string(place)],
                "opening/all": ["weekly": Self.mornings], "opening/summer": nil,
            ])
            places[id.text] = place
        }
        func found(_ change: (inout ListingSearch) -> Void) async throws -> [String] {
            var search = ListingSearch(limit: 10)
            change(&search)
            let hits = try await TestDatabase.current.fetch(search.sql, as: HitRow.self)
            return hits.compactMap { places[$0.id] }.sorted()
        }
        func at(_ moment: String) async throws -> [String] {
            let date = try #require(Timestamp.date(moment))
            return try await found { $0.openAt = date }
        }
        func on(_ day: String) async throws -> [String] {
            let date = try #require(CalendarDate(day))
            return try await found { $0.openOn = date }
        }

        // Monday, 1 June 2026: half past nine in Paris and half past eleven in Réunion, an hour later in London,
        // at last in Martinique; then it is Tuesday in Nouméa.
        #expect(try await at("2026-06-01T07:30:00Z") == ["64485", "67482", "97411"])
        #expect(try await at("2026-06-01T08:30:00Z") == ["64485", "67482", "GB"])
        #expect(try await at("2026-06-01T13:30:00Z") == ["97209"])
        #expect(try await at("2026-06-01T22:30:00Z") == ["NC"])
        // 14 July for all but abroad; 26 December in Alsace.
        #expect(try await on("2026-07-14") == ["GB"])
        #expect(try await at("2026-07-14T08:30:00Z") == ["GB"])
        #expect(try await on("2026-12-26") == ["64485", "97209", "97411", "GB", "NC"])
        #expect(try await at("2026-12-26T09:30:00Z") == ["64485", "GB"])
        // In Nouméa it is the fourteenth already when it is the thirteenth in Paris.
        #expect(try await at("2026-07-13T22:30:00Z") == [])
        #expect(try await on("2026-07-13") == places.values.sorted())
    }

    @Test(.database) func `PostgreSQL knows the clock of every place`() async throws {
        let zones = LocalCalendar.everyZone.sorted()

        let known = try await TestDatabase.current.fetch(
            "select name from pg_timezone_names where name = any (\(zones)) order by name collate \"C\""
                as SQL,
            as: ZoneRow.self)

        #expect(known.map(\.name) == zones)
    }

    private struct ZoneRow: PostgresRow {
        let name: String

        init(_ columns: inout Columns) throws(DatabaseError) { name = try columns.next() }
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
