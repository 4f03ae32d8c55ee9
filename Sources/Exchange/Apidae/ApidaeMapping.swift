import Directory

/// One object of Apidae on its way into the model; the parts are read in the extensions.
struct ApidaeMapping {
    let object: JSON
    let type: String
    let reader: ApidaeReader
    let communes: CommuneIndex
    var draft: RecordDraft
    /// Whether a price says what it is for by a number only, so that the words beside it are needed.
    var hasNamelessPrices = false
    /// Whether the label of a price is that of Apidae's list, which is in French and English.
    var hasListedPrices = false
    /// The elements that chose the category.
    private(set) var categoryIDs: Set<Int> = []
    private var unmapped: [String] = []
    private var strangers: [(property: String, names: [String])] = []

    init(_ object: JSON, type: String, key: String, reader: ApidaeReader, communes: CommuneIndex) {
        (self.object, self.type, self.reader, self.communes) = (object, type, reader, communes)
        draft = RecordDraft(key: key)
    }

    var vocabularies: Vocabularies { reader.tools.vocabularies }

    /// The facts that only objects of this type have.
    var block: JSON { object[ApidaeType.block(type)] ?? .null }

    /// The name of their member.
    var blockName: String { ApidaeType.block(type) }

    /// Chooses the category of the highest rank among those that the elements of the block mean, else of the type.
    mutating func readCategory() -> Bool {
        // Ski areas have no category of their own: they are places of leisure as other equipment is.
        let type = type == "DOMAINE_SKIABLE" ? "EQUIPEMENT" : type
        var best: ApidaeCategories.Candidate?
        for id in Self.references(in: block) {
            guard let candidate = reader.categories.element(type, id) else { continue }
            if best.map({ $0.rank < candidate.rank }) ?? true { (best, categoryIDs) = (candidate, [id]) }
            if best == candidate { categoryIDs.insert(id) }
        }
        if best == nil, block["itineraire"]?.object != nil,
            let route = vocabularies[.categories].entry("route")
        {
            draft.set(.category, nil, .code(route.code))
            return true
        }
        guard let chosen = best ?? reader.categories.type(type) else { return false }
        draft.set(.category, nil, .code(chosen.code))
        if chosen.isFamily {
            draft.note(
                "category", "category.general", .info, "only the family \(chosen.code) fits \(self.type)")
        }
        return true
    }

    /// The numbers of all elements of lists that stand below a value, without their families.
    private static func references(in json: JSON) -> [Int] {
        switch json {
        case .array(let elements): return elements.flatMap(references)
        case .object(let object):
            return [object["id"]?.integer].compactMap { $0 }
                + object.members.filter { !asides.contains($0.key) }.flatMap { references(in: $0.value) }
        default: return []
        }
    }

    private static let asides: Set<String> = ["familleCritere", "capacite"]

    /// Reads name, summary and description in every language.
    mutating func readTexts() {
        let names = object["nom"]?.libelles ?? [:]
        draft.name = Translations(names).best() ?? ""
        for (language, text) in names { draft.setText(.name, language, text, limit: 255) }
        let presentation = object["presentation"]
        for (language, text) in presentation?["descriptifCourt"]?.libelles ?? [:] {
            draft.setText(.summary, language, text, limit: 4_000)
        }
        for (language, text) in presentation?["descriptifDetaille"]?.libelles ?? [:] {
            draft.setText(.description, language, text, limit: 30_000)
        }
    }

    /// Reads the numbers of registers, which stay private.
    mutating func readLegal() {
        guard let legal = object["informations"]?["informationsLegales"] else { return }
        if let text = legal["siret"]?.apidaeText {
            let digits = text.filter { $0 != " " }
            if Siret.isValid(digits) {
                draft.set(.legal, "siret", .text(digits))
            } else {
                draft.note("legal.siret", "siret.invalid", .warning, "“\(text.prefix(30))” is not a SIRET")
            }
        }
        for (property, key) in [
            ("codeApeNaf", "ape"), ("rcs", "rcs"), ("numeroAgrementLicence", "registered_number"),
        ] {
            guard let text = legal[property]?.apidaeText else { continue }
            let kept = draft.fitted(text, 100, at: "legal.\(key)")
            if !kept.isEmpty { draft.set(.legal, key, .text(kept)) }
        }
        noteRest(of: legal, "informations.informationsLegales", but: Self.legalMembers)
    }

    private static let legalMembers: Set<String> = ["siret", "codeApeNaf", "rcs", "numeroAgrementLicence"]

    /// Notes that a property carries facts that have no place in the model.
    mutating func noteUnmapped(_ property: String) {
        if !unmapped.contains(property) { unmapped.append(property) }
    }

    /// Notes an element of a list that no vocabulary knows.
    mutating func noteStranger(_ property: String, _ element: JSON) {
        let name = element["libelleFr"]?.apidaeText ?? element.reference.map { "\($0)" } ?? ""
        guard let index = strangers.firstIndex(where: { $0.property == property }) else {
            strangers.append((property, [name]))
            return
        }
        if !strangers[index].names.contains(name) { strangers[index].names.append(name) }
    }

    /// Notes the members of a value that say something and are not among those that were read.
    mutating func noteRest(of json: JSON?, _ path: String, but known: Set<String>) {
        for member in json?.object?.members ?? []
        where !known.contains(member.key) && !Self.isSilent(member.value) {
            noteUnmapped(path.isEmpty ? member.key : "\(path).\(member.key)")
        }
    }

    /// Turns what was left aside into findings, one for each property.
    mutating func noteUnmapped() {
        noteRest(of: object, "", but: Self.members.union([blockName]))
        noteRest(of: object["presentation"], "presentation", but: Self.presentationMembers)
        noteRest(
            of: object["informations"], "informations", but: ["moyensCommunication", "informationsLegales"])
        for property in unmapped {
            draft.note(property, "unmapped", .info, "\(property) has no place in a listing and was not taken")
        }
        for (property, names) in strangers {
            let list = names.prefix(20).joined(separator: ", ")
            draft.note(property, "unmapped", .info, "no vocabulary knows what \(property) names: \(list)")
        }
    }

    private static let presentationMembers: Set<String> = [
        "descriptifCourt", "descriptifDetaille", "typologiesPromoSitra",
    ]

    /// Whether a value says nothing that could be lost.
    private static func isSilent(_ json: JSON) -> Bool {
        switch json {
        case .bool(let flag): !flag
        case .string(let text):
            ApidaeText.isVoid(text.trimmed) || text == "NON_DISPONIBLE" || text == "NON_COMMUNIQUE"
        case .array(let elements): elements.allSatisfy(isSilent)
        case .object(let object): object.members.allSatisfy { isSilent($0.value) }
        default: json.isVoid
        }
    }

    /// What the mapping reads, and what tells of the record and not of the establishment.
    private static let members: Set<String> = [
        "id", "type", "identifier", "state", "formatVersion", "gestion", "nom", "presentation",
        "localisation",
        "informations", "reservation", "contacts", "descriptionTarif", "ouverture", "prestations",
        "illustrations",
        "multimedias", "territoires", "criteresInternes",
    ]
}
