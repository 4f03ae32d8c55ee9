import Directory

extension ApidaeMapping {
    /// Reads the ways to reach the establishment, its booking desks and, in private, its people.
    mutating func readContacts() {
        readMeans(object["informations"], "informations", ContactRole("establishment"))
        for desk in object["reservation"]?.values("organismes") ?? [] {
            let type = desk["type"]?.reference.map { "\($0)" } ?? ""
            let isCentral = vocabularies[.salesPlatforms].entry("apidae", type)?.code == "ot_central"
            readMeans(desk, "reservation.organismes", ContactRole("booking", isCentral: isCentral))
            let known: Set<String> = [
                "moyensCommunication", "type", "identifiant", "nom", "structureReference", "locked",
            ]
            noteRest(of: desk, "reservation.organismes", but: known)
        }
        noteRest(of: object["reservation"], "reservation", but: ["organismes"])
        for person in object.values("contacts") {
            let code = person["fonction"]?.reference.map { "\($0)" } ?? ""
            let role = vocabularies[.contactRoles].entry("apidae", code)?.code ?? "manager"
            readMeans(person, "contacts", ContactRole(role, isPublic: false))
            noteRest(
                of: person, "contacts", but: ["moyensCommunication", "fonction", "identifiant", "referent"])
        }
    }

    private mutating func readMeans(_ json: JSON?, _ path: String, _ role: ContactRole) {
        for means in json?.values("moyensCommunication") ?? [] {
            for text in Self.coordinates(means["coordonnees"]) { readMeans(text, means["type"], role) }
            if means["observation"].map({ !$0.libelles.isEmpty }) ?? false {
                noteUnmapped("\(path).moyensCommunication.observation")
            }
        }
    }

    /// The values of all locales, each once.
    private static func coordinates(_ json: JSON?) -> [String] {
        var texts: [String] = []
        for value in json?.object.map({ $0.members.map(\.value) }) ?? json?.elements ?? [] {
            if let text = value.apidaeText, !texts.contains(text) { texts.append(text) }
        }
        return texts
    }

    private mutating func readMeans(_ text: String, _ type: JSON?, _ role: ContactRole) {
        switch type?.reference {
        case 201, 206: readPhones(text, role)
        case 202: readPhones(text, role, isFax: true)
        case 204: draft.addMail(text, role)
        case 205, 207, 3755, 3769, 3789, 4000, 4007, 4923: draft.addLink(text, role, reader.tools)
        default:
            // A kind that this project added to its Apidae: what the value looks like decides.
            if PhoneNumber(text) != nil {
                draft.addPhone(text, role)
            } else if EmailAddress(text) != nil {
                draft.addMail(text, role)
            } else if WebAddress(text) != nil {
                draft.addLink(text, role, reader.tools)
            } else {
                let kind = type?["libelleFr"]?.apidaeText ?? type?.reference.map { "\($0)" } ?? "no kind"
                let message = "“\(text.prefix(80))” (\(kind.prefix(40))) is no contact known here"
                draft.note("contacts", "contact.kind", .warning, message)
            }
        }
    }

    /// Reads one telephone, or several where each part of the text is one.
    private mutating func readPhones(_ text: String, _ role: ContactRole, isFax: Bool = false) {
        if PhoneNumber(text) == nil {
            for separator in [" / ", "/", " ou ", ";", ",", "\n", " - "] {
                let parts = text.split(separator: separator).map { String($0).trimmed }
                guard parts.count > 1, parts.allSatisfy({ PhoneNumber($0) != nil }) else { continue }
                for part in parts { draft.addPhone(part, role, isFax: isFax) }
                return
            }
        }
        draft.addPhone(text, role, isFax: isFax)
    }
}
