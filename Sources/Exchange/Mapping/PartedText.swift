import Directory

/// Lists of values that have parts, as Tourinsoft exports them: `a||b||c,d||e||f`.
enum PartedText {
    /// Cuts a list of values of `count` parts each; the list's own separator may stand in the texts as well.
    ///
    /// Nil where the number of separators does not fit.
    static func rows(_ text: String, count: Int, separator: String, list: String) -> [[String]]? {
        let tokens = split(text, separator)
        let step = count - 1
        guard step > 0, tokens.count > step, (tokens.count - 1) % step == 0 else { return nil }
        var rows: [[String]] = []
        var row: [String] = [tokens[0]]
        for (index, token) in tokens.enumerated().dropFirst() {
            guard index % step == 0, index < tokens.count - 1 else {
                row.append(token)
                continue
            }
            guard let (last, first) = halves(token, list) else { return nil }
            rows.append((row + [last]).map(\.trimmed))
            row = [first]
        }
        return rows + [row.map(\.trimmed)]
    }

    /// Cuts at a separator of one or more characters.
    static func split(_ text: String, _ separator: String) -> [String] {
        guard !separator.isEmpty else { return [text] }
        var parts: [String] = []
        var rest = text[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }

    /// The end of one value and the beginning of the next: people write a space after a comma, exports none.
    private static func halves(_ token: String, _ list: String) -> (String, String)? {
        let places = token.ranges(of: list)
        let bare = places.last { $0.upperBound == token.endIndex || token[$0.upperBound] != " " }
        return (bare ?? places.last).map {
            (String(token[..<$0.lowerBound]), String(token[$0.upperBound...]))
        }
    }
}
