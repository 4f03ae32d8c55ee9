package import Directory

extension OpeningText {
    /// A day in words: “le 3 juillet 2026”, in English for any other language than French.
    package static func day(_ day: CalendarDate, language: LanguageCode) -> String {
        let text = period(day, day, language: language)
        return language == .french ? String(text.trimmingPrefix("le ")) : String(text.trimmingPrefix("on "))
    }

    /// The time between two days in words: “du 3 au 5 juillet 2026”.
    package static func period(
        _ from: CalendarDate?, _ to: CalendarDate?, language: LanguageCode
    ) -> String {
        phrases(language).period(from, to, yearly: false)
    }

    /// One time of an event in a sentence: “Du 3 juillet au 28 août 2026, le mardi, de 9 h à 12 h”.
    package static func write(_ date: EventDate, language: LanguageCode) -> String {
        let phrases = phrases(language)
        var parts = [phrases.period(date.from, date.to, yearly: false)]
        if !date.days.isEmpty { parts.append(phrases.days(WeekPlan.runs(date.days))) }
        if let opens = date.opens {
            let end = date.closes.map { $0 > opens ? $0.minutes : $0.minutes + 1440 }
            parts.append(phrases.span(OpenSpan(start: opens.minutes, end: end)))
        }
        return capitalised(parts.joined(separator: ", "))
    }
}
