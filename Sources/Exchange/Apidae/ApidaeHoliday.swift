import Directory

/// The days that Apidae knows by their names; those of Switzerland that move are not among them.
enum ApidaeHoliday: String, CaseIterable {
    case newYear = "PREMIER_JANVIER"
    case easterMonday = "LUNDI_PAQUES"
    case labourDay = "PREMIER_MAI"
    case victoryDay = "HUIT_MAI"
    case ascension = "ASCENSION"
    case whitMonday = "LUNDI_PENTECOTE"
    case nationalDay = "QUATORZE_JUILLET"
    case assumption = "QUINZE_AOUT"
    case allSaints = "PREMIER_NOVEMBRE"
    case armistice = "ONZE_NOVEMBRE"
    case christmas = "VINGT_CINQ_DECEMBRE"
    case goodFriday = "VENDREDI_SAINT"
    case corpusChristi = "FETE_DIEU"

    /// The eleven public holidays of France: who names them all means public holidays.
    static let french = allCases.filter { $0 != .goodFriday && $0 != .corpusChristi }

    /// The day in a year.
    func day(in year: Int) -> CalendarDate? {
        func feast(_ days: Int) -> CalendarDate {
            CalendarDate(daysSince1970: Easter.sunday(of: year) + days)
        }
        return switch self {
        case .newYear: CalendarDate(year: year, month: 1, day: 1)
        case .goodFriday: feast(-2)
        case .easterMonday: feast(1)
        case .labourDay: CalendarDate(year: year, month: 5, day: 1)
        case .victoryDay: CalendarDate(year: year, month: 5, day: 8)
        case .ascension: feast(39)
        case .whitMonday: feast(50)
        case .corpusChristi: feast(60)
        case .nationalDay: CalendarDate(year: year, month: 7, day: 14)
        case .assumption: CalendarDate(year: year, month: 8, day: 15)
        case .allSaints: CalendarDate(year: year, month: 11, day: 1)
        case .armistice: CalendarDate(year: year, month: 11, day: 11)
        case .christmas: CalendarDate(year: year, month: 12, day: 25)
        }
    }
}
