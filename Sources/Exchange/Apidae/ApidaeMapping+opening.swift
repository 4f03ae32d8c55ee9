import Directory

extension ApidaeMapping {
    /// What the periods of one object have in common.
    private struct Calendar {
        var stretches = OpeningStretches()
        var words: [LanguageCode: String] = [:]
        var byAppointment = false
        var aroundTheClock = false
        var years: Set<Int> = []
        var closed: Set<CalendarDate> = []
    }

    /// Reads when it is open, and for events when they take place.
    mutating func readOpening() {
        guard let json = object["ouverture"] else { return }
        var calendar = Calendar()
        calendar.words = json["periodeEnClair"]?.libelles ?? [:]
        for element in json.values("ouverturesComplementaires") {
            switch element.reference {
            case 4186: calendar.aroundTheClock = true
            case 4192: calendar.byAppointment = true
            default: noteStranger("ouverture.ouverturesComplementaires", element)
            }
        }
        let periods = json.values("periodesOuvertures")
        for period in periods { readPeriod(period, &calendar) }
        if !calendar.words.isEmpty,
            periods.isEmpty || json["periodeEnClairGenerationMode"]?.string == "MANUEL"
        {
            calendar.stretches.add(
                from: nil, to: nil, notes: calendar.words, byAppointment: calendar.byAppointment)
            let message = "the opening is told in words, which were kept as a note"
            draft.note("opening", "opening.text", .info, message)
        }
        readClosings(json.values("fermeturesExceptionnelles"), &calendar)
        calendar.stretches.finish(&draft)
        if json["ouvertTouteLAnnee"]?.apidaeText == "OUVERT_TOUTE_L_ANNEE", draft.values(.opening).isEmpty {
            draft.add(.opening, .openingPeriod(OpeningPeriod(from: nil, to: nil, weekly: nil)))
        }
        addClosures(calendar.closed.sorted())
        noteState(json)
    }

    private mutating func noteState(_ json: JSON) {
        if let state = json["fermeTemporairement"]?.apidaeText, state != "NON_FERME_TEMPORAIREMENT" {
            draft.note(
                "opening", "opening.closed_for_now", .warning, "the source says that it is closed for now")
        }
        noteRest(of: json, "ouverture", but: Self.members)
    }

    private static let members: Set<String> = [
        "periodeEnClair", "periodeEnClairGenerationMode", "periodesOuvertures", "ouverturesComplementaires",
        "fermeturesExceptionnelles", "fermeTemporairement", "ouvertTouteLAnnee", "indicationsPeriode",
    ]

    private mutating func readPeriod(_ json: JSON, _ calendar: inout Calendar) {
        var (from, to) = (readDay(json["dateDebut"]), readDay(json["dateFin"]))
        if let first = from, let last = to, first > last {
            draft.note(
                "opening", "opening.inverted", .warning, "the period from \(first) to \(last) was dropped")
            return
        }
        for day in [from, to].compactMap({ $0 }) { calendar.years.insert(day.year) }
        let notes = readNotes(json)
        let hours = readHours(json)
        let monthly = type == "FETE_ET_MANIFESTATION" ? readMonthly(json, from, to) : []
        let openings = hours?.openings ?? [readOpening(json, calendar.aroundTheClock, monthly)]
        if let first = from, let last = to, hours?.isClosed ?? false {
            let days = first.daysSince1970...min(last.daysSince1970, first.daysSince1970 + 366)
            calendar.closed.formUnion(days.map(CalendarDate.init(daysSince1970:)))
            return
        }
        if let first = from ?? to, type == "FETE_ET_MANIFESTATION", from == to || hours?.holidays == nil {
            let last = to ?? first
            if monthly.isEmpty { addDates(first, last, openings) }
            for day in monthly { addDates(day, day, openings) }
            if !notes.isEmpty { calendar.stretches.add(from: from, to: to, notes: notes) }
        } else {
            if json["tousLesAns"]?.bool == true {
                if let first = from, let last = to, Self.isWholeYear(first, last) {
                    // Without hours a period says nothing unless it has a day.
                    let saysHours = hours?.holidays != nil || openings.contains { $0.frame != nil }
                    (from, to) = (saysHours ? nil : first, nil)
                } else {
                    draft.note(
                        "opening", "opening.yearly", .info,
                        "a period that comes back every year was taken as dated")
                }
            }
            for opening in openings { add(from, to, opening, notes, &calendar) }
            addHolidays(from, to, hours?.holidays, notes, &calendar)
        }
        readExceptions(json, openings, &calendar)
    }

    /// The dates of an event, each at its hours and on the days of the week that share them.
    private mutating func addDates(
        _ first: CalendarDate, _ last: CalendarDate, _ openings: [ApidaeHours.Opening]
    ) {
        let own = openings.filter { $0.days.isEmpty || first != last || $0.days.contains(first.weekday) }
        for opening in own.isEmpty ? openings : own {
            draft.addDate(first, last, opening.frame?.opens, opening.frame?.closes, on: opening.days)
        }
        if openings.isEmpty { draft.addDate(first, last) }
    }

    private mutating func addHolidays(
        _ from: CalendarDate?, _ to: CalendarDate?, _ frames: [WeeklyHours.Frame]?,
        _ notes: [LanguageCode: String], _ calendar: inout Calendar
    ) {
        guard let frames else { return }
        calendar.stretches.add(from: from, to: to, notes: notes, byAppointment: calendar.byAppointment)
        for frame in frames.isEmpty ? [nil] : frames.map(Optional.some) {
            calendar.stretches.addHolidays(from: from, to: to, frame)
        }
    }

    /// The one pair of times that a period had before it could have hours by day.
    private mutating func readOpening(
        _ json: JSON, _ aroundTheClock: Bool, _ monthly: [CalendarDate]
    ) -> ApidaeHours.Opening {
        let frame = readFrame(json, aroundTheClock)
        return ApidaeHours.Opening(days: monthly.isEmpty ? readDays(json) : [], frame: frame)
    }

    private mutating func add(
        _ from: CalendarDate?, _ to: CalendarDate?, _ opening: ApidaeHours.Opening,
        _ notes: [LanguageCode: String],
        _ calendar: inout Calendar
    ) {
        var notes = notes
        if let frame = opening.frame, !opening.days.isEmpty {
            calendar.stretches.add(from: from, to: to, days: opening.days, frame)
        } else if opening.days.count < 7, from == nil || from != to {
            // Days of the week without hours: the words that Apidae has made of them say which.
            draft.note(
                "opening", "opening.days_only", .warning, "days of the week without hours were kept as a note"
            )
            for (language, text) in calendar.words where notes[language] == nil { notes[language] = text }
        }
        calendar.stretches.add(from: from, to: to, notes: notes, byAppointment: calendar.byAppointment)
    }

    private static func isWholeYear(_ from: CalendarDate, _ to: CalendarDate) -> Bool {
        from.year == to.year && (from.month, from.day) == (1, 1) && (to.month, to.day) == (12, 31)
    }

    private mutating func readNotes(_ json: JSON) -> [LanguageCode: String] {
        var notes = json["complementHoraire"]?.libelles ?? [:]
        for (language, text) in json["nom"]?.libelles ?? [:] {
            notes[language] = notes[language].map { "\(text)\n\($0)" } ?? text
        }
        return notes
    }

    private mutating func readFrame(_ json: JSON, _ aroundTheClock: Bool) -> WeeklyHours.Frame? {
        guard let opens = json["horaireOuverture"]?.scalarText else {
            if let closes = json["horaireFermeture"]?.scalarText {
                let message = "hours that close at \(closes.prefix(8)) are not said to open"
                draft.note("opening", "opening.no_opening", .warning, message)
            }
            return aroundTheClock ? draft.frame(opens: "00:00", closes: "23:59") : nil
        }
        return draft.frame(opens: opens, closes: json["horaireFermeture"]?.scalarText)
    }

    private mutating func readDays(_ json: JSON) -> [Weekday] {
        let kind = json["type"]?.string ?? ""
        if kind == "OUVERTURE_MOIS" {
            draft.note("opening", "opening.monthly", .warning, "days of the month were kept as a note")
            return []
        }
        let names = json.values("ouverturesJournalieres").compactMap { $0["jour"]?.string }
        guard kind == "OUVERTURE_SEMAINE" || kind == "OUVERTURE_SAUF", !names.isEmpty else {
            return Weekday.allCases
        }
        var days: Set<Weekday> = []
        for name in names {
            if name == "TOUS" {
                days.formUnion(Weekday.allCases)
            } else if let index = Self.weekdays.firstIndex(of: name) {
                days.insert(Weekday.allCases[index])
            } else {
                draft.note(
                    "opening", "weekday.unknown", .warning, "“\(name.prefix(30))” is not a day of the week")
            }
        }
        return Weekday.allCases.filter { days.contains($0) == (kind == "OUVERTURE_SEMAINE") }
    }

    /// The days of the week as Apidae names them, Monday first.
    static let weekdays = ["LUNDI", "MARDI", "MERCREDI", "JEUDI", "VENDREDI", "SAMEDI", "DIMANCHE"]

    /// Reads single days on which it opens as well, at the hours of their period.
    private mutating func readExceptions(
        _ json: JSON, _ openings: [ApidaeHours.Opening], _ calendar: inout Calendar
    ) {
        for exception in json.values("ouverturesExceptionnelles") {
            let own = exception["horaireOuverture"].map { _ in [readFrame(exception, false)] }
            for day in readDays(of: exception, "dateOuverture", calendar.years) {
                let usual = openings.filter { $0.days.contains(day.weekday) }
                for frame in own ?? (usual.isEmpty ? openings : usual).map(\.frame) {
                    if type == "FETE_ET_MANIFESTATION" {
                        draft.addDate(day, day, frame?.opens, frame?.closes)
                    } else {
                        add(day, day, .init(days: [day.weekday], frame: frame), [:], &calendar)
                    }
                }
            }
        }
    }

    /// Closed on each of the public holidays by name is closed on public holidays, in whatever year.
    private mutating func readClosings(_ closings: [JSON], _ calendar: inout Calendar) {
        let named = Set(closings.compactMap(\.namedHoliday))
        let isEvery = named.isSuperset(of: ApidaeHoliday.french) && calendar.stretches.closeOnHolidays()
        for closing in closings {
            if isEvery, let name = closing.namedHoliday, ApidaeHoliday.french.contains(name) { continue }
            calendar.closed.formUnion(readDays(of: closing, "dateFermeture", calendar.years))
        }
    }

    /// The day that is written, or the holiday of that name in the years of the periods.
    private mutating func readDays(of json: JSON, _ property: String, _ years: Set<Int>) -> [CalendarDate] {
        if let day = json[property] { return [readDay(day)].compactMap { $0 } }
        guard let name = json["dateSpeciale"]?.apidaeText else { return [] }
        guard let holiday = json.namedHoliday, !years.isEmpty else {
            let message = "the day \(name.prefix(40)) has no date without its year"
            draft.note("closures", "closure.holiday", .warning, message)
            return []
        }
        return years.sorted().compactMap(holiday.day)
    }

    /// Adds days on which it is closed, those that follow one another as one.
    private mutating func addClosures(_ days: [CalendarDate]) {
        var runs: [(first: CalendarDate, last: CalendarDate)] = []
        for day in days {
            if let last = runs.last?.last, last.daysSince1970 + 1 == day.daysSince1970 {
                runs[runs.count - 1].last = day
            } else {
                runs.append((day, day))
            }
        }
        for run in runs {
            let json: JSON = ["from": .string(run.first.description), "to": .string(run.last.description)]
            if let closure = try? FieldValue(json, at: FieldPath(.closures, "day"), vocabularies) {
                draft.add(.closures, closure)
            }
        }
    }

    private mutating func readDay(_ json: JSON?) -> CalendarDate? {
        guard let text = json?.scalarText else { return nil }
        if let day = CalendarDate(String(text.prefix(10))) { return day }
        draft.note("opening", "date.invalid", .warning, "“\(text.prefix(30))” is not a date")
        return nil
    }
}

extension JSON {
    /// The holiday that stands instead of a day.
    fileprivate var namedHoliday: ApidaeHoliday? {
        self["dateSpeciale"]?.apidaeText.flatMap(ApidaeHoliday.init)
    }
}
