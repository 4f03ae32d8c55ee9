import Directory

extension TourInFranceMapping {
    /// Reads telephones, mails and addresses of the web; the last are sorted by whom their host belongs to.
    mutating func readContacts() {
        let contacts = node.all(at: "Contacts", "DetailContact")
        // The establishment's own first: what others repeat is then known to be its own.
        let roles = contacts.map { (contact: $0, role: role($0["type"] ?? "")) }
        for wanted in ["establishment", "booking", "manager"] {
            for (contact, role) in roles where role?.role == wanted {
                if let role { read(contact, role) }
            }
        }
        for (contact, role) in roles where role == nil && !contact.descendants("Coord").isEmpty {
            noteUnmapped("Contacts.\(contact["type"] ?? "")")
        }
    }

    /// Whose contact a type is; nil for those of tourist offices and of people who have nothing to do with guests.
    private func role(_ type: String) -> ContactRole? {
        switch reader.tools.vocabularies[.contactRoles].entry("tif", type)?.code {
        case "booking": ContactRole("booking")
        case "manager": ContactRole("manager", isPublic: false)
        case "establishment": ContactRole("establishment")
        default: Self.informing.contains(type) ? ContactRole("establishment") : nil
        }
    }

    private mutating func read(_ contact: XMLNode, _ role: ContactRole) {
        for person in contact.descendants("DetailPersonne")
        where person.value("Nom") != nil || person.value("Prenom") != nil {
            noteUnmapped("Contacts.Personne")
        }
        for means in contact.descendants("DetailMoyenCom") {
            for text in means.all("Coord").compactMap(\.value) {
                read(text, means.attribute("type") ?? "", means.attribute("libelle"), role)
            }
        }
    }

    private mutating func read(_ text: String, _ type: String, _ label: String?, _ role: ContactRole) {
        switch type {
        case "04.02.01", "04.02.06": draft.addPhone(text, role)
        case "04.02.02": draft.addPhone(text, role, isFax: true)
        case "04.02.03": noteUnmapped("Contacts.04.02.03")
        case "04.02.04": draft.addMail(text, role)
        case _ where type.hasPrefix("04.02.05"): addLink(text, role)
        // Codes of the producers' own: what it is can be seen.
        case _ where EmailAddress(text) != nil: draft.addMail(text, role)
        case _ where PhoneNumber(text) != nil: draft.addPhone(text, role)
        case _ where WebAddress(repairing: text) != nil: addLink(text, role)
        default:
            let message = "“\(text.prefix(80))” (\(label ?? type)) is no known means of communication"
            draft.note("contacts", "contact.unknown", .warning, message)
        }
    }

    private mutating func addLink(_ text: String, _ role: ContactRole) {
        draft.addLink(text, role, reader.tools, mode: role.role == "booking" ? bookingMode : nil)
    }

    /// How the establishment itself is booked.
    private var bookingMode: String? {
        let types = node.all("ModesReservations").flatMap(\.children).compactMap { $0["type"] }
        let modes = reader.tools.vocabularies[.bookingModes]
        return types.lazy.compactMap { modes.entry("tif", $0)?.code }.first
    }

    /// Notes the modes of booking that say nothing of a page.
    mutating func readReservations() {
        let modes = reader.tools.vocabularies[.bookingModes]
        for mode in node.all("ModesReservations").flatMap(\.children) {
            guard let type = mode.attribute("type"), modes.entry("tif", type) != nil, hasBookingPage else {
                noteUnmapped("ModesReservations.\(mode.attribute("type") ?? mode.name)")
                continue
            }
        }
    }

    private var hasBookingPage: Bool { !draft.values(.salesChannels).isEmpty }

    /// Reads the numbers of registers, which stay private.
    mutating func readLegal() {
        for block in node.all("InformationsLegales") {
            if let text = block.value("SIRET") {
                let digits = text.filter { !$0.isWhitespace }
                if Siret.isValid(digits) {
                    draft.set(.legal, "siret", .text(digits))
                } else {
                    draft.note(
                        "legal.siret", "siret.invalid", .warning, "“\(text.prefix(30))” is not a SIRET")
                }
            }
            for (name, key) in [("APE_NAF", "ape"), ("RCS", "rcs")] {
                guard let text = block.value(name) else { continue }
                let kept = draft.fitted(text, 100, at: "legal.\(key)")
                if !kept.isEmpty { draft.set(.legal, key, .text(kept)) }
            }
            for child in block.children where !["SIRET", "APE_NAF", "RCS"].contains(child.name) {
                if child.value != nil { noteUnmapped("InformationsLegales.\(child.name)") }
            }
        }
    }

    /// Host, organiser and the like: they answer for the establishment.
    private static let informing: Set<String> = [
        "04.03.01", "04.03.18", "04.03.25", "04.03.26", "04.03.27", "04.03.28", "04.03.31", "04.03.32",
        "04.03.34",
    ]
}
