import Directory

extension ApidaeRendering {
    /// When it is open, when an event takes place, and when it is closed.
    var opening: JSON? {
        var periods: [JSON] = []
        var words: JSON?
        let openings = document.openingPeriods
        for period in openings {
            // Words without a day or an hour are what Apidae tells beside its periods.
            if period.isNoteOnly, words == nil {
                words = Self.libelle(period.note)
            } else {
                periods += Self.periods(period)
            }
        }
        for case .eventDate(let date) in document.elements(.dates).map(\.value) {
            periods.append(
                Self.period(date.from, date.to, date.opens, date.closes, days: Weekday.allCases, nil))
        }
        let dated = openings.filter { !$0.isNoteOnly }
        let byAppointment = !dated.isEmpty && dated.allSatisfy(\.byAppointment)
        let isAllYear = !dated.isEmpty && dated.allSatisfy { $0.from == nil && $0.to == nil }
        return Self.object([
            ("periodeEnClair", words), ("periodeEnClairGenerationMode", words.map { _ in "MANUEL" }),
            ("periodesOuvertures", Self.list(periods)),
            ("ouvertTouteLAnnee", isAllYear ? "OUVERT_TOUTE_L_ANNEE" : nil),
            (
                "ouverturesComplementaires",
                byAppointment ? [Self.element("OuvertureComplementaire", 4192)] : nil
            ),
            ("fermeturesExceptionnelles", Self.list(closings)),
        ])
    }

    /// One period for each pair of times, with the days on which they hold.
    private static func periods(_ period: OpeningPeriod) -> [JSON] {
        let spread = (period.weekly?.spread ?? []).filter { !$0.days.isEmpty }
        guard !spread.isEmpty else {
            return [Self.period(period.from, period.to, nil, nil, days: Weekday.allCases, period.note)]
        }
        return spread.enumerated().map { index, entry in
            let note = index == 0 ? period.note : nil
            return Self.period(
                period.from, period.to, entry.frame.opens, entry.frame.closes, days: entry.days, note)
        }
    }

    private static func period(
        _ from: CalendarDate?, _ to: CalendarDate?, _ opens: ClockTime?, _ closes: ClockTime?,
        days: [Weekday],
        _ note: Translations?
    ) -> JSON {
        var object = JSONObject()
        if let from { object.append("dateDebut", .string(from.description)) }
        if let to { object.append("dateFin", .string(to.description)) }
        object.append("type", days.count == 7 ? "OUVERTURE_TOUS_LES_JOURS" : "OUVERTURE_SEMAINE")
        object.append("tousLesAns", false)
        if let opens { object.append("horaireOuverture", time(opens)) }
        if let closes { object.append("horaireFermeture", time(closes)) }
        if let note = libelle(note) { object.append("complementHoraire", note) }
        if days.count < 7 {
            object.append(
                "ouverturesJournalieres",
                .array(days.map { ["jour": .string(ApidaeMapping.weekdays[$0.index])] }))
        }
        return .object(object)
    }

    /// A time with seconds; the day ends at midnight, for which Apidae has no 24:00.
    private static func time(_ time: ClockTime) -> JSON {
        .string(time.minutes == 1440 ? "00:00:00" : "\(time):00")
    }

    /// The days of closing one by one, as far as a closing is no season of its own; public holidays where all
    /// periods are closed on them.
    private var closings: [JSON] {
        let days = document.closures.flatMap { closure -> [JSON] in
            let days = closure.from.daysSince1970...closure.to.daysSince1970
            guard days.count <= 62 else { return [] }
            return days.map { ["dateFermeture": .string(CalendarDate(daysSince1970: $0).description)] }
        }
        let periods = document.openingPeriods.filter { !$0.isNoteOnly }
        guard !periods.isEmpty, periods.allSatisfy(\.closesOnHolidays) else { return days }
        return days + ApidaeHoliday.french.map { ["dateSpeciale": .string($0.rawValue)] }
    }
}
