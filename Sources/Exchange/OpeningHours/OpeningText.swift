package import Directory

/// Tells opening in sentences for people, one line for each period and closure.
package enum OpeningText {
    /// The text in French, or in English for any other language; empty where nothing is known.
    ///
    /// Years are told where the dated periods do not all lie in the year in which the listing last changed (`told`, nil for
    /// whichever year they have), and always for closures.
    package static func write(
        periods: [OpeningPeriod], closures: [Closure], language: LanguageCode, toldIn told: Int? = nil
    ) -> String {
        let phrases = phrases(language)
        let yearly = OpeningSeasons.isYearly(periods.filter { !$0.isNoteOnly }, toldIn: told)
        let sorted = periods.sorted { left, right in
            (left.from?.daysSince1970 ?? .min, left.to?.daysSince1970 ?? .max)
                < (right.from?.daysSince1970 ?? .min, right.to?.daysSince1970 ?? .max)
        }
        var lines = sorted.compactMap { line($0, phrases, language, yearly: yearly) }
        for closure in closures.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
            let text = phrases.closed(during: phrases.period(closure.from, closure.to, yearly: false))
            lines.append(text + noted(closure.note, language))
        }
        return lines.map(capitalised).joined(separator: "\n")
    }

    private static func line(
        _ period: OpeningPeriod, _ phrases: any OpeningPhrases, _ language: LanguageCode, yearly: Bool
    ) -> String? {
        if period.isNoteOnly { return period.note?.best(language) }
        let isWholeYear =
            yearly && period.from.map { $0.month == 1 && $0.day == 1 } == true
            && period.to.map { $0.month == 12 && $0.day == 31 } == true
        let season =
            isWholeYear
            ? phrases.period(nil, nil, yearly: true) : phrases.period(period.from, period.to, yearly: yearly)
        let appointment = period.byAppointment ? ", \(phrases.byAppointment)" : ""
        guard let weekly = period.weekly, period.hasHours else {
            let closed = period.closesOnHolidays ? ", \(phrases.closed(during: phrases.holidays))" : ""
            return phrases.open(during: season) + appointment + closed + noted(period.note, language)
        }
        let hours = oneDay(period, weekly, phrases) ?? week(weekly, phrases)
        return "\(season)\(appointment)\(phrases.colon) \(hours)" + noted(period.note, language)
    }

    private static func week(_ weekly: WeeklyHours, _ phrases: any OpeningPhrases) -> String {
        let hours = weekly.frames.mapValues { OpenSpan.united($0.map(OpenSpan.init)) }
        var parts = WeekPlan.groups(hours).map { days, spans in
            "\(phrases.days(WeekPlan.runs(days))) \(phrases.list(spans.map(phrases.span)))"
        }
        let closed = Weekday.allCases.filter { hours[$0] == nil }
        // More closed days than these are plain from the days that are named.
        if (1...2).contains(closed.count) {
            parts.append(phrases.closed(during: phrases.days(closed.map { [$0] })))
        }
        if let holidays = weekly.holidays {
            let spans = OpenSpan.united(holidays.map(OpenSpan.init))
            parts.append(
                spans.isEmpty
                    ? phrases.closed(during: phrases.holidays)
                    : "\(phrases.holidays) \(phrases.list(spans.map(phrases.span)))")
        }
        return parts.joined(separator: phrases.semicolon)
    }

    /// The hours of a period of one day without its weekday.
    private static func oneDay(
        _ period: OpeningPeriod, _ weekly: WeeklyHours, _ phrases: any OpeningPhrases
    ) -> String? {
        guard let day = period.from, day == period.to, weekly.holidays == nil,
            let frames = weekly.frames[day.weekday]
        else {
            return nil
        }
        return phrases.list(OpenSpan.united(frames.map(OpenSpan.init)).map(phrases.span))
    }

    private static func noted(_ note: Translations?, _ language: LanguageCode) -> String {
        note?.best(language).map { " (\($0))" } ?? ""
    }

    /// The turns of phrase of a language.
    static func phrases(_ language: LanguageCode) -> any OpeningPhrases {
        language == .french ? FrenchOpening() : EnglishOpening()
    }

    static func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }
}
