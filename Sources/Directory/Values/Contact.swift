/// One way to reach the establishment.
package struct Contact: Hashable, Sendable {
    /// The code in `contact_kinds`.
    package var kind: String
    /// E.164 for telephones, the address for e-mail, the URL for the rest.
    package var value: String
    /// The code in `contact_roles`.
    package var role: String
    /// Whether the public may see it.
    package var isPublic: Bool

    /// A contact of these parts; the value is taken as it is.
    package init(kind: String, value: String, role: String = "establishment", isPublic: Bool = true) {
        self.kind = kind
        self.value = value
        self.role = role
        self.isPublic = isPublic
    }

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = ValueReader(json, at: path, vocabularies)
        reader.ignore("key")
        let kind = reader.required("kind", reader.code("kind", of: .contactKinds))
        let role = reader.code("role", of: .contactRoles) ?? "establishment"
        let isPublic = reader.flag("public") ?? true
        let code = kind.map(Self.rule) ?? "value.invalid"
        let value = reader.parsed("value", code) { text in
            kind.flatMap { Self.normalised(text, kind: $0) }
        }
        _ = reader.required("value", value)
        if vocabularies.asksHosts, let kind, let value { Self.checkHost(value, kind, &reader) }
        try reader.finish()
        self.init(kind: kind ?? "", value: value ?? "", role: role, isPublic: isPublic)
    }

    /// The contact as the contract shows it, without its key.
    package var json: JSON {
        ["kind": .string(kind), "value": .string(value), "role": .string(role), "public": .bool(isPublic)]
    }

    /// The value in its normal form for that kind, nil where it is not one.
    package static func normalised(_ text: String, kind: String) -> String? {
        switch rule(kind) {
        case "phone.invalid": PhoneNumber(text)?.e164
        case "email.invalid": EmailAddress(text)?.text
        default: WebAddress(repairing: text)?.text
        }
    }

    private static func rule(_ kind: String) -> String {
        switch kind {
        case "phone", "mobile", "fax", "whatsapp", "sms": "phone.invalid"
        case "email": "email.invalid"
        default: "url.invalid"
        }
    }

    private static func checkHost(_ value: String, _ kind: String, _ reader: inout ValueReader) {
        let hosts = reader.vocabularies[.contactKinds].entry(kind)?.values("hosts") ?? []
        guard !hosts.isEmpty, let address = WebAddress(value) else { return }
        if !hosts.contains(where: { HostName.isHost(address.host, within: $0) }) {
            reader.fail("value", "contact.host", "\(address.host) does not belong to \(kind)")
        }
    }
}
