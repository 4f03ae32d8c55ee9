import Directory

extension DATAtourismeMapping {
    /// Reads name, summary and description in every language.
    mutating func readTexts() {
        var names: [LanguageCode: String] = [:]
        for (name, text) in object["rdfs:label"]?.languageTexts ?? [] {
            guard let language = LanguageCode(String(name.prefix(2)).lowercased()) else {
                draft.note("name", "language.unknown", .warning, "“\(name.prefix(20))” is not a language")
                continue
            }
            if names[language] == nil { names[language] = HTMLText.plain(text) }
        }
        draft.name = Translations(names).best() ?? ""
        for (language, text) in names { draft.setText(.name, language, text, limit: 255) }
        readDescriptions()
    }

    private mutating func readDescriptions() {
        var summaries: [LanguageCode: String] = [:]
        var descriptions: [LanguageCode: String] = [:]
        for block in object.values("hasDescription") {
            let short = translations(block["shortDescription"], at: "summary", limit: 4_000, joined: "\n\n")
            let long = translations(block["dc:description"], at: "description", limit: 30_000, joined: "\n\n")
            if block["isDedicatedTo"].map({ !$0.isVoid }) ?? false {
                noteUnmapped("hasDescription.isDedicatedTo")
            }
            for (language, text) in short { merge(text, language, &summaries, "shortDescription") }
            for (language, text) in long { merge(text, language, &descriptions, "dc:description") }
        }
        let comments = translations(object["rdfs:comment"], at: "summary", limit: 4_000, joined: "\n\n")
        for (language, text) in comments where summaries[language] == nil { summaries[language] = text }
        for (language, text) in summaries { draft.setText(.summary, language, text, limit: 4_000) }
        for (language, text) in descriptions where summaries[language] != text {
            draft.setText(.description, language, text, limit: 30_000)
        }
    }

    private mutating func merge(
        _ text: String, _ language: LanguageCode, _ texts: inout [LanguageCode: String], _ property: String
    ) {
        guard let standing = texts[language] else {
            texts[language] = text
            return
        }
        if standing != text { noteUnmapped("hasDescription.\(property)") }
    }
}
