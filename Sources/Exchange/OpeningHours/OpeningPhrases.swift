import Directory

/// The turns of phrase of one language for opening.
protocol OpeningPhrases {
    var byAppointment: String { get }
    var colon: String { get }
    var semicolon: String { get }
    var holidays: String { get }
    func period(_ from: CalendarDate?, _ to: CalendarDate?, yearly: Bool) -> String
    func open(during season: String) -> String
    func closed(during days: String) -> String
    func days(_ runs: [[Weekday]]) -> String
    func span(_ span: OpenSpan) -> String
    func list(_ parts: [String]) -> String
}

extension OpeningPhrases {
    func enumeration(_ parts: [String], _ word: String) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.joined() }
        return parts.dropLast().joined(separator: ", ") + " \(word) \(last)"
    }
}

/// French: « Du 1er avril au 15 novembre : du lundi au vendredi de 9 h à 12 h ».
struct FrenchOpening: OpeningPhrases {
    let byAppointment = "sur rendez-vous"
    let colon = " :"
    let semicolon = " ; "
    let holidays = "les jours fériés"

    func period(_ from: CalendarDate?, _ to: CalendarDate?, yearly: Bool) -> String {
        switch (from, to) {
        case (nil, nil): "toute l'année"
        case (let from?, nil): "à partir du \(date(from, year: true))"
        case (nil, let to?): "jusqu'au \(date(to, year: true))"
        case (let from?, let to?) where from == to: "le \(date(from, year: !yearly))"
        case (let from?, let to?):
            "du \(date(from, year: !yearly && from.year != to.year)) au \(date(to, year: !yearly))"
        }
    }

    func open(during season: String) -> String { "ouvert \(season)" }

    func closed(during days: String) -> String { "fermé \(days)" }

    func days(_ runs: [[Weekday]]) -> String {
        if runs.joined().count == Weekday.allCases.count { return "tous les jours" }
        let parts = runs.flatMap { run -> [String] in
            guard let first = run.first, let last = run.last, run.count > 2 else {
                return run.map { "le \(name($0))" }
            }
            return ["du \(name(first)) au \(name(last))"]
        }
        return list(parts)
    }

    func span(_ span: OpenSpan) -> String {
        if span == .wholeDay { return "24 h sur 24" }
        guard let end = span.end else { return "à partir de \(time(span.start))" }
        return "de \(time(span.start)) à \(time(end))"
    }

    func list(_ parts: [String]) -> String { enumeration(parts, "et") }

    private func time(_ minutes: Int) -> String {
        let (hours, rest) = (minutes % 1440).quotientAndRemainder(dividingBy: 60)
        if hours == 0, rest == 0 { return "minuit" }
        return "\(hours) h" + (rest == 0 ? "" : rest < 10 ? " 0\(rest)" : " \(rest)")
    }

    private func date(_ day: CalendarDate, year: Bool) -> String {
        let number = day.day == 1 ? "1er" : "\(day.day)"
        return "\(number) \(Self.months[day.month - 1])" + (year ? " \(day.year)" : "")
    }

    private func name(_ day: Weekday) -> String {
        ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"][day.index]
    }

    private static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre",
        "décembre",
    ]
}

/// English: “From 1 April to 15 November: Monday to Friday from 09:00 to 12:00”.
struct EnglishOpening: OpeningPhrases {
    let byAppointment = "by appointment"
    let colon = ":"
    let semicolon = "; "
    let holidays = "on public holidays"

    func period(_ from: CalendarDate?, _ to: CalendarDate?, yearly: Bool) -> String {
        switch (from, to) {
        case (nil, nil): "all year round"
        case (let from?, nil): "from \(date(from, year: true))"
        case (nil, let to?): "until \(date(to, year: true))"
        case (let from?, let to?) where from == to: "on \(date(from, year: !yearly))"
        case (let from?, let to?):
            "from \(date(from, year: !yearly && from.year != to.year)) to \(date(to, year: !yearly))"
        }
    }

    func open(during season: String) -> String { "open \(season)" }

    func closed(during days: String) -> String { "closed \(days)" }

    func days(_ runs: [[Weekday]]) -> String {
        if runs.joined().count == Weekday.allCases.count { return "every day" }
        let parts = runs.flatMap { run -> [String] in
            guard let first = run.first, let last = run.last, run.count > 2 else {
                return run.map { "on \(name($0))" }
            }
            return ["\(name(first)) to \(name(last))"]
        }
        return list(parts)
    }

    func span(_ span: OpenSpan) -> String {
        if span == .wholeDay { return "24 hours a day" }
        guard let end = span.end else { return "from \(time(span.start))" }
        return "from \(time(span.start)) to \(time(end))"
    }

    func list(_ parts: [String]) -> String { enumeration(parts, "and") }

    private func time(_ minutes: Int) -> String {
        let (hours, rest) = (minutes % 1440).quotientAndRemainder(dividingBy: 60)
        if hours == 0, rest == 0 { return "midnight" }
        return (hours < 10 ? "0" : "") + "\(hours):" + (rest < 10 ? "0" : "") + "\(rest)"
    }

    private func date(_ day: CalendarDate, year: Bool) -> String {
        "\(day.day) \(Self.months[day.month - 1])" + (year ? " \(day.year)" : "")
    }

    private func name(_ day: Weekday) -> String {
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][day.index]
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}
