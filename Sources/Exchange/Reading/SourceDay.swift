import Directory

/// Days as sources write them.
enum SourceDay {
    /// Reads `2014-04-04` (a time may follow), `04/04/2014` and `14-04-04`, nil for anything else.
    static func parse(_ text: String) -> CalendarDate? {
        let day = text.prefix { $0 != " " && $0 != "T" }
        if let date = CalendarDate(String(day)) { return date }
        let slashed = day.split(separator: "/", omittingEmptySubsequences: false)
        if slashed.count == 3, slashed[2].utf8.count == 4 {
            return date(slashed[2], slashed[1], slashed[0])
        }
        let dashed = day.split(separator: "-", omittingEmptySubsequences: false)
        guard dashed.count == 3, dashed.allSatisfy({ $0.utf8.count == 2 }) else { return nil }
        return date("20" + dashed[0], dashed[1], dashed[2])
    }

    private static func date(
        _ year: some StringProtocol, _ month: Substring, _ day: Substring
    ) -> CalendarDate? {
        guard let year = Int(year), let month = Int(month), let day = Int(day) else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }
}
