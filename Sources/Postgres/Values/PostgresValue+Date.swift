package import FoundationEssentials

/// A moment, sent and read as `timestamptz`: whole microseconds.
extension Date: PostgresElement {
    package static var columnType: ColumnType { .timestamptz }
    package static var blank: Date { Date(timeIntervalSinceReferenceDate: 0) }

    package func encode(into bytes: inout [UInt8]) throws(ValueProblem) {
        let microseconds = (timeIntervalSinceReferenceDate * 1_000_000).rounded()
        guard let whole = Int64(exactly: microseconds), whole.magnitude < Self.limit else {
            throw ValueProblem("is a moment that a timestamptz cannot hold")
        }
        bytes.append(bigEndian: whole + Self.epochOffset)
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) throws(ValueProblem) -> Date {
        let microseconds = try bytes.wholeNumber(Int64.self)
        guard microseconds != .max, microseconds != .min else {
            throw ValueProblem("is infinite")
        }
        let sinceReference = Double(microseconds - epochOffset) / 1_000_000
        return Date(timeIntervalSinceReferenceDate: sinceReference)
    }

    /// From PostgreSQL's epoch, 2000-01-01, to Foundation's, 2001-01-01, a leap year later.
    private static let epochOffset: Int64 = 366 * 86_400 * 1_000_000

    /// Far beyond the years that the server accepts, so that the sum below cannot overflow.
    private static let limit = UInt64(Int64.max / 2)
}
