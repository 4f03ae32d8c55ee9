import Directory

extension MappedRecord {
    mutating func readCode(_ text: String, _ field: Field, _ rule: ColumnRule, _ codes: CodeTable?) {
        switch codes?.meaning(text) ?? .unknown {
        case .code(let code):
            if tools.vocabularies[.amenities].entry(code)?.attributes["kind"] == "capacity",
                field == .amenities
            {
                draft.note(
                    "amenities", "amenity.count", .info, "“\(text.prefix(60))” is a number, not an amenity")
            } else {
                draft.set(field, code, .flag(true))
            }
        case .placeless, .unknown:
            let rule =
                field == .labels ? "label.unknown" : field == .amenities ? "amenity.unknown" : "code.unknown"
            draft.note(field.rawValue, rule, .info, "“\(text.prefix(60))” is not known here")
        }
    }

    mutating func readLanguage(_ text: String, _ rule: ColumnRule) {
        if let code = rule.values[FoldedText.label(text)] ?? nil {
            draft.set(.languagesSpoken, code, .flag(true))
        } else {
            draft.addLanguage(text)
        }
    }

    mutating func readCount(_ text: String, _ unit: String, _ rule: ColumnRule) {
        let bare = text.replacing(" ", with: "").replacing("\u{A0}", with: "").replacing(",", with: ".")
        draft.setCount(bare, rule.unit ?? unit)
    }

    /// Ratings wait for the category, which decides on their scheme.
    mutating func finishRatings() {
        for (text, rule) in ratings {
            let words = FoldedText.words(text)
            if words.isEmpty || readNamedRating(text) { continue }
            let folded = words.joined(separator: " ")
            if Self.unrated.contains(where: { folded.contains($0) }) { continue }
            if folded.contains("en cours") {
                draft.note(
                    "classification", "classification.pending", .info, "a rating that is pending was left out"
                )
                continue
            }
            if case .some(.none) = rule.values[FoldedText.label(text)] {
                noteRating(text)
                continue
            }
            let value = rule.values[FoldedText.label(text)]?.flatMap { $0 } ?? Self.number(words)
            guard let value, let scheme = scheme(words, rule), scheme.values("values").contains(value) else {
                noteRating(text)
                continue
            }
            let rating = Classification(scheme: scheme.code, value: value, deliveredOn: ratedOn)
            draft.add(.classification, .classification(rating))
        }
    }

    /// `hotel_stars=3`, as our own tables have it.
    private mutating func readNamedRating(_ text: String) -> Bool {
        let parts = text.split(separator: "=").map(String.init)
        guard parts.count == 2, let scheme = tools.vocabularies[.classifications].entry(parts[0]),
            scheme.values("values").contains(parts[1])
        else { return false }
        let rating = Classification(scheme: scheme.code, value: parts[1], deliveredOn: ratedOn)
        draft.add(.classification, .classification(rating))
        return true
    }

    private mutating func noteRating(_ text: String) {
        let category = draft.document.category ?? ""
        let message = "“\(text.prefix(60))” is no rating for the category \(category)"
        draft.note("classification", "classification.scheme", .info, message)
    }

    private static let unrated = ["non classe", "sans etoile", "sans classement", "0 etoile"]

    private static func number(_ words: [String]) -> String? {
        words.first { $0.utf8.count == 1 && "12345".contains($0) }
    }

    /// By the word behind the number, else the stars of the category.
    private func scheme(_ words: [String], _ rule: ColumnRule) -> VocabularyEntry? {
        let schemes = tools.vocabularies[.classifications]
        if let code = rule.scheme { return schemes.entry(code) }
        if let named = Self.schemes.first(where: { words.contains($0.key) }) {
            return schemes.entry(named.value)
        }
        let lineage = draft.document.category.map { tools.vocabularies[.categories].lineage($0) } ?? []
        return schemes.entries.first { entry in
            entry.code.hasSuffix("_stars") && entry.code != "michelin_stars"
                && entry.values("families").contains { lineage.contains($0) }
        }
    }

    private static let schemes = [
        "epi": "gites_epis", "epis": "gites_epis", "cle": "clevacances_cles", "cles": "clevacances_cles",
        "cheminee": "logis_cheminees", "cheminees": "logis_cheminees",
    ]
}
