import Directory

/// One object of TourInFrance on its way into the model; the parts are read in the extensions.
struct TourInFranceMapping {
    let node: XMLNode
    let reader: TourInFranceReader
    var draft: RecordDraft
    /// The codes that say what the object is, with their labels.
    private(set) var codes: [(code: String, label: String?)] = []
    /// The categories that the codes mean, the chosen one first.
    private(set) var categories: [String] = []
    private var unmapped: [String] = []

    init(_ node: XMLNode, key: String, reader: TourInFranceReader) {
        self.node = node
        self.reader = reader
        draft = RecordDraft(key: key)
    }

    /// The day of the last change, also with a year of two digits (`14-03-19`).
    var updatedOn: CalendarDate? {
        node.all(at: "DublinCore", "modified").lazy.compactMap(\.value).compactMap(SourceDay.parse).first
    }

    /// Chooses the category; false where no code has one.
    mutating func readCategory() -> Bool {
        let core = node.all("DublinCore")
        let classes = core.flatMap { $0.all("Classification") }
        let words = core.flatMap { $0.all("ControlledVocabulary") }
        codes = (words + classes).compactMap { element in
            element.attribute("code").map { ($0, element.value) }
        }
        let branch = classes.lazy.compactMap { $0.attribute("code") }.first
        let matches = reader.categories.matches(codes, branch: branch)
        guard let best = matches.first?.entry else { return false }
        categories = matches.map(\.entry.code)
        draft.set(.category, nil, .code(best.code))
        if best.parent == nil {
            let message = "only the family \(best.code) fits \(codes.map(\.code).joined(separator: ", "))"
            draft.note("category", "category.general", .info, message)
        }
        return true
    }

    /// Reads all that stands beside texts and category.
    mutating func readAll() {
        readPlaces()
        readContacts()
        readReservations()
        readPeriods()
        readTariffs()
        readClassifications()
        readCapacity()
        readOffers()
        readLanguages()
        readMedia()
        readLegal()
        for block in node.children
        where !Self.known.contains(block.name) && !(block.isVoid && block.children.isEmpty) {
            noteUnmapped(block.name)
        }
        for property in unmapped {
            draft.note(
                property, "unmapped", .info, "\(property) has no place in a listing and was not taken")
        }
    }

    /// Notes that an element carries facts that have no place in the model.
    mutating func noteUnmapped(_ property: String) {
        if !unmapped.contains(property) { unmapped.append(property) }
    }

    /// The texts of some elements by language, HTML made plain; several of one language are joined.
    mutating func translations(
        _ nodes: [XMLNode], at path: String, limit: Int, joined separator: String = "\n\n"
    ) -> [LanguageCode: String] {
        var texts: [LanguageCode: String] = [:]
        for node in nodes {
            guard let value = node.value.map(HTMLText.plain), !value.isEmpty else { continue }
            let name = node.attribute("xml:lang") ?? "fr"
            guard let language = LanguageCode(String(name.prefix(2)).lowercased()) else {
                draft.note(path, "language.unknown", .warning, "“\(name.prefix(20))” is not a language")
                continue
            }
            guard let standing = texts[language] else {
                texts[language] = value
                continue
            }
            if standing != value { texts[language] = standing + separator + value }
        }
        for (language, text) in texts {
            let kept = draft.fitted(text, limit, at: "\(path).\(language.rawValue)")
            texts[language] = kept.isEmpty ? nil : kept
        }
        return texts
    }

    /// A day as producers write it; what is none is told.
    mutating func day(_ text: String?, at path: String) -> CalendarDate? {
        guard let text else { return nil }
        if let day = SourceDay.parse(text) { return day }
        draft.note(path, "date.invalid", .warning, "“\(text.prefix(30))” is not a date")
        return nil
    }

    /// The blocks that are read, and those that tell of the record and not of the establishment.
    private static let known: Set<String> = [
        "DublinCore", "Update", "Multimedia", "Contacts", "InformationsLegales", "Classements",
        "Geolocalisations", "Periodes", "Langues", "ModesReservations", "Tarifs", "Capacites",
        "OffresPrestations", "DescriptionsComplementaires",
    ]
}
