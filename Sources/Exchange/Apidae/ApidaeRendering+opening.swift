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
            } else if !isEvent {
                // The periods of an event are its dates.
                periods += Self.periods(period)
            }
        }
        for case .eventDate(let date) in document.elements(.dates).map(\.value) {
            let days = date.days.isEmpty ? Weekday.allCases : date.days
            periods.append(Self.period(date.from, date.to, date.opens, date.closes, days: days, nil))
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

    private var isEvent: Bool {
        document.category.map { vocabularies[.categories].lineage($0).contains("event") } ?? false
    }

    /// One period for each pair of times, with the days on which they hold; with hours by day where it says something
    /// of public holidays.
    private static func periods(_ period: OpeningPeriod) -> [JSON] {
        let spread = (period.weekly?.spread ?? []).filter { !$0.days.isEmpty }
        if let weekly = period.weekly, weekly.holidays != nil {
            let days = Weekday.allCases.filter { weekly.frames[$0] != nil }
            return [
                Self.period(
                    period.from, period.to, nil, nil, days: days.isEmpty ? Weekday.allCases : days,
                    period.note, hours(weekly))
            ]
        }
        guard !spread.isEmpty else {
            return [Self.period(period.from, period.to, nil, nil, days: Weekday.allCases, period.note)]
        }
        return spread.enumerated().map { index, entry in
            let note = index == 0 ? period.note : nil
            return Self.period(
                period.from, period.to, entry.frame.opens, entry.frame.closes, days: entry.days, note)
        }
    }

    /// Hours by day, each list of times with the days that share it.
    private static func hours(_ weekly: WeeklyHours) -> JSON {
        var groups: [(days: [String], frames: [WeeklyHours.Frame])] = []
        let names = ApidaeHours.days + [ApidaeHours.holiday]
        let frames = Weekday.allCases.map { weekly.frames[$0] } + [weekly.holidays]
        for (name, frames) in zip(names, frames) {
            guard let frames else { continue }
            if let index = groups.firstIndex(where: { $0.frames == frames }) {
                groups[index].days.append(name)
            } else {
                groups.append(([name], frames))
            }
        }
        let periods = groups.map { days, frames -> JSON in
            var object = JSONObject([.init(key: "closed", value: .bool(frames.isEmpty))])
            object.append("weekdays", .array(days.map(JSON.string)))
            let times = frames.map { frame -> JSON in
                let end = frame.closes.map { JSON.string($0.minutes == 1440 ? "00:00" : "\($0)") }
                var times = JSONObject([.init(key: "startTime", value: .string("\(frame.opens)"))])
                if let end { times.append("endTime", end) }
                return .object(times)
            }
            if !times.isEmpty { object.append("timeFrames", .array(times)) }
            return .object(object)
        }
        return [["type": element("HoraireType", ApidaeHours.opening), "timePeriods": .array(periods)]]
    }

    private static func period(
        _ from: CalendarDate?, _ to: CalendarDate?, _ opens: ClockTime?, _ closes: ClockTime?,
        days: [Weekday], _ note: Translations?, _ hours: JSON? = nil
    ) -> JSON {
        var object = JSONObject()
        if let from { object.append("dateDebut", .string(from.description)) }
        if let to { object.append("dateFin", .string(to.description)) }
        object.append("type", days.count == 7 ? "OUVERTURE_TOUS_LES_JOURS" : "OUVERTURE_SEMAINE")
        object.append("tousLesAns", false)
        if let opens { object.append("horaireOuverture", time(opens)) }
        if let closes { object.append("horaireFermeture", time(closes)) }
        if let note = libelle(note) { object.append("complementHoraire", note) }
        if let hours { object.append("horaires", hours) }
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

    /// The days of closing one by one, as far as a closing is no season of its own.
    private var closings: [JSON] {
        document.closures.flatMap { closure -> [JSON] in
            let days = closure.from.daysSince1970...closure.to.daysSince1970
            guard days.count <= 62 else { return [] }
            return days.map { ["dateFermeture": .string(CalendarDate(daysSince1970: $0).description)] }
        }
    }
}
