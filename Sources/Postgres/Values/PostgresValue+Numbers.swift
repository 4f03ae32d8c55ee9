extension Bool: PostgresElement {
    package static var columnType: ColumnType { .bool }
    package static var blank: Bool { false }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(self ? 1 : 0)
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) throws(ValueProblem) -> Bool {
        try bytes.wholeNumber(UInt8.self) != 0
    }
}

extension Int: PostgresElement {
    package static var columnType: ColumnType { .int8 }
    package static var blank: Int { 0 }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: self)
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) throws(ValueProblem) -> Int {
        try bytes.wholeNumber(Int.self)
    }
}

extension Int32: PostgresElement {
    package static var columnType: ColumnType { .int4 }
    package static var blank: Int32 { 0 }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: self)
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) throws(ValueProblem) -> Int32 {
        try bytes.wholeNumber(Int32.self)
    }
}

extension Int16: PostgresElement {
    package static var columnType: ColumnType { .int2 }
    package static var blank: Int16 { 0 }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: self)
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) throws(ValueProblem) -> Int16 {
        try bytes.wholeNumber(Int16.self)
    }
}

extension Double: PostgresElement {
    package static var columnType: ColumnType { .float8 }
    package static var blank: Double { 0 }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: bitPattern)
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) throws(ValueProblem) -> Double {
        Double(bitPattern: try bytes.wholeNumber(UInt64.self))
    }
}
