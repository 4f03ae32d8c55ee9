import Directory

extension TourInFranceMapping {
    /// Reads name, summary (`dc:subject`) and description in every language.
    mutating func readTexts() {
        let core = node.all("DublinCore")
        for (language, text) in first(core.flatMap { $0.all("title") }) {
            draft.setText(.name, language, text, limit: 255)
            if draft.name.isEmpty || language == .french { draft.name = text }
        }
        if draft.name.isEmpty, let name = establishment?.value("RaisonSociale") {
            draft.name = HTMLText.plain(name)
            draft.setText(.name, .french, draft.name, limit: 255)
        }
        let summaries = translations(core.flatMap { $0.all("subject") }, at: "summary", limit: 4_000)
        var descriptions = translations(
            core.flatMap { $0.all("description") }, at: "description", limit: 30_000)
        readFurtherTexts(&descriptions)
        for (language, text) in summaries { draft.setText(.summary, language, text, limit: 4_000) }
        for (language, text) in descriptions where summaries[language] != text {
            draft.setText(.description, language, text, limit: 30_000)
        }
    }

    /// The contact of the establishment itself.
    var establishment: XMLNode? {
        let contacts = node.all(at: "Contacts", "DetailContact")
        return ["04.03.13", "04.03.14", "04.03.12"].lazy
            .compactMap { type in contacts.first { $0["type"] == type } }.first
    }

    /// The first title of each language.
    private mutating func first(_ titles: [XMLNode]) -> [(LanguageCode, String)] {
        var seen: Set<LanguageCode> = []
        return titles.compactMap { title in
            guard let value = title.value.map(HTMLText.plain), !value.isEmpty else { return nil }
            let name = title.attribute("xml:lang") ?? "fr"
            guard let language = LanguageCode(String(name.prefix(2)).lowercased()) else {
                draft.note("name", "language.unknown", .warning, "“\(name.prefix(20))” is not a language")
                return nil
            }
            return seen.insert(language).inserted ? (language, value) : nil
        }
    }

    /// Further descriptions fill the languages that have none; the others have no place.
    private mutating func readFurtherTexts(_ descriptions: inout [LanguageCode: String]) {
        var further: [LanguageCode: String] = [:]
        for block in node.all(at: "DescriptionsComplementaires", "DetailDescriptionComplementaire") {
            let language = block.attribute("xml:lang")
            let texts = block.all("Description").map { text in
                var text = text
                if text["xml:lang"] == nil { text["xml:lang"] = language }
                return text
            }
            for (language, text) in translations(texts, at: "description", limit: 30_000) {
                if descriptions[language] == nil, further[language] == nil {
                    further[language] = text
                } else if descriptions[language] != text, further[language] != text {
                    noteUnmapped("DescriptionsComplementaires")
                }
            }
        }
        descriptions.merge(further) { first, _ in first }
    }
}
