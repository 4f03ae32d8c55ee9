import Directory

extension MappedRecord {
    /// Reads contacts, channels and profiles; false where the column is something else.
    mutating func readContact(_ text: String, _ rule: ColumnRule) -> Bool {
        let role = ContactRole(rule.role, isPublic: rule.isPublic)
        switch rule.target {
        case .phone: for piece in cut(text, rule) { addAny(piece, role, .phone) }
        case .fax: for piece in cut(text, rule) { addAny(piece, role, .fax) }
        case .email: for piece in cut(text, rule) { addAny(piece, role, .email) }
        case .link: for piece in links(text, rule) { addAny(piece, role, .link) }
        case .anyContact: for piece in cut(text, rule) { addAny(piece, role, nil) }
        case .typedContacts: readTypedContacts(text, rule, role)
        case .socialPages:
            readParts(text, rule, count: 2) { record, parts in record.addSocial(parts[1], role) }
        case .bookingCentre:
            readParts(text, rule, count: 5) { record, parts in
                for url in parts[1...2] { record.addAny(url, ContactRole("booking"), .link) }
                record.addAny(parts[3], ContactRole("booking"), .phone)
                record.addAny(parts[4], ContactRole("booking"), .email)
                record.noteName(parts[0], rule)
            }
        case .person:
            readParts(text, rule, count: 3) { record, parts in
                record.addAny(parts[1], role, .phone)
                record.addAny(parts[2], role, .email)
                record.noteName(parts[0], rule)
            }
        default: return false
        }
        return true
    }

    /// What a column is said to hold; what stands there instead goes where it belongs.
    enum ContactShape {
        case phone
        case fax
        case email
        case link
    }

    private func cut(_ text: String, _ rule: ColumnRule) -> [String] {
        rule.separators.reduce([text]) { pieces, separator in
            pieces.flatMap { PartedText.split($0, separator) }
        }
    }

    /// Cuts only where behind the separator another address begins: `#` and `,` also stand in addresses.
    private func links(_ text: String, _ rule: ColumnRule) -> [String] {
        var pieces: [String] = []
        for piece in cut(text, rule) {
            let isAddress =
                WebAddress(repairing: unnamed(piece.trimmed).withoutSpaces) != nil
                || EmailAddress(piece) != nil
            if isAddress || pieces.isEmpty {
                pieces.append(piece)
            } else {
                pieces[pieces.count - 1] += (rule.separators.first ?? "") + piece
            }
        }
        return pieces
    }

    mutating func addAny(_ raw: String, _ given: ContactRole, _ shape: ContactShape?) {
        let isCentral = raw.trimmed.hasPrefix("ot_central=")
        let role = isCentral ? ContactRole(given.role, isPublic: given.isPublic, isCentral: true) : given
        let text = unnamed(Self.unwrapped(raw.trimmed.trimming(";,.|")))
        guard !mapping.empty.contains(text) else { return }
        if let mail = Self.mail(text) {
            if shape != .email, shape != nil {
                let message = "“\(text.prefix(80))” is an e-mail address and stood elsewhere"
                draft.note("contacts", "contact.misplaced", .warning, message)
            }
            draft.add(Contact(kind: "email", value: mail.text, role: role.role, isPublic: role.isPublic))
        } else if shape == .link, PhoneNumber(text) != nil {
            draft.note(
                "contacts", "contact.misplaced", .warning, "“\(text.prefix(80))” stood among the web sites")
            draft.addPhone(text, role)
        } else if shape == .link {
            addLink(text, role)
        } else if shape == nil, PhoneNumber(text) == nil, WebAddress(repairing: text) != nil {
            addLink(text, role)
        } else if shape == .email {
            readMisplacedMail(text, role)
        } else if let url = Self.link(text) {
            draft.note(
                "contacts", "contact.misplaced", .warning, "“\(text.prefix(80))” stood among the telephones")
            draft.addLink(url, role, tools)
        } else {
            addPhone(text, role, isFax: shape == .fax)
        }
    }

    /// Without the brackets around the whole, and without the space behind `www.`.
    private static func unwrapped(_ text: String) -> String {
        let bare = text.hasPrefix("(") && text.hasSuffix(")") ? String(text.dropFirst().dropLast()) : text
        guard let mark = bare.firstIndex(of: " "), bare[..<mark].hasSuffix("www.") else { return bare }
        return String(bare[..<mark] + bare[bare.index(after: mark)...])
    }

    /// `booking=https://…`, as our own tables have it: the host tells the platform.
    private func unnamed(_ text: String) -> String {
        guard let mark = text.firstIndex(of: "="), text[text.index(after: mark)...].hasPrefix("http"),
            tools.vocabularies[.salesPlatforms].entry(String(text[..<mark])) != nil
        else { return text }
        return String(text[text.index(after: mark)...])
    }

    /// An address of the web, also one with a slip before its host that can only be meant in one way.
    private mutating func addLink(_ text: String, _ role: ContactRole) {
        if WebAddress(repairing: text.withoutSpaces) != nil { return draft.addLink(text, role, tools) }
        var rest = text[...]
        while true {
            rest = rest.drop { ":/\\- ".contains($0) }
            guard let scheme = ["https", "http", "htt"].first(where: { rest.lowercased().hasPrefix($0) }),
                let next = rest.dropFirst(scheme.count).first, ":/".contains(next)
            else { break }
            rest = rest.dropFirst(scheme.count)
        }
        let isSecure = text.lowercased().contains("https")
        let repaired = (isSecure ? "https://" : "http://") + rest
        guard rest.count < text.count, rest.contains("."), WebAddress(repaired) != nil else {
            return draft.addLink(text, role, tools)
        }
        draft.note(
            "contacts", "url.repaired", .info, "“\(text.prefix(80))” was read as \(repaired.prefix(80))")
        draft.addLink(repaired, role, tools)
    }

    private mutating func readMisplacedMail(_ text: String, _ role: ContactRole) {
        if PhoneNumber(text) != nil {
            draft.note(
                "contacts", "contact.misplaced", .warning, "“\(text.prefix(80))” stood among the e-mails")
            draft.addPhone(text, role)
        } else if let url = Self.link(text) {
            draft.note(
                "contacts", "contact.misplaced", .warning, "“\(text.prefix(80))” stood among the e-mails")
            draft.addLink(url, role, tools)
        } else {
            draft.addMail(text, role)
        }
    }

    /// A number, also several in one cell and with a word before or behind it.
    private mutating func addPhone(_ text: String, _ role: ContactRole, isFax: Bool) {
        if PhoneNumber(text) != nil { return draft.addPhone(text, role, isFax: isFax) }
        let parts = text.split { $0 == "/" || $0 == "," || $0 == "|" }.map { String($0).trimmed }
        if parts.count > 1, parts.allSatisfy({ PhoneNumber($0) != nil }) {
            for part in parts { draft.addPhone(part, role, isFax: isFax) }
            return
        }
        // What stands in brackets behind a number is what it costs.
        if let bracket = text.firstIndex(of: "("), PhoneNumber(String(text[..<bracket]).trimmed) != nil {
            draft.addPhone(String(text[..<bracket]).trimmed, role, isFax: isFax)
            let message = "of “\(text.prefix(80))” only the number was taken"
            return draft.note("contacts", "phone.trimmed", .info, message)
        }
        let signs = Set("0123456789+ .-()\u{A0}\u{2009}\u{202F}")
        let runs = text.split { !signs.contains($0) }.map { $0.filter { $0 != "\u{2009}" } }
        let numbers = runs.map { Self.international($0.trimmed.trimming(".-()")) }.filter {
            PhoneNumber($0) != nil
        }
        guard numbers.count == 1 else { return draft.addPhone(text, role, isFax: isFax) }
        draft.addPhone(numbers[0], role, isFax: isFax)
        if runs.count > 1 || text.contains(where: \.isLetter) {
            let message = "of “\(text.prefix(80))” only the number was taken"
            draft.note("contacts", "phone.trimmed", .info, message)
        }
    }

    /// French numbers are also written with their calling code and without the plus.
    private static func international(_ text: String) -> String {
        let digits = text.filter(\.isNumber)
        return digits.count == 11 && digits.hasPrefix("33") && !text.contains("+") ? "+" + digits : text
    }

    /// A mail address, also one that somebody took for a page or wrote with spaces or `(at)`.
    private static func mail(_ text: String) -> EmailAddress? {
        var bare = text
        for prefix in ["mailto:", "http://", "https://"] where bare.lowercased().hasPrefix(prefix) {
            bare = String(bare.dropFirst(prefix.count)).trimmed
        }
        if bare.lowercased().hasPrefix("www.") { bare = String(bare.dropFirst(4)) }
        bare = bare.replacing("(at)", with: "@").replacing(" @", with: "@").replacing("@ ", with: "@")
        // A mail address may hold a slash, but then it is the path of a page: `tiktok.com/@name`.
        return bare.contains("/") ? nil : EmailAddress(bare)
    }

    private static func link(_ text: String) -> String? {
        let lower = text.lowercased()
        guard lower.hasPrefix("http") || lower.hasPrefix("www."), WebAddress(repairing: text) != nil else {
            return nil
        }
        return text
    }

    private mutating func addSocial(_ url: String, _ role: ContactRole) {
        addAny(url, role, .link)
    }

    private mutating func noteName(_ name: String, _ rule: ColumnRule) {
        guard !name.isEmpty else { return }
        draft.note(
            rule.column, "contact.name", .info, "the name “\(name.prefix(60))” has no place in a contact")
    }

    /// Hands out the values that have `count` parts; a cell that does not fit is told.
    mutating func readParts(
        _ text: String, _ rule: ColumnRule, count: Int, _ take: (inout MappedRecord, [String]) -> Void
    ) {
        guard let rows = PartedText.rows(text, count: count, separator: rule.parts, list: rule.list) else {
            let message = "“\(text.prefix(60))” has not \(count) parts"
            draft.note(rule.column, "parts.count", .warning, message)
            return
        }
        for row in rows { take(&self, row) }
    }

    /// `Téléphone filaire|02 37 53 43 60#Mél|…`: the first part names what the second is.
    private mutating func readTypedContacts(_ text: String, _ rule: ColumnRule, _ role: ContactRole) {
        for item in PartedText.split(text, rule.list) {
            let parts = PartedText.split(item, rule.parts).map(\.trimmed)
            guard parts.count >= 2, !parts[1].isEmpty else { continue }
            addAny(parts[1], role, Self.shape(parts[0]))
        }
    }

    /// The same as an object of Tourinsoft V3: one member names the kind, another is the value.
    mutating func readTypedContact(_ json: JSON, _ rule: ColumnRule) {
        let role = ContactRole(rule.role, isPublic: rule.isPublic)
        guard let object = json.object else { return }
        let kind = object.members.lazy.compactMap { $0.value["ThesLibelle"]?.scalarText }.first ?? ""
        for member in object.members {
            let name = FoldedText.name(member.key)
            guard name.hasPrefix("coordonnee") || name == "lien" || name == "url",
                let text = member.value.scalarText
            else { continue }
            addAny(text, role, Self.shape(kind))
        }
    }

    private static func shape(_ label: String) -> ContactShape? {
        let words = FoldedText.words(label)
        if words.contains(where: { $0.hasPrefix("fax") || $0.hasPrefix("telecop") }) { return .fax }
        if words.contains(where: { $0.hasPrefix("tel") || $0 == "portable" || $0 == "mobile" }) {
            return .phone
        }
        if words.contains(where: { $0.hasPrefix("mel") || $0.contains("mail") || $0 == "courriel" }) {
            return .email
        }
        if words.contains(where: { $0 == "site" || $0 == "url" || $0 == "web" }) { return .link }
        return nil
    }
}

extension String {
    /// The text without these signs and white space at either end.
    func trimming(_ signs: String) -> String {
        var text = self[...]
        while let last = text.last, signs.contains(last) || last.isWhitespace { text = text.dropLast() }
        while let first = text.first, first != "(", signs.contains(first) || first.isWhitespace {
            text = text.dropFirst()
        }
        return String(text)
    }
}
