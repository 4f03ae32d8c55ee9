/// A part of the year with its weekly hours.
package struct OpeningPeriod: Hashable, Sendable {
    /// The first day, nil where it is open-ended.
    package var from: CalendarDate?
    /// The last day, nil where it is open-ended.
    package var to: CalendarDate?
    /// The hours of a week, nil where only the days are known.
    package var weekly: WeeklyHours?
    /// Whether one must call before.
    package var byAppointment: Bool
    /// What hours cannot say.
    package var note: Translations?

    /// A period of these parts.
    package init(
        from: CalendarDate?, to: CalendarDate?, weekly: WeeklyHours?, byAppointment: Bool = false,
        note: Translations? = nil
    ) {
        self.from = from
        self.to = to
        self.weekly = weekly
        self.byAppointment = byAppointment
        self.note = note
    }

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = ValueReader(json, at: path, vocabularies)
        reader.ignore("key")
        let from = reader.date("from")
        let to = reader.date("to")
        if let from, let to, from > to {
            reader.fail("to", "period.inverted", "the period ends on \(to), before it starts on \(from)")
        }
        let weekly = reader.member("weekly").flatMap { WeeklyHours($0, "weekly", &reader) }
        let byAppointment = reader.flag("by_appointment") ?? false
        let note = reader.translations("note", limit: 2_000)
        try reader.finish()
        self.init(from: from, to: to, weekly: weekly, byAppointment: byAppointment, note: note)
    }

    /// The period as the contract shows it, without its key.
    package var json: JSON {
        var object = JSONObject()
        object.append("from", JSON(from?.description))
        object.append("to", JSON(to?.description))
        object.append("weekly", weekly?.json ?? .null)
        if byAppointment { object.append("by_appointment", true) }
        object.append("note", note?.json ?? .null)
        return .object(object)
    }

    /// Whether hours are known for one day at least, be it public holidays only.
    package var hasHours: Bool { weekly?.entries.contains { !$0.frames.isEmpty } ?? false }

    /// Whether it says that public holidays are closed.
    package var closesOnHolidays: Bool { weekly?.holidays?.isEmpty ?? false }

    /// Whether it says the hours of public holidays, or those of other days; closed all day says them as well.
    ///
    /// Hours of public holidays alone tell nothing of other days.
    package func knowsHours(onHolidays: Bool) -> Bool {
        if onHolidays, weekly?.holidays != nil { return true }
        return !(weekly?.frames.isEmpty ?? true)
    }

    /// Whether it opens on public holidays, or on other days, at hours that it does not say.
    package func opensWithoutHours(onHolidays: Bool) -> Bool {
        !hasHours && !(onHolidays && closesOnHolidays)
    }

    /// Whether it says nothing that a calendar can hold: no days, no hours, only words.
    package var isNoteOnly: Bool {
        from == nil && to == nil && !hasHours && !closesOnHolidays && !byAppointment && note != nil
    }
}

/// Days on which the establishment is closed although a period says otherwise.
package struct Closure: Hashable, Sendable {
    /// The first day.
    package var from: CalendarDate
    /// The last day.
    package var to: CalendarDate
    /// Why, or what hours cannot say.
    package var note: Translations?

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = ValueReader(json, at: path, vocabularies)
        reader.ignore("key")
        let from = reader.required("from", reader.date("from"))
        let to = reader.date("to") ?? from
        if let from, let to, from > to {
            reader.fail("to", "period.inverted", "the closure ends on \(to), before it starts on \(from)")
        }
        let note = reader.translations("note", limit: 2_000)
        try reader.finish()
        guard let from, let to else { throw Invalid([FieldProblem(path, "required", "from is missing")]) }
        (self.from, self.to, self.note) = (from, to, note)
    }

    /// The closure as the contract shows it, without its key.
    package var json: JSON {
        ["from": .string(from.description), "to": .string(to.description), "note": note?.json ?? .null]
    }
}
