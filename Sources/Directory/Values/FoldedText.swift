/// Texts as they are compared: without accents, case and punctuation.
package enum FoldedText {
    /// The words of a text in lower case and without accents.
    package static func words(_ text: String) -> [String] {
        var words: [String] = []
        // Bytes, not strings: every record that comes in has its names folded.
        var word: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x61...0x7A, 0x30...0x39: word.append(UInt8(scalar.value))
            case 0x41...0x5A: word.append(UInt8(scalar.value) + 0x20)
            default:
                if let letters = fold(scalar) {
                    word.append(contentsOf: letters.utf8)
                } else if !word.isEmpty {
                    words.append(String(decoding: word, as: UTF8.self))
                    word.removeAll(keepingCapacity: true)
                }
            }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    /// The form in which two ways to write a label are equal: `Chèques-Vacances` and `cheque vacance`.
    package static func label(_ text: String) -> String {
        words(text).map { $0.utf8.count > 3 && $0.hasSuffix("s") ? String($0.dropLast()) : $0 }
            .joined(separator: " ")
    }

    /// The form in which two names of a column are equal: `MediaPhotoss`, `MEDIAPHOTO` and `Media photos`.
    package static func name(_ text: String) -> String {
        var name = words(text).joined()
        while name.hasSuffix("s"), name.utf8.count > 3 { name.removeLast() }
        return name
    }

    /// The letters of the ASCII alphabet for a letter, none for a combining accent, nil for what parts words.
    private static func fold(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x300...0x36F: return ""
        case 0..<0xAA: return nil
        case 0xC6, 0xE6: return "ae"
        case 0x152, 0x153: return "oe"
        case 0xDF: return "ss"
        default:
            guard scalar.properties.isAlphabetic else { return nil }
            let lower = scalar.properties.lowercaseMapping
            return accents[lower] ?? lower
        }
    }

    private static let accents: [String: String] = {
        let groups = [
            "a": "àáâãäåā", "c": "çćč", "d": "ďđð", "e": "èéêëēęě", "g": "ğ", "i": "ìíîïī", "l": "ł",
            "n": "ñńň",
            "o": "òóôõöøō", "r": "ř", "s": "śšş", "t": "ťţ", "u": "ùúûüūů", "y": "ýÿ", "z": "źżž",
        ]
        var accents: [String: String] = [:]
        for (plain, letters) in groups { for letter in letters { accents[String(letter)] = plain } }
        return accents
    }()
}
