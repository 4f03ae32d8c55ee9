import Directory

/// What French sentences on opening say for certain.
///
/// Either every word is understood or nothing is said; only sentences on closing may be left over.
struct OpeningSentence {
    private(set) var from: CalendarDate?
    private(set) var to: CalendarDate?
    /// The hours by day: those of a day that is named stand for those of all days where both overlap.
    var frames: [Weekday: [WeeklyHours.Frame]] {
        named.merging(general) { named, general in
            named.contains { $0.overlaps(general) } ? named : general + named
        }
    }
    /// The hours of public holidays, none where it is closed, nil where they are days like any other.
    private(set) var holidays: [WeeklyHours.Frame]?
    private(set) var byAppointment = false
    /// The sentences that hold beside the hours and that hours cannot say.
    private(set) var rest = ""
    private var named: [Weekday: [WeeklyHours.Frame]] = [:]
    private var general: [Weekday: [WeeklyHours.Frame]] = [:]
    private var openDays: Set<Weekday> = []
    private var hasSeason = false
    private var isContradicted = false

    /// Reads a text; nil where a part of it is not certain.
    static func read(_ text: String) -> OpeningSentence? {
        var said = OpeningSentence()
        for sentence in OpeningTokens.sentences(text) {
            var words = OpeningWords(sentence.tokens)
            guard said.take(&words), words.isAtEnd else {
                guard sentence.isClosing else { return nil }
                said.rest += (said.rest.isEmpty ? "" : " ") + sentence.text
                continue
            }
        }
        return said.isCertain ? said : nil
    }

    /// The days of the week that a text on an event names, with their hours where it says them; nil where a part of it
    /// is not certain: “tous les mardis matin”, “le samedi de 9h à 12h”.
    static func readWeek(_ text: String) -> [Weekday: [WeeklyHours.Frame]]? {
        if let said = read(text), !said.frames.isEmpty, said.frames.count < 7, !said.hasSeason,
            said.holidays == nil, !said.byAppointment, said.rest.isEmpty
        {
            return said.frames
        }
        let sentences = OpeningTokens.sentences(text)
        guard sentences.count == 1 else { return nil }
        var words = OpeningWords(sentences[0].tokens)
        words.skip(["chaque"])
        guard let days = words.days(), !days.holidays, days.week.count < 7 else { return nil }
        words.skip(["matin", "matins", "apres-midi", "soir", "soirs"])
        return words.isAtEnd ? Dictionary(days.week.map { ($0, []) }) { first, _ in first } : nil
    }

    /// Hours for some days beside days without hours cannot be told as a week, nor can seasons that differ or hours of
    /// one day that overlap.
    private var isCertain: Bool {
        let hours = Array(named.values) + general.values + [holidays ?? []]
        guard !isContradicted, !hours.contains(where: \.overlapsItself) else { return false }
        let frames = frames
        if frames.isEmpty {
            let isEveryDay = openDays.isEmpty || openDays.count == 7
            return isEveryDay && (hasSeason || byAppointment || !openDays.isEmpty)
        }
        return openDays.allSatisfy { frames[$0] != nil }
    }

    private mutating func take(_ words: inout OpeningWords) -> Bool {
        takeSeason(&words)
        words.skip([":", ","])
        if words.accept(["ferme", "fermee", "fermes"]) { return takeClosed(&words) }
        words.skip(["ouvert", "ouverte", "ouverts", "ouvertes", "ouverture"])
        takeSeason(&words)
        words.skip([":", ","])
        if words.acceptAppointment() {
            byAppointment = true
            return true
        }
        if words.isAtEnd { return hasSeason }
        repeat {
            guard takeGroup(&words) else { return false }
        } while words.acceptList()
        if words.accept(["sauf", "hors"]), !takeClosed(&words) { return false }
        if words.acceptAppointment() { byAppointment = true }
        return true
    }

    private mutating func takeSeason(_ words: inout OpeningWords) {
        guard let season = words.season() else { return }
        // What was said before may hold in another season.
        let isSame = hasSeason ? (from, to) == season : openDays.isEmpty || season == (nil, nil)
        if !isSame { isContradicted = true }
        hasSeason = true
        (from, to) = season
    }

    /// Days, hours or both.
    private mutating func takeGroup(_ words: inout OpeningWords) -> Bool {
        var days = words.days()
        if days != nil {
            if days?.week.count == Weekday.allCases.count, let closed = words.exception() {
                days?.week.removeAll { closed.contains($0) }
            }
            takeAside(&words)
            words.skip([":"])
        }
        let hours = words.hours() ?? (days == nil ? nil : words.hoursBehindComma())
        if days == nil, hours != nil { days = words.days() ?? (openDays.isEmpty ? .everyDay : nil) }
        guard let days else { return false }
        takeAside(&words)
        openDays.formUnion(days.week)
        guard let hours else { return !days.holidays }
        for day in days.week {
            if days.week.count == Weekday.allCases.count {
                general[day, default: []] += hours
            } else {
                named[day, default: []] += hours
            }
        }
        if days.holidays { holidays = (holidays ?? []) + hours }
        return true
    }

    /// « (sauf jours fériés) », « y compris les jours fériés »: these are days like any other, which needs no word.
    private mutating func takeAside(_ words: inout OpeningWords) {
        if words.acceptHolidays(behind: [["sauf"], ["hors"]]) {
            holidays = []
        } else {
            _ = words.acceptHolidays(behind: [["y", "compris"], ["meme"]])
        }
    }

    private mutating func takeClosed(_ words: inout OpeningWords) -> Bool {
        words.skip([":"])
        guard let days = words.days(), words.isAtEnd else { return false }
        if days.holidays { holidays = [] }
        guard !days.week.isEmpty else { return true }
        for day in days.week { (named[day], general[day]) = (nil, nil) }
        let known = openDays.isEmpty ? Set(Weekday.allCases) : openDays
        openDays = known.subtracting(days.week)
        return true
    }
}

extension WeeklyHours.Frame {
    /// Whether it and one of others share a minute without being the same.
    fileprivate func overlaps(_ others: [WeeklyHours.Frame]) -> Bool {
        others.contains { $0 != self && opens.minutes < $0.end && $0.opens.minutes < end }
    }
}

extension [WeeklyHours.Frame] {
    fileprivate var overlapsItself: Bool { contains { $0.overlaps(self) } }
}
