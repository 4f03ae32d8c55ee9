import Directory

/// What French sentences on opening say for certain.
///
/// Either every word is understood or nothing is said; only sentences on closing may be left over.
struct OpeningSentence {
    private(set) var from: CalendarDate?
    private(set) var to: CalendarDate?
    private(set) var frames: [Weekday: [WeeklyHours.Frame]] = [:]
    private(set) var byAppointment = false
    /// The sentences that hold beside the hours and that hours cannot say.
    private(set) var rest = ""
    private var openDays: Set<Weekday> = []
    private var hasSeason = false

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

    /// Hours for some days beside days without hours cannot be told as a week.
    private var isCertain: Bool {
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
        if words.accept(["sauf"]), !takeClosed(&words) { return false }
        if words.acceptAppointment() { byAppointment = true }
        return true
    }

    private mutating func takeSeason(_ words: inout OpeningWords) {
        guard let season = words.season() else { return }
        hasSeason = true
        (from, to) = season
    }

    /// Days, hours or both.
    private mutating func takeGroup(_ words: inout OpeningWords) -> Bool {
        var days = words.days()
        let hours = words.hours() ?? (days == nil ? nil : words.hoursBehindComma())
        if days == nil, hours != nil { days = words.days() ?? (openDays.isEmpty ? Weekday.allCases : nil) }
        guard let days else { return false }
        openDays.formUnion(days)
        guard let hours else { return true }
        for day in days { frames[day, default: []] += hours }
        return true
    }

    private mutating func takeClosed(_ words: inout OpeningWords) -> Bool {
        words.skip([":"])
        guard let days = words.days(), words.isAtEnd else { return false }
        for day in days { frames[day] = nil }
        let known = openDays.isEmpty ? Set(Weekday.allCases) : openDays
        openDays = known.subtracting(days)
        return true
    }
}

/// Reads the tokens of one sentence from left to right.
struct OpeningWords {
    private let tokens: [OpeningTokens.Token]
    private var index = 0

    init(_ tokens: [OpeningTokens.Token]) {
        self.tokens = tokens
    }

    var isAtEnd: Bool { index >= tokens.count }

    private var next: OpeningTokens.Token? { isAtEnd ? nil : tokens[index] }

    private func word(at offset: Int = 0) -> String? {
        guard index + offset < tokens.count, case .word(let word) = tokens[index + offset] else { return nil }
        return word
    }

    /// Passes over one of these words where it stands next.
    mutating func accept(_ words: Set<String>) -> Bool {
        guard let word = word(), words.contains(word) else { return false }
        index += 1
        return true
    }

    mutating func skip(_ words: Set<String>) {
        _ = accept(words)
    }

    private mutating func accept(sequence: [String]) -> Bool {
        guard sequence.indices.allSatisfy({ word(at: $0) == sequence[$0] }) else { return false }
        index += sequence.count
        return true
    }

    mutating func acceptAppointment() -> Bool {
        ["rv", "rdv", "rendez-vous", "reservation"].contains { accept(sequence: ["sur", $0]) }
    }

    /// A comma or “et” with something behind it.
    mutating func acceptList() -> Bool {
        let start = index
        skip([",", ";"])
        skip(["et", "&"])
        if index > start, !isAtEnd, word() != "sauf", word() != "sur" { return true }
        index = start
        skip([","])
        if word() != "sauf", word() != "sur" { index = start }
        return false
    }

    /// « toute l'année », « du 01/01 au 31/12 », « du 01/04/2026 au 15/11/2026 ».
    mutating func season() -> (CalendarDate?, CalendarDate?)? {
        if accept(sequence: ["toute", "l'annee"]) || accept(sequence: ["a", "l'annee"]) {
            return (nil, nil)
        }
        let start = index
        guard accept(["du"]), case .day(let first)? = next else {
            index = start
            return nil
        }
        index += 1
        guard accept(["au"]), case .day(let last)? = next else {
            index = start
            return nil
        }
        index += 1
        if first.isNewYear, last.isNewYearsEve, first.year == nil || first.year == last.year {
            return (nil, nil)
        }
        guard let from = first.date, let to = last.date, from <= to else {
            index = start
            return nil
        }
        return (from, to)
    }

    /// Days of the week in any of the ways to name several.
    mutating func days() -> [Weekday]? {
        let start = index
        skip(["le", "les", "tous"])
        skip(["les"])
        if accept(["everyday"]) || accept(["jours"]) { return Weekday.allCases }
        guard var days = dayItem() else {
            index = start
            return nil
        }
        while true {
            let before = index
            skip([","])
            skip(["et", "&"])
            skip(["le", "les"])
            guard index > before, let more = dayItem() else {
                index = before
                return days
            }
            days += more
        }
    }

    /// « lundi », « du mardi au samedi », « mardi à samedi ».
    private mutating func dayItem() -> [Weekday]? {
        let start = index
        skip(["du"])
        guard let first = word().flatMap({ Weekday(french: $0) }) else {
            index = start
            return nil
        }
        index += 1
        let mark = index
        if accept(["au", "a", "-"]), let last = word().flatMap({ Weekday(french: $0) }) {
            index += 1
            guard first <= last else { return nil }
            return Weekday.allCases.filter { first <= $0 && $0 <= last }
        }
        index = mark
        return [first]
    }

    /// « de 9h à 12h et de 14h à 18h », « 10-12h30/14-19h », « 24h/24 ».
    mutating func hours() -> [WeeklyHours.Frame]? {
        if accept(["allday"]) {
            return ClockTime(minutes: 0).map {
                [WeeklyHours.Frame(opens: $0, closes: ClockTime(minutes: 1440))]
            }
        }
        guard let first = frame() else { return nil }
        var frames = [first]
        while true {
            let before = index
            guard accept(["et", "/", ",", "&"]), let more = frame() else {
                index = before
                return frames
            }
            frames.append(more)
        }
    }

    /// « tous les jours, de 9h à 12h ».
    mutating func hoursBehindComma() -> [WeeklyHours.Frame]? {
        let start = index
        guard accept([","]), let hours = hours() else {
            index = start
            return nil
        }
        return hours
    }

    private mutating func frame() -> WeeklyHours.Frame? {
        let start = index
        skip(["de"])
        if case .time(let opens, let isSure)? = next, opens < 1440 {
            index += 1
            if accept(["a", "-"]), case .time(let closes, let isSureToo)? = next,
                isSure || isSureToo || isListed
            {
                index += 1
                let end = closes == 0 ? 1440 : closes
                if opens != end, let opens = ClockTime(minutes: opens), let closes = ClockTime(minutes: end) {
                    return WeeklyHours.Frame(opens: opens, closes: closes)
                }
            }
        }
        index = start
        return nil
    }

    /// Whether an hour of the sentence is written with its `h`: then a bare number is an hour as well.
    private var isListed: Bool {
        tokens.contains { token in
            if case .time(_, true) = token { true } else { false }
        }
    }
}
