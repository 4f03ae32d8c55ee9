import Directory

extension ApidaeMapping {
    /// The days of a period that comes back on days of the month: the first Sunday, the last Friday …; none where it does
    /// not, or says a day that is not known here.
    mutating func readMonthly(_ period: JSON, _ from: CalendarDate?, _ to: CalendarDate?) -> [CalendarDate] {
        guard period["type"]?.string == "OUVERTURE_MOIS", let from, let to, from <= to else { return [] }
        var days: Set<CalendarDate> = []
        for entry in period.values("ouverturesJournalieres") + period.values("ouverturesJourDuMois") {
            guard let place = entry["jourDuMois"]?.string else { continue }
            guard let index = Self.weekdays.firstIndex(of: entry["jour"]?.string ?? ""),
                let week = Self.weeks.firstIndex(of: place)
            else { return [] }
            // Ten years are as far as Apidae plans.
            let last = min(to.daysSince1970, from.daysSince1970 + 3_660)
            let all = (from.daysSince1970...last).map(CalendarDate.init(daysSince1970:))
            days.formUnion(all.filter { $0.weekday.index == index && $0.isInWeek(week) })
        }
        return days.sorted()
    }

    private static let weeks = ["D_1ER", "D_2EME", "D_3EME", "D_4EME", "D_DERNIER"]
}

extension CalendarDate {
    /// Whether its weekday comes in its month for the first, second … time (from 0), or with 4 for the last time.
    fileprivate func isInWeek(_ week: Int) -> Bool {
        week == 4 ? CalendarDate(daysSince1970: daysSince1970 + 7).month != month : (day - 1) / 7 == week
    }
}
