import Directory

/// One record of LEI on its way into the model.
struct LEIMapping {
    let node: XMLNode
    let reader: LEIReader
    var draft: RecordDraft
    private var unmapped: [String] = []

    init(_ node: XMLNode, key: String, reader: LEIReader) {
        self.node = node
        self.reader = reader
        draft = RecordDraft(key: key)
    }

    /// Reads name, summary and description; HTML is made plain.
    mutating func readTexts() {
        draft.name = node.value("NOM").map(HTMLText.plain) ?? ""
        draft.setText(.name, .french, draft.name, limit: 255)
        let summary = node.value("COMMENTAIREL1").map(HTMLText.plain) ?? ""
        let parts = ["COMMENTAIRE", "COMMENTAIREHTML", "COMMENTAIREL2"].compactMap { node.value($0) }.map(
            HTMLText.plain)
        var paragraphs: [String] = []
        for part in parts where !paragraphs.contains(part) && part != summary { paragraphs.append(part) }
        draft.setText(.summary, .french, summary, limit: 4_000)
        draft.setText(.description, .french, paragraphs.joined(separator: "\n\n"), limit: 30_000)
    }

    /// Chooses the category by the name of the type; what takes place in a time is an event.
    mutating func readCategory() -> Bool {
        let name = node.value("TYPE_NOM") ?? ""
        if let entry = reader.categories.entry(name) {
            draft.set(.category, nil, .code(entry.code))
            if entry.parent == nil {
                draft.note(
                    "category", "category.general", .info, "only the family \(entry.code) fits “\(name)”")
            }
            return true
        }
        guard isEvent, reader.tools.vocabularies[.categories].entry("event") != nil else { return false }
        draft.set(.category, nil, .code("event"))
        let message = "“\(name.prefix(60))” is no type known here: taken as event because it has dates"
        draft.note("category", "category.assumed", .warning, message)
        return true
    }

    /// Whether it takes place in a time.
    var isEvent: Bool { node.value("PERIODE_DU") != nil || node.value("PERIODE_AU") != nil }

    /// Reads address and point.
    mutating func readPlace() {
        var address = Address()
        let street = ["ADRPROD_NUM_VOIE", "ADRPROD_LIB_VOIE"].compactMap { node.value($0) }.joined(
            separator: " ")
        for line in [node.value("ADRPROD_COMPL_ADRESSE"), street, node.value("ADRPROD_DISTRI_SPE")] {
            let kept = draft.fitted(line ?? "", 200, at: "location.address")
            if !kept.isEmpty { address.lines.append(kept) }
        }
        address.commune = node.value("ADRPROD_LIBELLE_COMMUNE").map { String($0.prefix(100)) }
        address.postcode = draft.postcode(node.value("ADRPROD_CP"))
        let code = node.value("INSEE")
        var commune: Commune?
        if address != Address() || code != nil {
            commune = draft.commune(code, &address, reader.tools.communes)
            if address.commune == nil { address.commune = commune?.name }
            draft.set(.address, nil, .address(address))
        }
        switch (node.value("LATITUDE"), node.value("LONGITUDE")) {
        case (let latitude?, let longitude?): draft.setPoint(latitude, longitude, near: commune)
        case (nil, nil): break
        default:
            draft.note(
                "location.point", "geo.invalid", .warning, "only one of latitude and longitude is said")
        }
    }

    /// Reads telephones, mails and pages of the place, of the provider, and of whoever is in charge (not public).
    mutating func readContacts() {
        for (prefix, role) in [
            ("ADRPROD_", ContactRole("establishment")), ("ADRPREST_", ContactRole("establishment")),
            ("ADRPEC_", ContactRole("manager", isPublic: false)),
        ] {
            for child in node.children where child.name.hasPrefix(prefix) {
                guard let value = child.value else { continue }
                switch child.name.dropFirst(prefix.count) {
                case "TEL", "TEL2": draft.addPhone(value, role)
                case "FAX": draft.addPhone(value, role, isFax: true)
                case "EMAIL", "EMAIL2": draft.addMail(value, role)
                case "URL", "URL2": draft.addLink(value, role, reader.tools)
                default: if prefix != "ADRPROD_" { noteUnmapped(child.name) }
                }
            }
        }
    }

    /// Notes that an element carries facts that have no place in the model.
    mutating func noteUnmapped(_ name: String) {
        if !unmapped.contains(name) { unmapped.append(name) }
    }

    /// Turns what was left aside into findings, one for each element.
    mutating func noteUnmapped() {
        for child in node.children where !Self.known.contains(child.name) && !child.name.hasPrefix("ADRP") {
            if !child.isVoid { noteUnmapped(child.name) }
        }
        for name in unmapped {
            draft.note(name, "unmapped", .info, "\(name) has no place in a listing and was not taken")
        }
    }

    private static let known: Set<String> = [
        "PRODUIT", "NOM", "TYPE_DE_PRODUIT", "TYPE_NOM", "ENTITE_GESTIONNAIRE", "INSEE", "LATITUDE",
        "LONGITUDE",
        "COMMENTAIRE", "COMMENTAIREHTML", "COMMENTAIREL1", "COMMENTAIREL2", "DATMAJ", "DATECREATION",
        "PERIODE_DU", "PERIODE_AU", "CRITERES", "HORAIRES",
    ]
}
