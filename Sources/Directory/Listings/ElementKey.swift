/// Keys for elements of lists that come without one, always the same for the same content.
package enum ElementKey {
    /// The key for an element of that field, made from what it says.
    package static func make(_ field: Field, _ element: JSON) -> String {
        func text(_ name: String) -> String { element[name]?.string ?? "" }
        switch field {
        case .salesChannels, .reviewProfiles: return clean(text("platform"), or: "direct")
        case .classification: return clean(text("scheme"), or: "classification")
        case .paymentMethods:
            let place = element["place"]?.string ?? "on_site"
            let solution = element["solution"]?.string.map { "/\($0)" } ?? ""
            return clean("\(text("means"))@\(place)\(solution)", or: "method")
        case .opening, .closures:
            return clean(
                [text("from"), text("to")].filter { !$0.isEmpty }.joined(separator: "_"), or: "all-year")
        case .dates:
            return clean(
                [text("from"), text("opens")].filter { !$0.isEmpty }.joined(separator: "_"), or: "date")
        case .contacts: return clean(text("kind"), or: "contact") + "-" + digest(text("value"))
        case .media: return digest(text("url"))
        default: return digest(element.canonicalText)
        }
    }

    /// Eight characters that differ for different texts (FNV-1a, 64 bits, the lower 40 in base 32).
    package static func digest(_ text: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Base32.text(hash ^ hash >> 32, length: 8)
    }

    private static func clean(_ text: String, or fallback: String) -> String {
        let kept = text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.@/:".contains($0)) }
        return kept.isEmpty ? fallback : String(kept.prefix(100))
    }
}

/// Crockford's base 32 without `i l o u`, in lower case.
package enum Base32 {
    /// The lowest `5 × length` bits as so many characters.
    package static func text(_ bits: UInt64, length: Int) -> String {
        var rest = bits
        var characters: [UInt8] = []
        for _ in 0..<length {
            characters.append(alphabet[Int(rest & 31)])
            rest >>= 5
        }
        return String(decoding: characters.reversed(), as: UTF8.self)
    }

    /// Whether the text holds nothing but characters of the alphabet.
    package static func isValid(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { alphabet.contains($0) }
    }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}
