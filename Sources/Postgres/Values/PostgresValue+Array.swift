/// A one-dimensional array; elements may be NULL when the element type is an optional.
extension Array: PostgresValue where Element: PostgresElement {
    package static var columnType: ColumnType {
        Element.columnType.array ?? Element.columnType
    }

    package static var blank: [Element] { [] }

    package static func reads(_ type: ColumnType) -> Bool {
        elementTypes.contains { $0.array == type && Element.reads($0) }
    }

    package func encode(into bytes: inout [UInt8]) throws(ValueProblem) {
        guard let count = Int32(exactly: count) else { throw ValueProblem("has too many elements") }
        bytes.append(bigEndian: Int32(isEmpty ? 0 : 1))
        bytes.append(bigEndian: Int32(contains(where: \.isNull) ? 1 : 0))
        bytes.append(bigEndian: Element.columnType.rawValue)
        if isEmpty { return }
        bytes.append(bigEndian: count)
        bytes.append(bigEndian: Int32(1))
        for element in self {
            try bytes.appendField(element)
        }
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) throws(ValueProblem) -> [Element] {
        let dimensions = try bytes.bigEndian(Int32.self)
        if dimensions == 0 { return [] }
        guard dimensions == 1 else { throw ValueProblem("has \(dimensions) dimensions instead of one") }
        let elementType = ColumnType(rawValue: try bytes.bigEndian(UInt32.self, at: 8))
        guard Element.reads(elementType) else { throw ValueProblem("is an array of \(elementType)") }
        let count = Int(try bytes.bigEndian(Int32.self, at: 12))
        var elements: [Element] = []
        elements.reserveCapacity(Swift.max(0, Swift.min(count, bytes.byteCount / 4)))
        var offset = 20
        for _ in 0..<Swift.max(0, count) {
            let length = Int(try bytes.bigEndian(Int32.self, at: offset))
            offset += 4
            if length < 0 {
                guard let null = Element.null else { throw ValueProblem("has a NULL element") }
                elements.append(null)
            } else {
                guard offset + length <= bytes.byteCount else { throw ValueProblem("is cut short") }
                let element = bytes.extracting(offset..<(offset + length))
                elements.append(try Element.decode(element, as: elementType))
                offset += length
            }
        }
        return elements
    }

    private static var elementTypes: [ColumnType] {
        [Element.columnType, .text, .varchar, .bpchar, .name, .jsonb, .json]
    }
}

extension [UInt8] {
    /// Appends a length and the value, or the length −1 for NULL: how arrays and COPY hold a value.
    mutating func appendField(_ value: some PostgresValue) throws(ValueProblem) {
        guard !value.isNull else {
            append(bigEndian: Int32(-1))
            return
        }
        let start = count
        append(bigEndian: Int32(0))
        try value.encode(into: &self)
        guard let length = Int32(exactly: count - start - 4) else { throw ValueProblem("is too long") }
        replaceLength(at: start, with: length)
    }
}
