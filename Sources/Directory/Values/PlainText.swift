/// The rules for any text that a person writes.
package enum PlainText {
    /// What is wrong with the text, nil where nothing is: control characters or more than `limit`
    /// characters (code points).
    package static func problem(in text: String, limit: Int) -> (code: String, message: String)? {
        if text.unicodeScalars.contains(where: isForbidden) {
            return ("text.control", "the text holds a control character")
        }
        // Code points, as PostgreSQL counts: any number of marks could be heaped on one visible character.
        if text.utf8.count > limit, text.unicodeScalars.count > limit {
            return ("text.long", "the text has more than \(limit) characters")
        }
        return nil
    }

    /// The text without control characters other than line feed and tab, trimmed; every line ends in a line feed.
    package static func cleaned(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F || $0 == 0xC2 })
        else { return text.trimmed }
        var scalars = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" || scalar == "\n" {
                if scalar == "\r" || !isAfterReturn { scalars.append("\n") }
            } else if !isForbidden(scalar) {
                scalars.append(scalar)
            }
            isAfterReturn = scalar == "\r"
        }
        return String(scalars).trimmed
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F..<0xA0: true
        default: false
        }
    }
}

extension String {
    /// The text without white space (no-break spaces included) at either end.
    package var trimmed: String {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last else { return self }
        guard Self.isSpace(first) || Self.isSpace(last) else { return self }
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !Self.isSpace($0) }),
            let end = scalars.lastIndex(where: { !Self.isSpace($0) })
        else { return "" }
        return String(scalars[start...end])
    }

    // Most letters are ASCII, which needs no table of Unicode.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }
}
