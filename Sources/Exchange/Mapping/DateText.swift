import Directory

/// Days as tables write them.
enum DateText {
    /// Reads `2026-11-23`, `23/11/2026`, `23.11.2026`, a time may follow, and `/Date(1130112000000)/`.
    static func day(_ text: String) -> CalendarDate? {
        let trimmed = text.trimmed
        if let iso = CalendarDate(String(trimmed.prefix(10))) { return iso }
        if trimmed.hasPrefix("/Date("),
            let milliseconds = Int(trimmed.dropFirst(6).prefix { "-0123456789".contains($0) })
        {
            let days = (Double(milliseconds) / 86_400_000).rounded(.down)
            return abs(days) < 3_000_000 ? CalendarDate(daysSince1970: Int(days)) : nil
        }
        let digits = trimmed.prefix { !$0.isWhitespace }.split(omittingEmptySubsequences: false) {
            "/.-".contains($0)
        }
        guard digits.count == 3, digits[2].utf8.count == 4,
            let day = Int(digits[0]), let month = Int(digits[1]), let year = Int(digits[2])
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// `23/11/2026`.
    static func french(_ day: CalendarDate) -> String {
        let parts = [day.day, day.month].map { ($0 < 10 ? "0" : "") + String($0) }
        return (parts + [String(day.year)]).joined(separator: "/")
    }

    /// All days `23/11/2026` in a text.
    static func all(in text: String) -> [CalendarDate] {
        text.split { !($0 == "/" || ($0.isASCII && $0.isNumber)) }
            .compactMap { $0.utf8.count == 10 ? day(String($0)) : nil }
    }

    /// Reads `9:30`, `09:30`, `09:30:00`.
    static func time(_ text: String) -> ClockTime? {
        let trimmed = text.trimmed
        return ClockTime(trimmed.utf8.count == 4 || trimmed.utf8.count == 7 ? "0" + trimmed : trimmed)
    }
}
