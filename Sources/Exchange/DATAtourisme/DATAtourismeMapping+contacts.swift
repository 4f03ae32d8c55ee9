import Directory

extension DATAtourismeMapping {
    private static let roles = [
        (property: "hasContact", role: "establishment", isPublic: true),
        (property: "hasBookingContact", role: "booking", isPublic: true),
        (property: "hasManagementContact", role: "manager", isPublic: false),
        (property: "hasAdministrativeContact", role: "manager", isPublic: false),
    ]

    /// Reads telephones, mails and addresses of the web; the last are sorted by whom their host belongs to.
    mutating func readContacts() {
        for (property, role, isPublic) in Self.roles {
            for agent in object.values(property) {
                for text in agent.plainTexts("schema:telephone") { readPhone(text, role, isPublic) }
                for text in agent.plainTexts("schema:faxNumber") {
                    readPhone(text, role, isPublic, isFax: true)
                }
                for text in agent.plainTexts("schema:email") { readMail(text, role, isPublic) }
                for text in agent.plainTexts("foaf:homepage") { readLink(text, role, isPublic) }
                for name in [
                    "schema:legalName", "schema:address", "foaf:title", "schema:givenName",
                    "schema:familyName",
                ]
                where agent[name].map({ !$0.isVoid }) ?? false {
                    noteUnmapped("\(property).\(name)")
                }
            }
        }
    }

    private mutating func add(_ contact: Contact) {
        let isThere = draft.values(.contacts).contains { value in
            guard case .contact(let standing) = value else { return false }
            return standing.kind == contact.kind && standing.value == contact.value
        }
        if !isThere { draft.add(.contacts, .contact(contact)) }
    }

    private mutating func readPhone(_ text: String, _ role: String, _ isPublic: Bool, isFax: Bool = false) {
        if let phone = PhoneNumber(text) {
            let kind = isFax ? "fax" : phone.isMobile ? "mobile" : "phone"
            add(Contact(kind: kind, value: phone.e164, role: role, isPublic: isPublic))
        } else if let mail = EmailAddress(text) {
            draft.note(
                "contacts", "contact.misplaced", .warning, "“\(text.prefix(80))” stood among the telephones")
            add(Contact(kind: "email", value: mail.text, role: role, isPublic: isPublic))
        } else {
            draft.note(
                "contacts", "phone.invalid", .warning, "“\(text.prefix(80))” is not a telephone number")
        }
    }

    private mutating func readMail(_ text: String, _ role: String, _ isPublic: Bool) {
        let bare = text.hasPrefix("mailto:") ? String(text.dropFirst(7)) : text
        guard let mail = EmailAddress(bare) else {
            draft.note("contacts", "email.invalid", .warning, "“\(text.prefix(80))” is not an e-mail address")
            return
        }
        add(Contact(kind: "email", value: mail.text, role: role, isPublic: isPublic))
    }

    private mutating func readLink(_ text: String, _ role: String, _ isPublic: Bool) {
        guard let url = WebAddress(repairing: text.withoutSpaces) else {
            guard let mail = EmailAddress(text) else {
                draft.note(
                    "contacts", "url.invalid", .warning, "“\(text.prefix(120))” is not an address of the web")
                return
            }
            draft.note(
                "contacts", "contact.misplaced", .warning, "“\(text.prefix(80))” stood among the web sites")
            add(Contact(kind: "email", value: mail.text, role: role, isPublic: isPublic))
            return
        }
        if let kind = reader.contactHosts.code(of: url.host) {
            add(Contact(kind: kind, value: url.text, role: role, isPublic: isPublic))
        } else if !isPublic {
            add(Contact(kind: "website", value: url.text, role: role, isPublic: false))
        } else if let platform = reader.salesHosts.code(of: url.host) {
            addChannel(platform, url)
        } else if let platform = reader.reviewHosts.code(of: url.host) {
            let profile = ReviewProfile(platform: platform, url: url, reader.vocabularies)
            draft.add(.reviewProfiles, .reviewProfile(profile))
        } else if role == "booking" {
            if !isWebsite(url) { addChannel("direct", url) }
        } else if !isWebsite(url) {
            add(Contact(kind: "website", value: url.text, role: role))
        }
    }

    private mutating func addChannel(_ platform: String, _ url: WebAddress) {
        let channel = SalesChannel(platform: platform, url: url.secured, reader.vocabularies)
        guard let key = draft.add(.salesChannels, .salesChannel(channel)), !url.isSecure else { return }
        let message = "\(url.host) was given with http:// and is taken with https://"
        draft.note("sales_channels/\(key)", "channel.https_assumed", .info, message)
    }

    /// Whether a web site of the establishment stands already at that host and path.
    private func isWebsite(_ url: WebAddress) -> Bool {
        draft.values(.contacts).contains { value in
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
