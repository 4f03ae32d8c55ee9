/// One time at which an event takes place.
package struct EventDate: Hashable, Sendable {
    /// The first day.
    package let from: CalendarDate
    /// The last day, the first for an event of one day.
    package let to: CalendarDate
    /// When it begins.
    package let opens: ClockTime?
    /// When it ends.
    package let closes: ClockTime?
    /// The days of the week on which it takes place, in their order; none where it does on each day of its time.
    package let days: [Weekday]

    /// A date of these parts, nil where it ends before it starts or none of the days lies in its time.
    ///
    /// Days that do not lie in its time are left out; days that are all of its time are no restriction.
    package init?(
        from: CalendarDate, to: CalendarDate, opens: ClockTime? = nil, closes: ClockTime? = nil,
        days: [Weekday] = []
    ) {
        guard from <= to else { return nil }
        let week = from.daysSince1970...min(to.daysSince1970, from.daysSince1970 + 6)
        let all = Set(week.map { CalendarDate(daysSince1970: $0).weekday })
        let kept = all.intersection(days)
        guard days.isEmpty || !kept.isEmpty else { return nil }
        (self.from, self.to, self.opens, self.closes) = (from, to, opens, closes)
        self.days = kept == all ? [] : kept.sorted()
    }

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = ValueReader(json, at: path, vocabularies)
        reader.ignore("key")
        let from = reader.required("from", reader.date("from"))
        let to = reader.date("to") ?? from
        let opens = reader.parsed("opens", "time.invalid", ClockTime.init)
        let closes = reader.parsed("closes", "time.invalid", ClockTime.init)
        let days = (reader.member("days")?.elements ?? []).compactMap { element -> Weekday? in
            if let day = element.string.flatMap(Weekday.init) { return day }
            reader.fail("days", "weekday.unknown", "expected mo, tu, we, th, fr, sa or su")
            return nil
        }
        if let from, let to, from > to {
            reader.fail("to", "period.inverted", "the event ends on \(to), before it starts on \(from)")
        }
        try reader.finish()
        guard let from, let to else {
            throw Invalid([FieldProblem(path, "required", "from is missing")])
        }
        guard let date = EventDate(from: from, to: to, opens: opens, closes: closes, days: days) else {
            let message = "none of these days lies between \(from) and \(to)"
            throw Invalid([FieldProblem("\(path)/days", "date.weekday", message)])
        }
        self = date
    }

    /// The date as the contract shows it, without its key.
    package var json: JSON {
        var object = JSONObject()
        object.append("from", .string(from.description))
        object.append("to", .string(to.description))
        object.append("opens", JSON(opens?.description))
        object.append("closes", JSON(closes?.description))
        if !days.isEmpty { object.append("days", .array(days.map { .string($0.rawValue) })) }
        return .object(object)
    }
}
