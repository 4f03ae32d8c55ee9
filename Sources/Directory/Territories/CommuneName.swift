/// The name of a commune as it is compared: without accents, case, hyphens and the ways to write Saint.
package enum CommuneName {
    /// The form in which two spellings of one name are equal.
    package static func normalised(_ name: String) -> String {
        var words: [String] = []
        var word = ""
        for scalar in name.unicodeScalars {
            if let letters = fold(scalar) {
                word += letters
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        let named = words.map { short[$0] ?? $0 }
        // L'Abergement, Le Mans (as "Mans, Le" and "LE MANS"): the article does not tell communes of one postcode apart.
        let bare = named.filter { !articles.contains($0) }
        return (bare.isEmpty ? named : bare).joined(separator: " ")
    }

    private static let short = ["st": "saint", "ste": "sainte", "sts": "saints", "s": "sur", "ss": "sous"]
    private static let articles: Set<String> = ["l", "le", "la", "les", "d", "cedex"]

    /// The letters of the ASCII alphabet for a letter, none for a combining accent, nil for what parts words.
    private static func fold(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x61...0x7A: String(scalar)
        case 0x41...0x5A: String(Character(scalar).lowercased())
        case 0x300...0x36F: ""
        case 0xC0...0xC5, 0xE0...0xE5: "a"
        case 0xC6, 0xE6: "ae"
        case 0xC7, 0xE7: "c"
        case 0xC8...0xCB, 0xE8...0xEB: "e"
        case 0xCC...0xCF, 0xEC...0xEF: "i"
        case 0xD1, 0xF1: "n"
        case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8: "o"
        case 0xD9...0xDC, 0xF9...0xFC: "u"
        case 0xDD, 0xFD, 0xFF, 0x178: "y"
        case 0x152, 0x153: "oe"
        case 0x160, 0x161: "s"
        default: nil
        }
    }
}
