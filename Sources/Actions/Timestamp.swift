import Directory
package import FoundationEssentials

/// Times as the contract writes them.
package enum Timestamp {
    /// RFC 3339 in UTC with seconds, and microseconds where there are any (`2026-11-01T08:30:00Z`).
    package static func text(_ date: Date) -> String {
        let micros = Int((date.timeIntervalSince1970 * 1e6).rounded())
        let (seconds, rest) = (
            floorDivide(micros, 1_000_000), micros - floorDivide(micros, 1_000_000) * 1_000_000
        )
        let text = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
        guard rest != 0 else { return text }
        let digits = String(rest)
        return text.dropLast() + "." + String(repeating: "0", count: 6 - digits.count) + digits + "Z"
    }

    /// Reads RFC 3339 with any offset, or a date alone (midnight UTC); nil for anything else.
    package static func date(_ text: String) -> Date? {
        let whole = text.utf8.count == 10 ? "\(text)T00:00:00Z" : text.uppercased().replacing(" ", with: "+")
        // The parser below takes the 30th of February for the 2nd of March.
        let clock = whole.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int($0) }
        guard CalendarDate(String(whole.prefix(10))) != nil, clock.count == 3,
            (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2])
        else { return nil }
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: whole.contains("."))
        return try? style.parse(whole)
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }
}
