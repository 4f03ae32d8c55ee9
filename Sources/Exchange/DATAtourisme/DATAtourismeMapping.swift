import Directory

/// One object of DATAtourisme on its way into the model; the parts are read in the extensions.
struct DATAtourismeMapping {
    let object: JSON
    let reader: DATAtourismeReader
    var draft: RecordDraft
    /// The categories that the object's classes mean, the chosen one first.
    var categories: [String] = []
    private var unmapped: [String] = []

    init(_ object: JSON, key: String, reader: DATAtourismeReader) {
        self.object = object
        self.reader = reader
        draft = RecordDraft(key: key)
    }

    /// Chooses the category of the highest rank; false where no class has one.
    mutating func readCategory(_ classes: [String]) -> Bool {
        let candidates = reader.categories.candidates(classes)
        guard let best = candidates.first else { return false }
        categories = candidates.map(\.code)
        draft.set(.category, nil, .code(best.code))
        if best.isFamily {
            draft.note("category", "category.general", .info, "only the family \(best.code) fits the classes")
        }
        return true
    }

    /// Notes that a property carries facts that have no place in the model.
    mutating func noteUnmapped(_ property: String) {
        if !unmapped.contains(property) { unmapped.append(property) }
    }

    /// Turns what was left aside into findings, one for each property.
    mutating func noteUnmapped() {
        for member in object.object?.members ?? []
        where !Self.known.contains(member.key) && !member.value.isVoid {
            noteUnmapped(member.key)
        }
        for property in unmapped {
            draft.note(property, "unmapped", .info, "\(property) has no place in a listing and was not taken")
        }
    }

    /// Texts by language as the model has them; several texts of one language are joined.
    mutating func translations(
        _ json: JSON?, at path: String, limit: Int, joined separator: String = "\n"
    ) -> [LanguageCode: String] {
        var texts: [LanguageCode: String] = [:]
        for (name, markup) in json?.languageTexts ?? [] {
            let text = HTMLText.plain(markup)
            guard let language = LanguageCode(String(name.prefix(2)).lowercased()) else {
                draft.note(path, "language.unknown", .warning, "“\(name.prefix(20))” is not a language")
                continue
            }
            guard let standing = texts[language] else {
                texts[language] = text
                continue
            }
            if standing != text { texts[language] = standing + separator + text }
        }
        for (language, text) in texts {
            let kept = draft.fitted(text, limit, at: "\(path).\(language.rawValue)")
            texts[language] = kept.isEmpty ? nil : kept
        }
        return texts
    }

    /// What the mapping reads, and what tells of the record and not of the establishment.
    private static let known: Set<String> = [
        "@id", "@type", "@context", "dc:identifier", "creationDate", "lastUpdate", "lastUpdateDatatourisme",
        "hasBeenCreatedBy", "hasBeenPublishedBy", "hasTranslatedProperty", "rdfs:label", "rdfs:comment",
        "hasDescription", "isLocatedAt", "hasContact", "hasBookingContact", "hasManagementContact",
        "hasAdministrativeContact", "offers", "takesPlaceAt", "schema:startDate", "schema:endDate",
        "hasReview",
        "hasFeature", "isEquippedWith", "allowedPersons", "availableLanguage", "reducedMobilityAccess",
        "petsAllowed", "internetAccess", "takeAway", "hasMainRepresentation", "hasRepresentation", "siret",
        "apeNaf", "rcs",
        "registeredNumber",
    ]
}
