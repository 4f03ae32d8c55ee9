import Directory

/// How DATAtourisme writes its values in JSON-LD: a value or a list of them, texts with and without a language.
extension JSON {
    /// The values of a property, none where it is absent.
    func values(_ property: String) -> [JSON] {
        self[property]?.elements ?? []
    }

    /// The first text of a property, a number as its digits.
    func firstText(_ property: String) -> String? {
        for value in values(property) {
            if let text = value.scalarText { return text }
        }
        return nil
    }

    /// All texts of a property that do not depend on a language.
    func plainTexts(_ property: String) -> [String] {
        values(property).compactMap(\.scalarText)
    }

    /// The trimmed text of a string or number that is not empty.
    var scalarText: String? {
        let text: String
        switch self {
        case .string(let string): text = string.trimmed
        case .integer(let number): text = String(number)
        case .double(let number): text = JSON.double(number).text
        case .object: return self["@value"]?.scalarText
        default: return nil
        }
        return text.isEmpty ? nil : text
    }

    /// The last part of an `@id`: `Monday` of `schema:Monday` or `http://schema.org/Monday`.
    var localName: String? {
        let id = self["@id"]?.string ?? string
        return id?.split { $0 == "#" || $0 == "/" || $0 == ":" }.last.map(String.init)
    }

    /// The individual of the knowledge base, `kb:Cash`, however its `@id` is written.
    var individual: String? {
        guard let id = self["@id"]?.string ?? string else { return nil }
        return id.hasPrefix("kb:") ? id : localName.map { "kb:\($0)" }
    }

    /// A truth value, also one that is written as text.
    var truth: Bool? {
        switch self {
        case .bool(let value): value
        case .string("true"), .string("1"): true
        case .string("false"), .string("0"): false
        case .object: self["@value"]?.truth
        default: nil
        }
    }

    /// Whether nothing is said: null, an empty text, list or object.
    var isVoid: Bool {
        switch self {
        case .null: true
        case .string(let text): text.trimmed.isEmpty
        case .array(let elements): elements.allSatisfy(\.isVoid)
        case .object(let object): object.isEmpty
        default: false
        }
    }

    /// The texts by language in the order in which they stand; what has no language is French.
    ///
    /// Understood: `{"fr": "…"}`, `{"fr": ["…"]}`, `{"@language": "fr", "@value": "…"}`, lists of these, a bare text.
    var languageTexts: [(language: String, text: String)] {
        switch self {
        case .object(let object):
            if let text = object["@value"]?.scalarText {
                return [(object["@language"]?.string ?? "fr", text)]
            }
            return object.members.flatMap { member in
                member.value.elements.compactMap { $0.scalarText }.map { (Self.language(member.key), $0) }
            }
        case .array(let elements): return elements.flatMap(\.languageTexts)
        default: return scalarText.map { [("fr", $0)] } ?? []
        }
    }

    private static func language(_ key: String) -> String {
        key.hasPrefix("@") ? String(key.dropFirst()) : key
    }
}

extension String {
    /// The text with its spaces percent-encoded, as addresses of the web need it.
    var withoutSpaces: String {
        utf8.contains(0x20) ? replacing(" ", with: "%20") : self
    }
}
