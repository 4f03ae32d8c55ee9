/// One time at which an event takes place.
package struct EventDate: Hashable, Sendable {
    /// The first day.
    package var from: CalendarDate
    /// The last day, the first for an event of one day.
    package var to: CalendarDate
    /// When it begins.
    package var opens: ClockTime?
    /// When it ends.
    package var closes: ClockTime?

    /// A date of these parts, nil where it ends before it starts.
    package init?(from: CalendarDate, to: CalendarDate, opens: ClockTime? = nil, closes: ClockTime? = nil) {
        guard from <= to else { return nil }
        (self.from, self.to, self.opens, self.closes) = (from, to, opens, closes)
    }

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = ValueReader(json, at: path, vocabularies)
        reader.ignore("key")
        let from = reader.required("from", reader.date("from"))
        let to = reader.date("to") ?? from
        let opens = reader.parsed("opens", "time.invalid", ClockTime.init)
        let closes = reader.parsed("closes", "time.invalid", ClockTime.init)
        if let from, let to, from > to {
            reader.fail("to", "period.inverted", "the event ends on \(to), before it starts on \(from)")
        }
        try reader.finish()
        guard let from, let to, let date = EventDate(from: from, to: to, opens: opens, closes: closes) else {
            throw Invalid([FieldProblem(path, "required", "from is missing")])
        }
        self = date
    }

    /// The date as the contract shows it, without its key.
    package var json: JSON {
        [
            "from": .string(from.description), "to": .string(to.description),
            "opens": JSON(opens?.description),
            "closes": JSON(closes?.description),
        ]
    }
}
