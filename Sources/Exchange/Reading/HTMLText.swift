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
        // Long texts are many, and bytes are compared faster than letters.
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var isMarked = false
        var rest = bytes[...]
        while let mark = rest.firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) {
            output += rest[..<mark]
            rest = rest[mark...]
            if bytes[mark] == UInt8(ascii: "&") {
                let (replacement, length) = entity(rest)
                if length > 1 { isMarked = true }
                output += replacement.utf8
                rest = rest.dropFirst(length)
            } else if let end = tagEnd(rest) {
                isMarked = true
                let name = tagName(rest)
                if blocks.contains(name) { output.append(UInt8(ascii: "\n")) }
                if name == "p" || name == "/p" { output.append(UInt8(ascii: "\n")) }
                if name == "li" { output += "- ".utf8 }
                rest = rest[end...]
                if name == "script" || name == "style" { rest = skip(name, rest) }
            } else {
                output.append(UInt8(ascii: "<"))
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
    private static func tagEnd(_ text: ArraySlice<UInt8>) -> Int? {
        guard let next = text.dropFirst().first,
            isLetter(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
        else { return nil }
        if text.starts(with: "<!--".utf8) {
            return text.firstRange(of: "-->".utf8)?.upperBound ?? text.endIndex
        }
        return text.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
    }

    private static func tagName(_ text: ArraySlice<UInt8>) -> String {
        let bytes = text.dropFirst().prefix { $0 != UInt8(ascii: ">") && $0 > 0x20 }
        let name = String(decoding: bytes, as: UTF8.self).lowercased()
        let isClosed = name.utf8.count > 1 && name.hasSuffix("/") && !name.hasPrefix("br")
        return isClosed ? String(name.dropLast()) : name
    }

    private static func skip(_ name: String, _ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let close = text.firstRange(of: "</\(name)".utf8) else { return text.suffix(0) }
        return text[close.lowerBound...]
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func entity(_ text: ArraySlice<UInt8>) -> (String, Int) {
        let bytes = text.dropFirst().prefix(12).prefix {
            isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "#")
        }
        guard !bytes.isEmpty, bytes.endIndex < text.endIndex, text[bytes.endIndex] == UInt8(ascii: ";") else {
            return ("&", 1)
        }
        let (name, length) = (String(decoding: bytes, as: UTF8.self), bytes.count + 2)
        guard name.first == "#" else { return entities[name].map { ($0, length) } ?? ("&", 1) }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let scalar = number.flatMap(Unicode.Scalar.init) else { return ("", length) }
        return (String(Character(scalar)), length)
    }

    /// Lines trimmed, runs of spaces one space, at most one empty line.
    private static func tidied(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var (breaks, hasSpace, index) = (0, false, 0)
        while index < bytes.count {
            let (space, isBreak) = whiteSpace(bytes, index)
            index += max(1, space)
            if space == 0 {
                for _ in 0..<breaks { result.append(UInt8(ascii: "\n")) }
                if hasSpace, breaks == 0 { result.append(UInt8(ascii: " ")) }
                (breaks, hasSpace) = (0, false)
                result.append(bytes[index - 1])
            } else if !result.isEmpty {
                hasSpace = true
                if isBreak { breaks = min(2, breaks + 1) }
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// How many bytes of white space stand there, and whether they end the line.
    private static func whiteSpace(_ bytes: [UInt8], _ index: Int) -> (count: Int, isBreak: Bool) {
        let byte = bytes[index]
        switch byte {
        case 0x20, 0x09: return (1, false)
        case 0x0D where index + 1 < bytes.count && bytes[index + 1] == 0x0A: return (2, true)
        case 0x0A...0x0D: return (1, true)
        case 0xC2 where index + 1 < bytes.count:
            return [0x85, 0xA0].contains(bytes[index + 1]) ? (2, bytes[index + 1] == 0x85) : (0, false)
        case 0xE1...0xE3 where index + 2 < bytes.count:
            switch (byte, bytes[index + 1], bytes[index + 2]) {
            case (0xE2, 0x80, 0xA8...0xA9): return (3, true)
            // Spaces of all widths, also of none.
            case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE1, 0x9A, 0x80),
                (0xE3, 0x80, 0x80):
                return (3, false)
            default: return (0, false)
            }
        default: return (0, false)
        }
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
