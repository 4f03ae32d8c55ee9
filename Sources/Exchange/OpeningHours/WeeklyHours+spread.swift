import Directory

extension WeeklyHours {
    /// One opening with the days of the week that share it, and whether public holidays do.
    struct Spread {
        let frame: Frame
        var days: [Weekday] = []
        var onHolidays = false
    }

    /// The openings in the order of the week, each of them once.
    var spread: [Spread] {
        var spread: [Spread] = []
        func index(_ frame: Frame) -> Int {
            if let index = spread.firstIndex(where: { $0.frame == frame }) { return index }
            spread.append(Spread(frame: frame))
            return spread.count - 1
        }
        for day in Weekday.allCases {
            for frame in frames[day] ?? [] { spread[index(frame)].days.append(day) }
        }
        for frame in holidays ?? [] { spread[index(frame)].onHolidays = true }
        return spread
    }
}
