/// The working days of metropolitan France: Monday to Friday without the public holidays.
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
        day.weekday < .saturday && !PublicHolidays.france.contains(day)
    }
}
