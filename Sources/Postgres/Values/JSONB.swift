/// A JSON document, as the text that the server reads or writes.
///
/// The server checks the text when it arrives and gives it back in its own spelling: sent as `jsonb`,
/// read from `jsonb` and `json`.
package struct JSONB: Sendable, Hashable {
    /// The document in JSON's own notation.
    package var text: String

    /// Takes a document, which nobody checks before the server does.
    package init(_ text: String) {
        self.text = text
    }
}

extension JSONB: PostgresElement {
    package static var columnType: ColumnType { .jsonb }
    package static var blank: JSONB { JSONB("null") }

    package static func reads(_ type: ColumnType) -> Bool {
        type == .jsonb || type == .json
    }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(Self.version)
        bytes.append(contentsOf: text.utf8)
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) throws(ValueProblem) -> JSONB {
        if type == .json { return JSONB(try bytes.text()) }
        guard try bytes.bigEndian(UInt8.self) == version else {
            throw ValueProblem("has a jsonb version that is not \(version)")
        }
        return JSONB(try bytes.text(from: 1))
    }

    /// The binary form of `jsonb` begins with this byte.
    private static let version: UInt8 = 1
}
