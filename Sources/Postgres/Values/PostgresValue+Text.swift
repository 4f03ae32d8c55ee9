extension String: PostgresElement {
    package static var columnType: ColumnType { .text }
    package static var blank: String { "" }

    package static func reads(_ type: ColumnType) -> Bool {
        type == .text || type == .varchar || type == .bpchar || type == .name
    }

    /// Appends the bytes as they are: the server refuses a NUL among them, nothing cuts the text there.
    package func encode(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: utf8)
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) throws(ValueProblem) -> String {
        try bytes.text()
    }
}
