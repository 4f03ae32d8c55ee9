/// A Swift file taken apart: its code without comments and contents of literals, its comments, its string literals.
///
/// It knows comments (nested ones too), string literals of every form with their interpolations, and raw
/// identifiers. It does not know regex literals: a quote in one would confuse it.
struct SwiftText: Sendable {
    /// A piece of the file and the line on which it begins, from 1.
    struct Piece: Sendable, Hashable {
        let line: Int
        let text: String
    }

    /// The code by line; what was a comment or stood within a literal or raw identifier is blank.
    private(set) var code: [String] = []
    private(set) var comments: [Piece] = []
    private(set) var strings: [Piece] = []

    private var bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var output: [UInt8] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
        output.reserveCapacity(bytes.count)
        readCode(until: nil)
        code = String(decoding: output, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        bytes = []
        output = []
    }

    // Reads to the end of the file or, in an interpolation, to the parenthesis that ends it.
    private mutating func readCode(until end: UInt8?) {
        var depth = 0
        while position < bytes.count {
            let byte = bytes[position]
            if isAt("//") {
                readComment { $0.isAt("\n") }
            } else if isAt("/*") {
                readBlockComment()
            } else if byte == UInt8(ascii: "`") {
                readRawIdentifier()
            } else if let hashes = hashesBeforeQuote() {
                readString(hashes: hashes)
            } else {
                if end != nil, byte == UInt8(ascii: ")"), depth == 0 { return }
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                take()
            }
        }
    }

    private mutating func readComment(_ isEnd: (Self) -> Bool) {
        let (start, first) = (position, line)
        while position < bytes.count, !isEnd(self) { skip() }
        comments.append(Piece(line: first, text: String(decoding: bytes[start..<position], as: UTF8.self)))
    }

    private mutating func readBlockComment() {
        let (start, first) = (position, line)
        var depth = 0
        repeat {
            if isAt("/*") {
                depth += 1
                skip()
            } else if isAt("*/") {
                depth -= 1
                skip()
            }
            skip()
        } while depth > 0 && position < bytes.count
        comments.append(Piece(line: first, text: String(decoding: bytes[start..<position], as: UTF8.self)))
    }

    private mutating func readRawIdentifier() {
        take()
        while position < bytes.count, !isAt("`"), !isAt("\n") { skip() }
        if isAt("`") { take() }
    }

    private mutating func readString(hashes: Int) {
        for _ in 0..<hashes { take() }
        let isLong = isAt("\"\"\"")
        let quotes = isLong ? 3 : 1
        let end = [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + Self.hashes(hashes)
        let escape = [UInt8(ascii: "\\")] + Self.hashes(hashes)
        for _ in 0..<quotes { take() }
        let first = line
        var content: [UInt8] = []
        while position < bytes.count, !isAt(end), isLong || !isAt("\n") {
            if isAt(escape + [UInt8(ascii: "(")]) {
                for _ in 0...escape.count { skip() }
                readCode(until: UInt8(ascii: ")"))
                if position < bytes.count { skip() }
                content.append(UInt8(ascii: "?"))
            } else {
                let length = isAt(escape) ? escape.count + 1 : 1
                for _ in 0..<length where position < bytes.count {
                    content.append(bytes[position])
                    skip()
                }
            }
        }
        strings.append(Piece(line: first, text: String(decoding: content, as: UTF8.self)))
        for _ in 0..<end.count where position < bytes.count { take() }
    }

    // The number of `#` in front of a quote that begins a string here; nil where none does.
    private func hashesBeforeQuote() -> Int? {
        var ahead = position
        while ahead < bytes.count, bytes[ahead] == UInt8(ascii: "#") { ahead += 1 }
        return ahead < bytes.count && bytes[ahead] == UInt8(ascii: "\"") ? ahead - position : nil
    }

    private static func hashes(_ count: Int) -> [UInt8] { Array(repeating: UInt8(ascii: "#"), count: count) }

    private func isAt(_ text: StaticString) -> Bool { isAt(Array("\(text)".utf8)) }

    private func isAt(_ expected: [UInt8]) -> Bool {
        guard position + expected.count <= bytes.count else { return false }
        for (offset, byte) in expected.enumerated() where bytes[position + offset] != byte { return false }
        return true
    }

    private mutating func take() {
        output.append(bytes[position])
        advance()
    }

    private mutating func skip() {
        guard position < bytes.count else { return }
        output.append(bytes[position] == UInt8(ascii: "\n") ? bytes[position] : UInt8(ascii: " "))
        advance()
    }

    private mutating func advance() {
        if bytes[position] == UInt8(ascii: "\n") { line += 1 }
        position += 1
    }
}
