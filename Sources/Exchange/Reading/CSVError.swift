/// Why a table is not read any further.
package enum CSVError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A quote was opened in that line and never closed.
    case openQuote(line: Int)
    /// A row is larger than allowed.
    case rowTooLong(line: Int, limit: Int)
    /// Each character has two bytes, as the byte order mark says or the first character.
    case utf16

    package var description: String {
        switch self {
        case .openQuote(let line): "the quote that opens in line \(line) is never closed"
        case .rowTooLong(let line, let limit): "the row in line \(line) has more than \(limit) bytes"
        case .utf16: "the table is written in UTF-16: save it as UTF-8"
        }
    }
}
