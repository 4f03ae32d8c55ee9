extension JSON {
    /// The compact UTF-8 text of the value, members in their order.
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        write(into: &output)
        return output
    }

    /// The compact text of the value, members in their order.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The compact text with the members of every object sorted by name: equal values, equal text.
    package var canonicalText: String {
        var output: [UInt8] = []
        write(into: &output, sorted: true)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the compact text to `output`; members in order, or by name where `sorted`.
    package func write(into output: inout [UInt8], sorted: Bool = false) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): output.append(contentsOf: String(value).utf8)
        case .double(let value): Self.write(value, into: &output)
        case .string(let text): Self.write(text, into: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                element.write(into: &output, sorted: sorted)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            let members = sorted ? object.members.sorted { $0.key < $1.key } : object.members
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                Self.write(member.key, into: &output)
                output.append(UInt8(ascii: ":"))
                member.value.write(into: &output, sorted: sorted)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ number: Double, into output: inout [UInt8]) {
        if let whole = Int(exactly: number), abs(whole) < 1 << 53 {
            output.append(contentsOf: String(whole).utf8)
        } else {
            output.append(contentsOf: (number.isFinite ? number.description : "null").utf8)
        }
    }

    private static func mustEscape(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where text[index] < 0x20 || text[index] == 0x22 || text[index] == 0x5C {
            return true
        }
        return false
    }

    private static func write(_ text: String, into output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        defer { output.append(UInt8(ascii: "\"")) }
        // Most texts hold nothing to escape: they are copied as they are.
        guard mustEscape(text.utf8Span.span) else {
            output.append(contentsOf: text.utf8)
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case UInt8(ascii: "\\"): output.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x0A: output.append(contentsOf: "\\n".utf8)
            case 0x0D: output.append(contentsOf: "\\r".utf8)
            case 0x09: output.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                output.append(contentsOf: "\\u00".utf8)
                output.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            default: output.append(byte)
            }
        }
    }
}
