/// Judges the opening periods of a document beside each other, at a day.
struct OpeningCheck {
    private typealias Entry = (key: String, period: OpeningPeriod)
    private let periods: [Entry]
    private let closures: [Closure]
    private let today: CalendarDate

    init(_ document: Document, today: CalendarDate) {
        periods = document.elements(.opening).compactMap { key, value in
            if case .openingPeriod(let period) = value { (key, period) } else { nil }
        }
        closures = document.elements(.closures).compactMap { _, value in
            if case .closure(let closure) = value { closure } else { nil }
        }
        self.today = today
    }

    /// What is wrong, in the order of the rules.
    var findings: [QualityFinding] { overlaps + undated + pastYear + never }

    private var overlaps: [QualityFinding] {
        periods.indices.compactMap { index in
            let (key, period) = periods[index]
            guard let other = periods[..<index].first(where: { $0.period.contradicts(period) }) else {
                return nil
            }
            let message = "the hours overlap with those of opening/\(other.key) on the same days"
            return QualityFinding(.overlap, FieldPath(.opening, key), message)
        }
    }

    /// Hours without dates are those of the whole year, unless dated seasons beside them say something else.
    private var undated: [QualityFinding] {
        if periods.allSatisfy(\.period.isNoteOnly) {
            return periods.map { key, _ in
                let message = "words alone say when it is open: no day can be searched"
                return QualityFinding(.undated, FieldPath(.opening, key), message)
            }
        }
        return periods.compactMap { key, period in
            guard !period.isDated, !period.isNoteOnly,
                let season = periods.first(where: { period.isUndated(beside: $0.period) })
            else { return nil }
            let message = "it has no dates and is not the same as the season of opening/\(season.key)"
            return QualityFinding(.undated, FieldPath(.opening, key), message)
        }
    }

    private var pastYear: [QualityFinding] {
        let ends = periods.compactMap { key, period in period.to.map { (key: key, to: $0) } }
        guard ends.count == periods.filter({ !$0.period.isNoteOnly }).count,
            let last = ends.max(by: { $0.to < $1.to }), last.to.year < today.year
        else { return [] }
        let message = "the last opening period ended on \(last.to)"
        return [QualityFinding(.pastOpening, FieldPath(.opening, last.key), message)]
    }
}

extension OpeningCheck {
    /// A closure is not opened again by a period within it.
    private var never: [QualityFinding] {
        periods.compactMap { key, period in
            guard let from = period.from, let to = period.to, from <= to, to >= today else { return nil }
            let days = (from.daysSince1970...to.daysSince1970).lazy.map(CalendarDate.init(daysSince1970:))
            let isOpen = days.contains { day in
                period.mayOpen(on: day.weekday) && !closures.contains { $0.from <= day && day <= $0.to }
            }
            let message = "from \(from) to \(to) there is no day on which it opens"
            return isOpen ? nil : QualityFinding(.neverOpen, FieldPath(.opening, key), message)
        }
    }
}

extension OpeningPeriod {
    /// Whether it opens on that day of the week, which may be a public holiday.
    fileprivate func mayOpen(on day: Weekday) -> Bool {
        !hasHours || weekly?.frames[day] != nil || !(weekly?.holidays ?? []).isEmpty
    }

    fileprivate var isDated: Bool { from != nil || to != nil }

    /// Whether both hold on one day and give it hours that overlap without being the same.
    fileprivate func contradicts(_ other: OpeningPeriod) -> Bool {
        if let to, let from = other.from, from > to { return false }
        if let from, let to = other.to, from > to { return false }
        return sharesDay(with: other) { own, their in
            own.contains { own in
                their.contains { their in
                    own != their && own.opens.minutes < their.end && their.opens.minutes < own.end
                }
            }
        }
    }

    /// Whether this period without dates leaves open when it holds, because a season says something else of the
    /// same days of the week, or has the dates to which its hours may belong.
    ///
    /// Other days, an appointment beside open doors, and days whose hours only the season knows fit together.
    fileprivate func isUndated(beside season: OpeningPeriod) -> Bool {
        guard season.isDated, season.byAppointment == byAppointment else { return false }
        guard hasHours, season.hasHours else { return hasHours || !season.hasHours }
        return sharesDay(with: season) { $0 != $1 }
    }

    /// Whether the frames of both, on one day of the week or on public holidays, are such.
    private func sharesDay(
        with other: OpeningPeriod, where areSuch: ([WeeklyHours.Frame], [WeeklyHours.Frame]) -> Bool
    ) -> Bool {
        let theirs = other.weekly?.entries ?? []
        return weekly?.entries.contains { key, frames in
            theirs.contains { $0.key == key && areSuch(frames, $0.frames) }
        } ?? false
    }
}
