extension Optional: PostgresValue where Wrapped: PostgresValue {
    package static var columnType: ColumnType { Wrapped.columnType }
    package static var blank: Wrapped? { nil }
    package static var null: Wrapped?? { .some(nil) }

    package static func reads(_ type: ColumnType) -> Bool {
        Wrapped.reads(type)
    }

    package var isNull: Bool {
        map(\.isNull) ?? true
    }

    package func encode(into bytes: inout [UInt8]) throws(ValueProblem) {
        guard let self else { return }
        try self.encode(into: &bytes)
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) throws(ValueProblem) -> Wrapped? {
        try Wrapped.decode(bytes, as: type)
    }
}

extension Optional: PostgresElement where Wrapped: PostgresElement {}
