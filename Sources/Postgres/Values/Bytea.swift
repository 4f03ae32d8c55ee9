/// Bytes, as a `bytea` column holds them.
package struct Bytea: Sendable, Hashable {
    /// The bytes as they are stored.
    package var bytes: [UInt8]

    /// Takes bytes as they shall be stored.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension Bytea: PostgresElement {
    package static var columnType: ColumnType { .bytea }
    package static var blank: Bytea { Bytea([]) }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: self.bytes)
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) -> Bytea {
        Bytea(bytes.bytes())
    }
}
