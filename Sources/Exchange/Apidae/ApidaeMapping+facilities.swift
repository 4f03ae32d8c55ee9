import Directory

extension ApidaeMapping {
    /// Reads capacity, amenities, accessibility, labels, ratings and spoken languages.
    mutating func readFacilities() {
        readCapacity()
        readBlock()
        for property in ["typologiesPromoSitra"] {
            readElements(object["presentation"]?[property], "presentation.\(property)")
        }
        let services = object["prestations"]
        for property in Self.lists { readElements(services?[property], "prestations.\(property)") }
        if services?["animauxAcceptes"]?.string == "ACCEPTES",
            let pets = vocabularies[.amenities].entry("apidae", "687")
        {
            draft.set(.amenities, pets.code, .flag(true))
        }
        for language in services?.values("languesParlees") ?? [] { readLanguage(language) }
        noteRest(of: services, "prestations", but: Self.members)
    }

    private static let lists = [
        "equipements", "services", "conforts", "activites", "tourismesAdaptes", "labelsTourismeHandicap",
        "typesClientele",
    ]
    private static let members = Set(lists).union([
        "animauxAcceptes", "languesParlees", "animauxAcceptesSupplement",
    ])

    /// Takes what the vocabularies know of the elements of a list.
    mutating func readElements(_ json: JSON?, _ property: String) {
        for element in json?.elements ?? [] {
            guard let id = element.reference, !categoryIDs.contains(id) else { continue }
            if !readElement(id) { noteStranger(property, element) }
        }
    }

    private mutating func readElement(_ id: Int) -> Bool {
        let code = "\(id)"
        var isKnown = false
        for (list, field) in Self.fields {
            guard let entry = vocabularies[list].entry("apidae", code), entry.attributes["kind"] != "capacity"
            else {
                continue
            }
            draft.set(field, entry.code, .flag(true))
            isKnown = true
        }
        return readRating(code) || isKnown
    }

    private static let fields: [(VocabularyName, Field)] = [
        (.amenities, .amenities), (.accessibility, .accessibility), (.labels, .labels),
    ]

    private mutating func readRating(_ code: String) -> Bool {
        let schemes = vocabularies[.classifications].entries.filter {
            $0.codes["apidae"]?.contains(code) ?? false
        }
        guard !schemes.isEmpty else { return false }
        guard let scheme = scheme(among: schemes),
            let position = scheme.codes["apidae"]?.firstIndex(of: code),
            case let values = scheme.values("values"), values.indices.contains(position)
        else {
            let message = "the rating \(code) does not fit the category \(draft.document.category ?? "")"
            draft.note("classification", "classification.scheme", .warning, message)
            return true
        }
        let isOfficial = ApidaeType.ratingPlace(type).map {
            block[$0.property]?.reference.map { "\($0)" } == code
        }
        let day = isOfficial ?? false ? block.date("dateClassement") : nil
        draft.add(
            .classification,
            .classification(Classification(scheme: scheme.code, value: values[position], deliveredOn: day)))
        return true
    }

    /// The scheme for the listing's category, else one that is for all.
    private func scheme(among schemes: [VocabularyEntry]) -> VocabularyEntry? {
        let lineage = draft.document.category.map { vocabularies[.categories].lineage($0) } ?? []
        return schemes.first { $0.values("families").contains { lineage.contains($0) } }
            ?? schemes.first { $0.values("families").isEmpty }
    }

    /// Reads what only objects of this type have: every element of a list that a vocabulary knows.
    private mutating func readBlock() {
        for member in block.object?.members ?? [] where !Self.known.contains(member.key) {
            let path = "\(blockName).\(member.key)"
            if member.value.elements.contains(where: { $0["id"]?.integer != nil }) {
                guard !Self.unrated.contains(member.value["id"]?.integer ?? 0) else {
                    draft.note("classification", "classification.none", .info, "not rated, or not yet")
                    continue
                }
                readElements(member.value, path)
            } else {
                noteRest(of: block, blockName, but: Set(block.object?.keys ?? []).subtracting([member.key]))
            }
        }
    }

    // Under way, not rated, without a star: what the lists of ratings have beside ratings.
    private static let unrated: Set<Int> = [
        2753, 2756, 2755, 2553, 2556, 2550, 2632, 2633, 2655, 2657, 3178, 3179, 3186, 2976,
    ]
    private static let known: Set<String> = ["capacite", "dateClassement", "nomLieu"]

    private mutating func readCapacity() {
        let counts = block["capacite"]
        var read: Set<String> = []
        for (property, unit) in ApidaeType.capacity(type) {
            guard let text = counts?[property]?.scalarText else { continue }
            read.insert(property)
            let isFirst = draft.document[FieldPath(.capacity, unit)] == nil
            if isFirst || draft.document[FieldPath(.capacity, unit)] != Int(text).map(FieldValue.count) {
                draft.setCount(text, unit)
            }
        }
        noteRest(of: counts, "\(blockName).capacite", but: read)
    }

    private mutating func readLanguage(_ element: JSON) {
        guard let id = element.reference else {
            if let label = element["libelleFr"]?.scalarText { draft.addLanguage(label) }
            return
        }
        if let code = ApidaeLanguage.spoken[id].flatMap({ LanguageCode($0) }) {
            draft.set(.languagesSpoken, code.rawValue, .flag(true))
        } else if id == ApidaeLanguage.sign, let entry = vocabularies[.accessibility].entry("sign_language") {
            draft.set(.accessibility, entry.code, .flag(true))
        } else {
            noteStranger("prestations.languesParlees", element)
        }
    }
}
