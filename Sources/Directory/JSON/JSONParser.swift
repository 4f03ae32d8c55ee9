/// Why a text is not the JSON that is accepted here, and at which byte.
package struct JSONSyntaxError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, in words.
    package let message: String
    /// The offset in bytes at which it was noticed.
    package let offset: Int

    package var description: String { "\(message) at byte \(offset)" }
}

extension JSON {
    /// Reads one JSON text (RFC 8259) in UTF-8; a byte order mark before it is skipped.
    ///
    /// Refused: more than `depth` levels, a name that stands twice in one object, invalid UTF-8, NUL in a
    /// string (no field of a listing may hold it), anything after the value.
    package init(parsing bytes: [UInt8], depth: Int = 64) throws(JSONSyntaxError) {
        var parser = JSONParser(bytes: bytes, depthLimit: depth)
        self = try parser.document()
    }

    /// Reads one JSON text; see ``init(parsing:depth:)``.
    package init(parsing text: String, depth: Int = 64) throws(JSONSyntaxError) {
        self = try JSON(parsing: Array(text.utf8), depth: depth)
    }
}

/// A recursive-descent reader over the bytes of one JSON text.
struct JSONParser {
    let bytes: [UInt8]
    let depthLimit: Int
    private var position = 0
    private var depth = 0

    init(bytes: [UInt8], depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    mutating func document() throws(JSONSyntaxError) -> JSON {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
        skipSpace()
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw error("text after the JSON value") }
        return value
    }

    private func error(_ message: String) -> JSONSyntaxError {
        JSONSyntaxError(message: message, offset: position)
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func value() throws(JSONSyntaxError) -> JSON {
        guard position < bytes.count else { throw error("the text ends inside a JSON value") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    private mutating func literal(_ word: StaticString, _ value: JSON) throws(JSONSyntaxError) -> JSON {
        for byte in word.description.utf8 {
            guard position < bytes.count, bytes[position] == byte else { throw error("not a JSON value") }
            position += 1
        }
        return value
    }

    private mutating func enter() throws(JSONSyntaxError) {
        depth += 1
        position += 1
        guard depth <= depthLimit else { throw error("nested deeper than \(depthLimit) levels") }
    }

    private mutating func array() throws(JSONSyntaxError) -> JSON {
        try enter()
        defer { depth -= 1 }
        var elements: [JSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            skipSpace()
            elements.append(try value())
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]")) else { throw error("expected , or ] in a list") }
            return .array(elements)
        }
    }

    private mutating func object() throws(JSONSyntaxError) -> JSON {
        try enter()
        defer { depth -= 1 }
        var members: [JSONObject.Member] = []
        members.reserveCapacity(4)
        var names: Set<String>?
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(JSONObject(members)) }
        while true {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw error("expected a name in an object")
            }
            let key = try string()
            guard try isNew(key, members, &names) else { throw error("the name “\(key)” stands twice") }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw error("expected : after a name") }
            skipSpace()
            members.append(JSONObject.Member(key: key, value: try value()))
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}")) else { throw error("expected , or } in an object") }
            return .object(JSONObject(members))
        }
    }

    /// Looks through a few members one by one, through many by a set: no object is slow to read.
    private func isNew(
        _ key: String, _ members: [JSONObject.Member], _ names: inout Set<String>?
    ) throws(JSONSyntaxError) -> Bool {
        if members.count < 16 { return !members.contains { $0.key == key } }
        if names == nil { names = Set(members.map(\.key)) }
        return names?.insert(key).inserted ?? true
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func number() throws(JSONSyntaxError) -> JSON {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let zero = position < bytes.count && bytes[position] == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !(zero && whole > 1) else { throw error("not a JSON value") }
        var integral = true
        if take(UInt8(ascii: ".")) {
            integral = false
            guard digits() > 0 else { throw error("a number ends in a point") }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            integral = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard digits() > 0 else { throw error("a number without its exponent") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if integral, let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw error("a number out of range") }
        return .double(value)
    }

    private mutating func digits() -> Int {
        let start = position
        while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 { position += 1 }
        return position - start
    }

    private mutating func string() throws(JSONSyntaxError) -> String {
        position += 1
        let start = position
        var seen: UInt8 = 0
        while position < bytes.count {
            let byte = bytes[position]
            seen |= byte
            if byte == UInt8(ascii: "\"") {
                // What is ASCII need not be validated again.
                let slice = bytes[start..<position]
                let text = seen < 0x80 ? String(decoding: slice, as: UTF8.self) : try text(slice)
                position += 1
                return text
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw error("a control character in a string") }
            position += 1
        }
        throw error("a string without its end")
    }

    private func text(_ slice: ArraySlice<UInt8>) throws(JSONSyntaxError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else { throw error("invalid UTF-8") }
        return text
    }

    private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var decoded = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(decoded[...])
            case UInt8(ascii: "\\"): try escape(into: &decoded)
            case 0..<0x20: throw error("a control character in a string")
            default: decoded.append(byte)
            }
        }
        throw error("a string without its end")
    }

    private mutating func escape(into decoded: inout [UInt8]) throws(JSONSyntaxError) {
        guard position < bytes.count else { throw error("a string without its end") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
        case UInt8(ascii: "u"): decoded.append(contentsOf: String(try unicodeEscape()).utf8)
        default: throw error("an unknown escape in a string")
        }
    }

    private mutating func unicodeEscape() throws(JSONSyntaxError) -> Character {
        var code = try hex4()
        if (0xD800..<0xDC00).contains(code) {
            guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
                throw error("half a surrogate pair")
            }
            let low = try hex4()
            guard (0xDC00..<0xE000).contains(low) else { throw error("half a surrogate pair") }
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
        }
        guard code != 0 else { throw error("NUL in a string") }
        guard let scalar = Unicode.Scalar(code) else { throw error("half a surrogate pair") }
        return Character(scalar)
    }

    private mutating func hex4() throws(JSONSyntaxError) -> UInt32 {
        guard position + 4 <= bytes.count,
            let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
            bytes[position..<position + 4].allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") })
        else { throw error("four hexadecimal digits expected") }
        position += 4
        return code
    }
}
