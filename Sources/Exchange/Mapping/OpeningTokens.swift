import Directory

/// Cuts French text on opening into sentences and words.
enum OpeningTokens {
    /// A word, a time of the day or a day of the year.
    enum Token: Equatable {
        case word(String)
        /// Minutes after midnight; not sure where it is a bare number.
        case time(Int, Bool)
        case day(DayOfYear)
    }

    /// A day with or without its year.
    struct DayOfYear: Equatable {
        let day: Int
        let month: Int
        let year: Int?

        var isNewYear: Bool { (day, month) == (1, 1) }
        var isNewYearsEve: Bool { (day, month) == (31, 12) }
        var date: CalendarDate? { year.flatMap { CalendarDate(year: $0, month: month, day: day) } }

        /// The last such day up to another one, whatever the year.
        func date(before last: CalendarDate) -> CalendarDate? {
            let isEarlier = (month, day) <= (last.month, last.day)
            return CalendarDate(year: isEarlier ? last.year : last.year - 1, month: month, day: day)
        }
    }

    /// One sentence.
    struct Sentence {
        let text: String
        let tokens: [Token]

        /// Whether it tells days on which it is closed, none of them a day of the week.
        var isClosing: Bool {
            guard case .word(let first)? = tokens.first, first.hasPrefix("ferme") else { return false }
            return !tokens.contains { token in
                if case .word(let word) = token {
                    Weekday(french: word) != nil || word.hasPrefix("midi")
                } else {
                    false
                }
            }
        }
    }

    static func sentences(_ text: String) -> [Sentence] {
        var sentences: [Sentence] = []
        for line in text.split(whereSeparator: \.isNewline) {
            var words: [Substring] = []
            func finish() {
                let text = words.joined(separator: " ")
                let tokens = dated(words.flatMap { Self.tokens(String($0)) })
                if !tokens.isEmpty { sentences.append(Sentence(text: text, tokens: tokens)) }
                words = []
            }
            for word in line.split(whereSeparator: \.isWhitespace) {
                words.append(word)
                if word.hasSuffix("."), !isAbbreviation(word) { finish() }
            }
            finish()
        }
        return sentences
    }

    /// The tokens with days that are written in words (« 1er avril 2026 ») as one token each.
    private static func dated(_ tokens: [Token]) -> [Token] {
        var output: [Token] = []
        var rest = tokens[...]
        while let first = rest.popFirst() {
            guard let day = dayNumber(first), case .word(let name)? = rest.first,
                let month = months.firstIndex(of: name)
            else {
                output.append(first)
                continue
            }
            rest = rest.dropFirst()
            var year: Int?
            if case .word(let text)? = rest.first, text.utf8.count == 4, let number = Int(text) {
                year = number
                rest = rest.dropFirst()
            }
            output.append(.day(DayOfYear(day: day, month: month + 1, year: year)))
        }
        return output
    }

    private static func dayNumber(_ token: Token) -> Int? {
        switch token {
        case .word("1er"): 1
        case .word(let text): Int(text).flatMap { (25...31).contains($0) ? $0 : nil }
        case .time(let minutes, false): minutes > 0 ? minutes / 60 : nil
        default: nil
        }
    }

    private static let months = [
        "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
        "novembre", "decembre",
    ]

    private static func isAbbreviation(_ word: Substring) -> Bool {
        let bare = folded(String(word.dropLast()))
        return abbreviations.contains(bare)
    }

    private static let abbreviations: Set<String> = [
        "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "janv", "fevr", "fev", "avr", "juil", "sept", "oct",
        "nov", "dec",
        "prem", "sem",
    ]

    private static func folded(_ text: String) -> String {
        var output = ""
        for character in text {
            switch character {
            case "’": output.append("'")
            case "–", "—", "‑": output.append("-")
            default:
                let words = character.isLetter ? FoldedText.words(String(character)) : []
                output += words.first ?? String(character)
            }
        }
        return output
    }

    private static func tokens(_ raw: String) -> [Token] {
        let word = folded(raw).trimming(".")
        if word.isEmpty { return [] }
        if let whole = whole(word) { return [whole] }
        if let last = word.last, ",:;".contains(last) {
            return tokens(String(word.dropLast())) + [.word(String(last))]
        }
        var tokens: [Token] = []
        var part = ""
        func flush() {
            if !part.isEmpty { tokens.append(token(part)) }
            part = ""
        }
        for character in word {
            let isSign = ",;:()/-&".contains(character)
            let isInside =
                character == "-" && part.last?.isLetter == true && !part.hasSuffix("h")
                && Weekday(french: part) == nil
            if isSign && !isInside {
                flush()
                tokens.append(.word(String(character)))
            } else {
                part.append(character)
            }
        }
        flush()
        return tokens
    }

    /// What has signs inside and is one thing: days, `24h/24`, `7j/7`.
    private static func whole(_ word: String) -> Token? {
        if ["24h/24", "24h/24h", "24/24", "24/24h", "24h24"].contains(word) { return .word("allday") }
        if ["7j/7", "7/7", "7j/7j", "7jours/7"].contains(word) { return .word("everyday") }
        return dayOfYear(word).map(Token.day)
    }

    private static func dayOfYear(_ text: String) -> DayOfYear? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts[0].utf8.count == 2, parts[1].utf8.count == 2,
            let day = Int(parts[0]), let month = Int(parts[1]), (1...31).contains(day),
            (1...12).contains(month)
        else { return nil }
        guard parts.count == 3 else { return DayOfYear(day: day, month: month, year: nil) }
        guard parts[2].utf8.count == 4, let year = Int(parts[2]) else { return nil }
        return DayOfYear(day: day, month: month, year: year)
    }

    private static func token(_ part: String) -> Token {
        if part == "minuit" { return .time(0, true) }
        if part == "midi" { return .time(720, true) }
        let numbers = part.split(separator: "h", omittingEmptySubsequences: false).map(String.init)
        guard let hour = Int(numbers[0]), (0...24).contains(hour), numbers[0].utf8.count <= 2,
            numbers.count <= 2,
            numbers[0].allSatisfy(\.isNumber)
        else { return .word(part) }
        guard numbers.count == 2 else { return .time(hour * 60, false) }
        if numbers[1].isEmpty { return .time(hour * 60, true) }
        guard numbers[1].utf8.count == 2, let minute = Int(numbers[1]), minute < 60 else {
            return .word(part)
        }
        return .time(hour * 60 + minute, true)
    }
}
