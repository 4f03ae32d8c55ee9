/// A telephone number in E.164 form (`+33559370101`).
package struct PhoneNumber: Hashable, Sendable {
    /// `+`, country calling code and national number, at most 15 digits.
    package let e164: String

    /// Reads a number as people write it; nil where it is not certain which number is meant.
    ///
    /// Accepted: `+` or `00` and 8 to 15 digits, French national numbers of ten digits (those of the overseas
    /// departments take their own calling code), spaces, dots, dashes, slashes, brackets and `(0)` between them.
    package init?(_ text: String) {
        var digits = ""
        var international = false
        let cleaned = text.replacing("(0)", with: "")
        for character in cleaned.trimmed {
            switch character {
            case "0"..."9" where character.isASCII: digits.append(character)
            case "+" where digits.isEmpty && !international: international = true
            case " ", ".", "-", "/", "(", ")", "\u{A0}", "\u{202F}", "\u{2011}", "\u{2013}", "_": continue
            default: return nil
            }
        }
        if !international, digits.hasPrefix("00") {
            international = true
            digits.removeFirst(2)
        }
        guard let number = international ? Self.international(digits) : Self.french(digits) else {
            return nil
        }
        e164 = number
    }

    private static func international(_ digits: String) -> String? {
        guard !digits.hasPrefix("0") else { return nil }
        // +33 0… is a common slip: the trunk zero is not dialled from abroad.
        let number = digits.hasPrefix("330") ? "33" + digits.dropFirst(3) : digits
        if number.hasPrefix("33") {
            return number.count == 11 && !number.hasPrefix("330") ? "+" + number : nil
        }
        return (8...15).contains(number.count) ? "+" + number : nil
    }

    private static func french(_ digits: String) -> String? {
        guard digits.count == 10, digits.hasPrefix("0"), !digits.hasPrefix("00") else { return nil }
        let national = digits.dropFirst()
        // ARCEP numbering plan: the overseas departments and collectivities have calling codes of their own.
        for (prefixes, code) in overseas where prefixes.contains(String(national.prefix(3))) {
            return "+\(code)\(national)"
        }
        return "+33\(national)"
    }

    private static let overseas: [(Set<String>, String)] = [
        (["590", "690", "691"], "590"), (["594", "694"], "594"), (["596", "696", "697"], "596"),
        (["262", "263", "269", "639", "692", "693"], "262"),
    ]

    /// Whether a French number is that of a mobile (06, 07 and the overseas ones).
    package var isMobile: Bool {
        ["+336", "+337", "+26269", "+59069", "+59469", "+59669", "+262639"].contains { e164.hasPrefix($0) }
    }
}
