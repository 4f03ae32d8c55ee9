/// Limits on the length of files and functions.
enum SizeRules {
    static let sourceLines = 300
    static let testLines = 400
    static let functionLines = 50

    /// Swift files that are too long.
    static func fileFindings(in file: SourceFile) -> [Finding] {
        guard file.swift != nil else { return [] }
        let limit = file.top == "Tests" ? testLines : sourceLines
        let count = file.lines.count
        return count > limit ? [Finding(file.path, nil, "\(count) lines, \(limit) are allowed")] : []
    }

    /// Functions, initialisers and subscripts that are too long, from their first line to the closing brace.
    static func functionFindings(in file: SourceFile) -> [Finding] {
        guard let code = file.swift?.code else { return [] }
        return code.indices.compactMap { line in
            guard let column = declaration(in: code[line]),
                let end = lastLine(of: code, from: line, column: column)
            else { return nil }
            let count = end - line + 1
            guard count > functionLines else { return nil }
            return Finding(file.path, line + 1, "a function of \(count) lines, \(functionLines) are allowed")
        }
    }

    private static func declaration(in line: String) -> Int? {
        ["func", "init", "deinit", "subscript"].compactMap { WordRules.columns(of: $0, in: line).first }.min()
    }

    // The line of the closing brace; nil for a requirement without a body and for calls of initialisers.
    private static func lastLine(of code: [String], from start: Int, column: Int) -> Int? {
        var (parentheses, braces) = (0, 0)
        for line in start..<code.count {
            let bytes = code[line].utf8.dropFirst(line == start ? column : 0)
            if line > start, parentheses == 0, braces == 0, !continuesSignature(code[line]) { return nil }
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
                case UInt8(ascii: "{") where parentheses == 0 || braces > 0: braces += 1
                case UInt8(ascii: "}") where parentheses == 0 || braces > 0:
                    braces -= 1
                    if braces <= 0 { return braces == 0 ? line : nil }
                default: break
                }
                if parentheses < 0 { return nil }
            }
        }
        return nil
    }

    private static func continuesSignature(_ line: String) -> Bool {
        let trimmed = line.drop { $0 == " " || $0 == "\t" }
        return ["{", "where", "->", "async", "throws", "rethrows", ")"].contains { trimmed.hasPrefix($0) }
    }
}
