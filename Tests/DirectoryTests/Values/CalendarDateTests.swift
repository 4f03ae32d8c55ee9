import Directory
import Testing

@Suite struct CalendarDateTests {
    @Test(arguments: [
        "2026-01-01", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2026-04-30", "1969-12-31",
    ])
    func `a day of the calendar comes out as it went in`(text: String) {
        #expect(CalendarDate(text)?.description == text)
    }

    @Test(arguments: [
        "", "2026", "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-00-10", "2026-13-01",
        "2026-01-00", "2026-01-32", "0000-01-01", "2026-1-1", "26-01-01", "2026/01/01", "01-01-2026",
        "2026-01-01T00:00", "2026-01-01 ", "+026-01-01", "2026-+1-01", "٢٠٢٦-٠١-٠١",
    ])
    func `what is no day of the calendar is refused`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2026-11-22", 20_779),
        ("0001-01-01", -719_162),
    ])
    func `days are counted from 1970`(text: String, days: Int) throws {
        let date = try #require(CalendarDate(text))

        #expect(date.daysSince1970 == days)
        #expect(CalendarDate(daysSince1970: days) == date)
    }

    @Test func `every day of 400 years follows the one before`() throws {
        var date = try #require(CalendarDate("1600-01-01"))
        let first = date.daysSince1970
        var wrong: [CalendarDate] = []
        for day in first..<(first + 146_097) {
            let next = CalendarDate(daysSince1970: day + 1)
            let isDay = CalendarDate(year: next.year, month: next.month, day: next.day) == next
            let follows = date.daysSince1970 == day && date < next
            if !isDay || !follows || (date.weekday.index + 1) % 7 != next.weekday.index { wrong.append(date) }
            date = next
        }
        #expect(wrong == [])
        #expect(date.description == "2000-01-01")
    }

    @Test(arguments: [
        ("2026-11-22", Weekday.sunday), ("1970-01-01", .thursday), ("2024-02-29", .thursday),
        ("1969-12-28", .sunday), ("0001-01-01", .monday),
    ])
    func `the weekday is that of the calendar`(text: String, weekday: Weekday) throws {
        #expect(try #require(CalendarDate(text)).weekday == weekday)
    }
}
