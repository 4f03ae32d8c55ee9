import Directory

extension DATAtourismeMapping {
    /// Reads the opening hours: specifications with the same first and last day make one period.
    mutating func readOpening() {
        var stretches = OpeningStretches()
        for place in object.values("isLocatedAt").prefix(1) {
            for json in place.values("schema:openingHoursSpecification") {
                readSpecification(json, &stretches)
            }
        }
        stretches.finish(&draft)
    }

    private mutating func readSpecification(_ json: JSON, _ stretches: inout OpeningStretches) {
        let from = readDay(json, "schema:validFrom")
        let to = readDay(json, "schema:validThrough")
        if let from, let to, from > to {
            draft.note(
                "opening", "opening.inverted", .warning, "the period from \(from) to \(to) was dropped")
            return
        }
        let notes = translations(json["additionalInformation"], at: "opening", limit: 2_000)
        stretches.add(from: from, to: to, notes: notes)
        let isHoliday = json.values("schema:dayOfWeek").contains { $0.localName == Self.holidays }
        let opening = readFrame(json)
        // What has no opening time is closed, says schema.org.
        if isHoliday { stretches.addHolidays(from: from, to: to, opening) }
        guard let opening else { return }
        let isEveryDay = json.values("schema:dayOfWeek").isEmpty
        let days = isEveryDay ? Weekday.allCases : readDays(json, "schema:dayOfWeek")
        stretches.add(from: from, to: to, days: days, opening)
    }

    private mutating func readDay(_ json: JSON, _ property: String) -> CalendarDate? {
        guard let text = json.firstText(property) else { return nil }
        if let day = CalendarDate(String(text.prefix(10))) { return day }
        draft.note("opening", "date.invalid", .warning, "“\(text.prefix(30))” is not a date")
        return nil
    }

    private mutating func readFrame(_ json: JSON) -> WeeklyHours.Frame? {
        guard let text = json.firstText("schema:opens") else {
            if json.firstText("schema:closes") != nil {
                draft.note("opening", "opening.no_opening", .warning, "hours that close are not said to open")
            }
            return nil
        }
        return draft.frame(opens: text, closes: json.firstText("schema:closes"))
    }

    /// The days of the week that are named, public holidays aside.
    private mutating func readDays(_ json: JSON, _ property: String) -> [Weekday] {
        var days: [Weekday] = []
        for value in json.values(property) {
            guard let name = value.localName else { continue }
            if let day = Self.weekdays[name] {
                if !days.contains(day) { days.append(day) }
            } else if name != Self.holidays {
                draft.note(
                    "opening", "weekday.unknown", .warning, "“\(name.prefix(30))” is not a day of the week")
            }
        }
        return days
    }

    private static let holidays = "PublicHolidays"
    private static let weekdays: [String: Weekday] = [
        "Monday": .monday, "Tuesday": .tuesday, "Wednesday": .wednesday, "Thursday": .thursday,
        "Friday": .friday, "Saturday": .saturday, "Sunday": .sunday,
    ]

    /// Reads when an event takes place; a period that does not say its days of the week has those on which the opening
    /// of the same days has hours.
    mutating func readDates() {
        let periods = object.values("takesPlaceAt")
        for period in periods {
            let from = period.date("startDate")
            let to = period.date("endDate") ?? from
            let (opens, closes) = (period.time("startTime"), period.time("endTime"))
            var days = readDays(period, "appliesOnDay")
            if days.isEmpty, let from, let to {
                days = draft.weekdays(from: from, to: to, opens: opens, closes: closes)
            }
            addDate(from, to, opens, closes, days)
        }
        guard periods.isEmpty else { return }
        let starts = object.plainTexts("schema:startDate").map { CalendarDate(String($0.prefix(10))) }
        let ends = object.plainTexts("schema:endDate").map { CalendarDate(String($0.prefix(10))) }
        for (index, start) in starts.enumerated() {
            addDate(start, ends.indices.contains(index) ? ends[index] : start, nil, nil, [])
        }
    }

    private mutating func addDate(
        _ from: CalendarDate?, _ to: CalendarDate?, _ opens: ClockTime?, _ closes: ClockTime?,
        _ days: [Weekday]
    ) {
        guard let from, let to else {
            draft.note("dates", "date.invalid", .warning, "an event without its day was dropped")
            return
        }
        draft.addDate(from, to, opens, closes, on: days)
    }
}

extension JSON {
    /// The time of a property, without what stands behind its seconds.
    fileprivate func time(_ property: String) -> ClockTime? {
        firstText(property).flatMap { ClockTime(String($0.prefix(8))) ?? ClockTime(String($0.prefix(5))) }
    }
}
