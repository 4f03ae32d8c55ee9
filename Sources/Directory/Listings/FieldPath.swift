/// What a proposal, a decision, a right and a diff talk about: `name.fr`, `location.point`, `contacts/<key>`.
package struct FieldPath: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The field.
    package let field: Field
    /// The language, unit, key or code within it; nil where the field holds one value.
    package let key: String?

    /// The path of a field that holds one value, or of the value of that key within another.
    package init(_ field: Field, _ key: String? = nil) {
        self.field = field
        self.key = key
    }

    /// Reads the path of one value; nil where no value can have it.
    package init?(_ text: String) {
        for separator in ["/", "."] {
            guard let cut = text.firstRange(of: separator),
                let field = Field(rawValue: Self.name(text, before: cut.lowerBound, separator)),
                Self.separator(field) == separator
            else { continue }
            let key = String(text.dropFirst(field.rawValue.count + 1))
            guard Self.isKey(key, of: field) else { return nil }
            self.init(field, key)
            return
        }
        guard let field = Field(rawValue: text), field.shape == .single else { return nil }
        self.init(field)
    }

    // `payment.methods/card@online/paybox`: the field's own name may hold a dot, the key may hold a slash.
    private static func name(_ text: String, before end: String.Index, _ separator: String) -> String {
        String(text[..<end])
    }

    private static func separator(_ field: Field) -> String? {
        switch field.shape {
        case .single: nil
        case .named: "."
        case .keyed, .codes: "/"
        }
    }

    /// Whether the text may be a key in that field: 1 to 120 of letters, digits, `_ - . @ / :` without NUL or space.
    package static func isKey(_ key: String, of field: Field) -> Bool {
        switch field {
        case .name, .summary, .description, .languagesSpoken: return LanguageCode(key) != nil
        case .related: return ListingID(key) != nil
        default: break
        }
        return (1...120).contains(key.utf8.count)
            && key.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "_-.@/:".utf8.contains(byte)
                }
            }
    }

    package var description: String {
        guard let key, let separator = Self.separator(field) else { return field.rawValue }
        return field.rawValue + separator + key
    }

    package static func < (left: FieldPath, right: FieldPath) -> Bool {
        let (first, second) = (left.field.position, right.field.position)
        if first != second { return first < second }
        return left.rank < right.rank
    }

    /// The key by which paths of one field are sorted: French first, then English.
    private var rank: String {
        switch (field, key) {
        case (.name, "fr"), (.summary, "fr"), (.description, "fr"): "0"
        case (.name, "en"), (.summary, "en"), (.description, "en"): "1"
        default: key ?? ""
        }
    }

    package static func == (left: FieldPath, right: FieldPath) -> Bool {
        left.field.position == right.field.position && left.key == right.key
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(field.position)
        hasher.combine(key)
    }
}
