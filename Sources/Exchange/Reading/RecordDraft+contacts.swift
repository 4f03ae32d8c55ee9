import Directory

/// Whose contact it is and who may see it.
struct ContactRole {
    let role: String
    let isPublic: Bool
    /// Whether it is the booking centre of an office, which sells for many.
    let isCentral: Bool

    init(_ role: String, isPublic: Bool = true, isCentral: Bool = false) {
        (self.role, self.isPublic, self.isCentral) = (role, isPublic, isCentral)
    }
}

extension RecordDraft {
    /// Adds a contact, once where the same value stands already.
    mutating func add(_ contact: Contact) {
        let isThere = values(.contacts).contains { value in
            guard case .contact(let standing) = value else { return false }
            return standing.kind == contact.kind && standing.value == contact.value
        }
        if !isThere { add(.contacts, .contact(contact)) }
    }

    /// Adds a telephone or a fax; a mail address that stands there goes where it belongs.
    mutating func addPhone(_ text: String, _ role: ContactRole, isFax: Bool = false) {
        if let phone = PhoneNumber(text) {
            let kind = isFax ? "fax" : phone.isMobile ? "mobile" : "phone"
            add(Contact(kind: kind, value: phone.e164, role: role.role, isPublic: role.isPublic))
        } else if let mail = EmailAddress(text) {
            note("contacts", "contact.misplaced", .warning, "“\(text.prefix(80))” stood among the telephones")
            add(Contact(kind: "email", value: mail.text, role: role.role, isPublic: role.isPublic))
        } else {
            note("contacts", "phone.invalid", .warning, "“\(text.prefix(80))” is not a telephone number")
        }
    }

    /// Adds an e-mail address, with or without `mailto:`.
    mutating func addMail(_ text: String, _ role: ContactRole) {
        let bare = text.hasPrefix("mailto:") ? String(text.dropFirst(7)) : text
        guard let mail = EmailAddress(bare) else {
            note("contacts", "email.invalid", .warning, "“\(text.prefix(80))” is not an e-mail address")
            return
        }
        add(Contact(kind: "email", value: mail.text, role: role.role, isPublic: role.isPublic))
    }

    /// Adds an address of the web as contact, sales channel or review profile, by whom its host belongs to.
    mutating func addLink(_ text: String, _ role: ContactRole, _ tools: ReadingTools, mode: String? = nil) {
        guard let url = WebAddress(repairing: text.withoutSpaces) else {
            guard let mail = EmailAddress(text) else {
                note(
                    "contacts", "url.invalid", .warning, "“\(text.prefix(120))” is not an address of the web")
                return
            }
            note("contacts", "contact.misplaced", .warning, "“\(text.prefix(80))” stood among the web sites")
            add(Contact(kind: "email", value: mail.text, role: role.role, isPublic: role.isPublic))
            return
        }
        if let kind = tools.vocabularies[.contactKinds].entry(host: url.host)?.code {
            add(Contact(kind: kind, value: url.text, role: role.role, isPublic: role.isPublic))
        } else if !role.isPublic {
            add(Contact(kind: "website", value: url.text, role: role.role, isPublic: false))
        } else if let platform = tools.vocabularies[.salesPlatforms].entry(of: url)?.code {
            addChannel(platform, url, tools, mode: mode)
        } else if let platform = tools.vocabularies[.reviewPlatforms].entry(of: url)?.code {
            add(
                .reviewProfiles,
                .reviewProfile(ReviewProfile(platform: platform, url: url, tools.vocabularies)))
        } else {
            addOwnPage(url, role, tools, mode: mode)
        }
    }

    /// Adds a page that is no platform's: the establishment's own, or a booking centre's.
    private mutating func addOwnPage(
        _ url: WebAddress, _ role: ContactRole, _ tools: ReadingTools, mode: String?
    ) {
        // A house that is called so itself imitates nobody.
        if let imitated = SalesChannel.imitated(by: url, tools.vocabularies),
            imitated.isCertain || !FoldedText.words(name).contains(imitated.platform)
        {
            let end = imitated.isCertain ? "is not" : "is not known: it was taken as the establishment's own"
            let message = "\(url.host) looks like \(imitated.platform) and \(end)"
            note("contacts", "channel.lookalike", .warning, message)
            if imitated.isCertain { return }
        }
        if role.isCentral {
            addChannel("ot_central", url, tools, mode: mode)
        } else if role.role == "booking" {
            if !isWebsite(url) { addChannel("direct", url, tools, mode: mode) }
        } else if !isWebsite(url) {
            add(Contact(kind: "website", value: url.text, role: role.role))
        }
    }

    /// Adds a sales channel over https.
    mutating func addChannel(
        _ platform: String, _ url: WebAddress, _ tools: ReadingTools, mode: String? = nil
    ) {
        let channel = SalesChannel(platform: platform, url: url.secured, mode: mode, tools.vocabularies)
        guard let key = add(.salesChannels, .salesChannel(channel)) else { return }
        if let category = document.category, !channel.fits(category, tools.vocabularies) {
            let message = "\(platform) is no platform for the category \(category)"
            note("sales_channels/\(key)", "channel.category", .warning, message)
        }
        guard !url.isSecure else { return }
        let message = "\(url.host) was given with http:// and is taken with https://"
        note("sales_channels/\(key)", "channel.https_assumed", .info, message)
    }

    /// Whether a web site of the establishment stands already at that host and path.
    private func isWebsite(_ url: WebAddress) -> Bool {
        values(.contacts).contains { value in
            guard case .contact(let contact) = value, contact.kind == "website",
                let standing = WebAddress(contact.value)
            else { return false }
            return Self.place(standing) == Self.place(url)
        }
    }

    private static func place(_ url: WebAddress) -> String {
        let host = url.host.hasPrefix("www.") ? url.host.dropFirst(4) : url.host[...]
        let tail = url.tail.prefix { $0 != "#" }
        return String(host) + (tail.hasSuffix("/") ? tail.dropLast() : tail)
    }
}
