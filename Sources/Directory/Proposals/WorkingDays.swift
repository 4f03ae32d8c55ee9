/// The working days of metropolitan France: Monday to Friday without the public holidays of the Code du travail, L3133-1.
package enum WorkingDays {
    /// The day that lies so many working days after `start`.
    package static func day(_ count: Int, after start: CalendarDate) -> CalendarDate {
        var day = start.daysSince1970
        var rest = count
        while rest > 0 {
            day += 1
            if isWorkingDay(CalendarDate(daysSince1970: day)) { rest -= 1 }
        }
        return CalendarDate(daysSince1970: day)
    }

    /// Whether people work on that day.
    package static func isWorkingDay(_ day: CalendarDate) -> Bool {
        day.weekday < .saturday && !isHoliday(day)
    }

    /// Whether that day is one of the eleven public holidays.
    package static func isHoliday(_ day: CalendarDate) -> Bool {
        switch (day.month, day.day) {
        case (1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25): return true
        default: break
        }
        let sinceEaster = day.daysSince1970 - easter(day.year)
        return [1, 39, 50].contains(sinceEaster)
    }

    /// Easter Sunday as days since 1970, by the Gregorian computus.
    private static func easter(_ year: Int) -> Int {
        let golden = year % 19
        let century = year / 100
        let epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30
        let moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11))
        let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7
        let offset = moon - weekday
        let month = 3 + (offset + 40) / 44
        let day = offset + 28 - 31 * (month / 4)
        return CalendarDate(year: year, month: month, day: day)?.daysSince1970 ?? 0
    }
}
