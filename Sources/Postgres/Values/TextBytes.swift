/// A text as the bytes of its UTF-8: for what is passed on as it is, and never read here.
///
/// The server has checked the encoding when it took the text in; nothing is decoded or checked again.
package struct TextBytes: Sendable, Hashable {
    /// The UTF-8 of the text.
    package let bytes: [UInt8]

    /// Takes the UTF-8 of a text.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension TextBytes: PostgresValue {
    package static var columnType: ColumnType { .text }
    package static var blank: TextBytes { TextBytes([]) }

    package static func reads(_ type: ColumnType) -> Bool {
        String.reads(type)
    }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: self.bytes)
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) -> TextBytes {
        TextBytes(bytes.bytes())
    }
}
