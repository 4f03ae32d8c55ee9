package import FoundationEssentials

/// An exact decimal number, sent and read as `numeric`: groups of four decimal digits.
extension Decimal: PostgresElement {
    package static var columnType: ColumnType { .numeric }
    package static var blank: Decimal { 0 }

    package func encode(into bytes: inout [UInt8]) throws(ValueProblem) {
        if isNaN {
            for field in [0, 0, Self.notANumber, 0] { bytes.append(bigEndian: field) }
            return
        }
        let (integer, fraction) = Self.digits(of: magnitude.description)
        let leading = (4 - integer.count % 4) % 4
        let trailing = (4 - fraction.count % 4) % 4
        var digits = [UInt8](repeating: 0, count: leading) + integer
        digits += fraction + [UInt8](repeating: 0, count: trailing)
        let groups = stride(from: 0, to: digits.count, by: 4).map { start in
            digits[start..<(start + 4)].reduce(UInt16(0)) { $0 * 10 + UInt16($1) }
        }
        bytes.append(bigEndian: UInt16(groups.count))
        bytes.append(bigEndian: Int16((leading + integer.count) / 4 - 1))
        bytes.append(bigEndian: isSignMinus ? Self.negative : 0)
        bytes.append(bigEndian: UInt16(fraction.count))
        for group in groups { bytes.append(bigEndian: group) }
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) throws(ValueProblem) -> Decimal {
        let count = Int(try bytes.bigEndian(UInt16.self))
        let weight = Int(try bytes.bigEndian(Int16.self, at: 2))
        let sign = try bytes.bigEndian(UInt16.self, at: 4)
        if sign == notANumber { return .nan }
        guard sign == 0 || sign == negative else { throw ValueProblem("is infinite") }
        var digits: [UInt8] = []
        for index in 0..<count {
            let group = try bytes.bigEndian(UInt16.self, at: 8 + 2 * index)
            digits += [group / 1000, group / 100 % 10, group / 10 % 10, group % 10].map(UInt8.init)
        }
        let exponent = 4 * (weight + 1 - count)
        return try decimal(digits, exponent: exponent, sign: sign == 0 ? .plus : .minus)
    }

    /// Joins digits to a number, refusing what would be rounded.
    private static func decimal(
        _ digits: [UInt8], exponent: Int, sign: FloatingPointSign
    ) throws(ValueProblem) -> Decimal {
        let zeros = digits.reversed().prefix { $0 == 0 }.count
        let significant = digits.dropLast(zeros).drop { $0 == 0 }
        if significant.isEmpty { return 0 }
        let exponent = exponent + zeros
        guard significant.count <= 38, (-128...127).contains(exponent) else {
            throw ValueProblem("has more digits than a Decimal holds")
        }
        let significand = significant.reduce(Decimal(0)) { $0 * 10 + Decimal(Int($1)) }
        return Decimal(sign: sign, exponent: exponent, significand: significand)
    }

    /// Splits plain decimal notation into the digits before and after the point.
    private static func digits(of text: String) -> (integer: [UInt8], fraction: [UInt8]) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let digits = parts.map { part in part.utf8.map { $0 &- UInt8(ascii: "0") } }
        return (digits.first ?? [], digits.count > 1 ? digits[1] : [])
    }

    private static let negative: UInt16 = 0x4000
    private static let notANumber: UInt16 = 0xC000
}
