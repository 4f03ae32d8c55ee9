/// Why a table is not read any further.
package enum CSVError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A quote was opened in that line and never closed.
    case openQuote(line: Int)
    /// A row is larger than allowed.
    case rowTooLong(line: Int, limit: Int)

    package var description: String {
        switch self {
        case .openQuote(let line): "the quote that opens in line \(line) is never closed"
        case .rowTooLong(let line, let limit): "the row in line \(line) has more than \(limit) bytes"
        }
    }
}
