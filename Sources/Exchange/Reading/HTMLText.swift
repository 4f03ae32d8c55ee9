import Directory

/// Plain text with paragraphs out of what editors of listings leave behind: tags, entities, runs of spaces.
enum HTMLText {
    /// The text without tags; block elements and line breaks become line ends, scripts and styles go.
    ///
    /// Text without a tag or an entity only loses the white space at its ends.
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
            return text.trimmed
        }
        var output = ""
        var isMarked = false
        var rest = text[...]
        while let mark = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
            output += rest[..<mark]
            rest = rest[mark...]
            if rest.first == "&" {
                let (replacement, length) = entity(rest)
                if length > 1 { isMarked = true }
                output += replacement
                rest = rest.dropFirst(length)
            } else if let end = tagEnd(rest) {
                isMarked = true
                let name = tagName(rest)
                if blocks.contains(name) { output += "\n" }
                if name == "p" || name == "/p" { output += "\n" }
                if name == "li" { output += "- " }
                rest = rest[end...]
                if name == "script" || name == "style" { rest = skip(name, rest) }
            } else {
                output += "<"
                rest = rest.dropFirst()
            }
        }
        return isMarked ? tidied(output + rest) : text.trimmed
    }

    private static let blocks: Set<String> = [
        "br", "br/", "div", "/div", "p", "/p", "li", "ul", "/ul", "ol", "/ol", "tr", "/tr", "table", "/table",
        "h1", "/h1", "h2", "/h2", "h3", "/h3", "h4", "/h4", "hr", "hr/",
    ]

    /// The place behind the `>` of a tag; nil where `<` is only a sign (`5 < 6`).
    private static func tagEnd(_ text: Substring) -> Substring.Index? {
        guard let next = text.dropFirst().first, next.isLetter || next == "/" || next == "!" else {
            return nil
        }
        if text.hasPrefix("<!--") {
            return text.firstRange(of: "-->")?.upperBound ?? text.endIndex
        }
        return text.firstIndex(of: ">").map { text.index(after: $0) }
    }

    private static func tagName(_ text: Substring) -> String {
        let name = text.dropFirst().prefix { $0 != ">" && !$0.isWhitespace }
        return (name.hasSuffix("/") && name.count > 1 && !name.hasPrefix("br") ? name.dropLast() : name)
            .lowercased()
    }

    private static func skip(_ name: String, _ text: Substring) -> Substring {
        guard let close = text.firstRange(of: "</\(name)") else { return text.suffix(0) }
        return text[close.lowerBound...]
    }

    private static func entity(_ text: Substring) -> (String, Int) {
        let name = text.dropFirst().prefix(12).prefix {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#")
        }
        guard !name.isEmpty, text.dropFirst(name.count + 1).first == ";" else { return ("&", 1) }
        if name.first == "#" {
            let digits = name.dropFirst()
            let number =
                digits.first == "x" || digits.first == "X"
                ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let scalar = number.flatMap(Unicode.Scalar.init) else { return ("", name.count + 2) }
            return (String(Character(scalar)), name.count + 2)
        }
        return entities[String(name)].map { ($0, name.count + 2) } ?? ("&", 1)
    }

    /// Lines trimmed, runs of spaces one space, at most one empty line.
    private static func tidied(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let words = line.split { $0.isWhitespace || $0 == "\u{200B}" }.joined(separator: " ")
            if words.isEmpty, lines.last?.isEmpty ?? true { continue }
            lines.append(words)
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    // HTML 4 names that French, German and Spanish texts use.
    private static let entities: [String: String] = {
        let pairs = """
            amp & lt < gt > quot " apos ' laquo « raquo » rsquo ’ lsquo ‘ ldquo “ rdquo ” hellip … euro €
            ndash – mdash — bull • middot · deg ° copy © reg ® trade ™ times × frac12 ½ sup2 ² oelig œ OElig Œ
            agrave à acirc â auml ä aacute á aelig æ ccedil ç eacute é egrave è ecirc ê euml ë iacute í icirc î
            iuml ï ntilde ñ oacute ó ocirc ô ouml ö uacute ú ugrave ù ucirc û uuml ü szlig ß Agrave À Acirc Â
            Auml Ä Ccedil Ç Eacute É Egrave È Ecirc Ê Icirc Î Ocirc Ô Ouml Ö Uuml Ü Ugrave Ù Ntilde Ñ iexcl ¡ iquest ¿
            """.split { $0 == " " || $0 == "\n" }.map(String.init)
        var entities = ["nbsp": " "]
        for index in stride(from: 0, to: pairs.count - 1, by: 2) { entities[pairs[index]] = pairs[index + 1] }
        return entities
    }()
}
