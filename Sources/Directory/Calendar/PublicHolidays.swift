/// The public holidays of one part of France.
///
/// Eleven days are common to all (Code du travail, L3133-1). Alsace and Moselle have Good Friday and the day after
/// Christmas as well (L3134-13; Good Friday in communes with a Protestant church, of which there is no list: all of
/// them are taken), overseas departments the day on which slavery was abolished (L3422-2, decree 83-1003). Days by
/// which Saint-Pierre-et-Miquelon and the Pacific add to them by laws of their own are not known here.
package enum PublicHolidays: String, Sendable, CaseIterable {
    case france
    case alsaceMoselle = "alsace_moselle"
    case guadeloupe
    case martinique
    case guyane
    case reunion
    case mayotte
    case saintBarthelemy = "saint_barthelemy"
    case saintMartin = "saint_martin"
    /// Abroad: which days are public holidays is not known.
    case unknown

    /// The holidays of a department, by its code.
    init(department: String) {
        self =
            switch department {
            case "57", "67", "68": .alsaceMoselle
            case "971": .guadeloupe
            case "972": .martinique
            case "973": .guyane
            case "974": .reunion
            case "976": .mayotte
            case "977": .saintBarthelemy
            case "978": .saintMartin
            default: .france
            }
    }

    /// Whether that day is a public holiday.
    package func contains(_ day: CalendarDate) -> Bool {
        switch (day.month, day.day) {
        case (1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25): self != .unknown
        case (3...6, _):
            switch day.daysSince1970 - Easter.sunday(of: day.year) {
            // Easter Monday, Ascension, Whit Monday.
            case 1, 39, 50: self != .unknown
            case -2: self == .alsaceMoselle
            default: isOwn(day)
            }
        default: isOwn(day)
        }
    }

    private func isOwn(_ day: CalendarDate) -> Bool {
        switch self {
        case .alsaceMoselle: (day.month, day.day) == (12, 26)
        case .guadeloupe: (day.month, day.day) == (5, 27)
        case .martinique: (day.month, day.day) == (5, 22)
        case .guyane: (day.month, day.day) == (6, 10)
        case .reunion: (day.month, day.day) == (12, 20)
        case .mayotte: (day.month, day.day) == (4, 27)
        case .saintBarthelemy: (day.month, day.day) == (10, 9)
        case .saintMartin: (day.month, day.day) == (5, 28)
        case .france, .unknown: false
        }
    }
}

/// The day on which movable feasts depend.
package enum Easter {
    /// Easter Sunday as days since 1970, by the Gregorian computus.
    package static func sunday(of year: Int) -> Int {
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
