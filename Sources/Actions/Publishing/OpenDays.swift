import Directory

/// The days on which a listing opens, as spans that a search can look through.
enum OpenDays {
    /// Days from one to another, those of some weekdays only.
    struct Span: Hashable {
        let first: CalendarDate?
        let last: CalendarDate?
        /// A bit for each weekday, Monday the lowest.
        let weekdays: Int
        /// Whether it opens or is closed on these days.
        let isOpen: Bool
    }

    /// The spans of openings, event dates and closures.
    static func spans(of document: Document) -> [Span] {
        var spans: Set<Span> = []
        for value in document.fields.values {
            switch value {
            case .openingPeriod(let period):
                let days = period.weekly?.frames.keys.reduce(0) { $0 | 1 << $1.index } ?? 0
                spans.insert(
                    Span(first: period.from, last: period.to, weekdays: days == 0 ? 127 : days, isOpen: true))
            case .eventDate(let date):
                spans.insert(Span(first: date.from, last: date.to, weekdays: 127, isOpen: true))
            case .closure(let closure):
                spans.insert(Span(first: closure.from, last: closure.to, weekdays: 127, isOpen: false))
            default: break
            }
        }
        return Array(spans)
    }
}
