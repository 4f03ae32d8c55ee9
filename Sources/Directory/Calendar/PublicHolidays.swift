/// The public holidays of one part of France.
///
/// Eleven days are common to all (Code du travail, L3133-1), and all of Saint-Pierre-et-Miquelon (L3422-1 leaves the
/// list as it is). What others add:
/// - Alsace and Moselle: Good Friday and the day after Christmas (L3134-13). By the ordinance of 16 August 1892 Good
///   Friday is one in communes with a Protestant church or one of both confessions; nobody publishes a list of these, and
///   it is kept everywhere, so that the calendar of the State (Etalab, zone Alsace-Moselle) has it for all of them.
/// - The overseas departments: the day on which slavery was abolished (L3422-2, decree 83-1003). In Saint-Martin it is
///   kept on 28 May since 2018 (circulars on the commemorations, and Etalab), not on the 27th, which the law still names.
/// - Wallis-et-Futuna: Saint Peter Chanel, Saints Peter and Paul, the territory's day (yearly order of the administrator;
///   Accord interprofessionnel territorial).
/// - French Polynesia: the arrival of the Gospel, Good Friday, and the day of autonomy, which Matari'i has replaced in
///   2026 (its Code du travail; the vote of 2025).
/// - New Caledonia: the day of citizenship (its Code du travail).
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
    case wallisEtFutuna = "wallis_et_futuna"
    case polynesie
    case nouvelleCaledonie = "nouvelle_caledonie"
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
            case "986": .wallisEtFutuna
            case "987": .polynesie
            case "988": .nouvelleCaledonie
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
            case -2: self == .alsaceMoselle || self == .polynesie
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
        case .saintMartin: (day.month, day.day) == (5, day.year < 2018 ? 27 : 28)
        case .wallisEtFutuna: [(4, 28), (6, 29), (7, 29)].contains { $0 == (day.month, day.day) }
        case .polynesie:
            (day.month, day.day) == (3, 5)
                || (day.month, day.day) == (day.year < 2026 ? (6, 29) : (11, 20))
        case .nouvelleCaledonie: (day.month, day.day) == (9, 24)
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
