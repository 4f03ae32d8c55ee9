import Directory
import Foundation
import Testing

struct PublicHolidaysTests {
    private static let published =
        #filePath.split(separator: "/").dropLast(3)
        .reduce(into: "") { $0 += "/\($1)" } + "/Fixtures/calendar/jours_feries_metropole.csv"

    /// The days of a year that are public holidays there.
    private func days(_ holidays: PublicHolidays, _ year: Int) throws -> [String] {
        let first = try #require(CalendarDate(year: year, month: 1, day: 1)).daysSince1970
        let last = try #require(CalendarDate(year: year, month: 12, day: 31)).daysSince1970
        return (first...last).map(CalendarDate.init(daysSince1970:)).filter(holidays.contains)
            .map(\.description)
    }

    @Test func `the holidays of metropolitan France are those that the State publishes`() throws {
        let lines = try String(contentsOfFile: Self.published, encoding: .utf8).split(separator: "\n")
            .dropFirst()
        let published = Dictionary(grouping: lines.map { String($0.prefix(10)) }) { String($0.prefix(4)) }

        #expect(published.count == 17)
        for (year, days) in published {
            #expect(try self.days(.france, try #require(Int(year))) == days.sorted())
        }
    }

    @Test(
        arguments: [
            (.france, []), (.unknown, nil), (.alsaceMoselle, ["2026-04-03", "2026-12-26"]),
            (.guadeloupe, ["2026-05-27"]), (.martinique, ["2026-05-22"]), (.guyane, ["2026-06-10"]),
            (.reunion, ["2026-12-20"]), (.mayotte, ["2026-04-27"]), (.saintBarthelemy, ["2026-10-09"]),
            (.saintMartin, ["2026-05-28"]), (.wallisEtFutuna, ["2026-04-28", "2026-06-29", "2026-07-29"]),
            (.polynesie, ["2026-03-05", "2026-04-03", "2026-11-20"]), (.nouvelleCaledonie, ["2026-09-24"]),
        ] as [(PublicHolidays, [String]?)])
    func `parts of France have days of their own, abroad none is known`(
        holidays: PublicHolidays, own: [String]?
    ) throws {
        let common = try days(.france, 2026)

        #expect(common.count == 11)
        #expect(try days(holidays, 2026) == (own.map { ($0 + common).sorted() } ?? []))
    }

    @Test func `a day that the law has moved is a holiday where it was`() throws {
        #expect(try days(.polynesie, 2025).contains("2025-06-29"))
        #expect(try !days(.polynesie, 2025).contains("2025-11-20"))
        #expect(try !days(.polynesie, 2026).contains("2026-06-29"))
        #expect(try days(.saintMartin, 2017).contains("2017-05-27"))
    }

    @Test func `no one works on a public holiday`() throws {
        let thursday = try #require(CalendarDate("2026-04-30"))

        #expect(WorkingDays.day(1, after: thursday) == CalendarDate("2026-05-04"))
        #expect(WorkingDays.day(5, after: thursday) == CalendarDate("2026-05-11"))
    }
}
