import Directory

extension DATAtourismeMapping {
    private static let roles = [
        (property: "hasContact", role: ContactRole("establishment")),
        (property: "hasBookingContact", role: ContactRole("booking")),
        (property: "hasManagementContact", role: ContactRole("manager", isPublic: false)),
        (property: "hasAdministrativeContact", role: ContactRole("manager", isPublic: false)),
    ]

    /// Reads telephones, mails and addresses of the web; the last are sorted by whom their host belongs to.
    mutating func readContacts() {
        for (property, role) in Self.roles {
            for agent in object.values(property) {
                for text in agent.plainTexts("schema:telephone") { draft.addPhone(text, role) }
                for text in agent.plainTexts("schema:faxNumber") { draft.addPhone(text, role, isFax: true) }
                for text in agent.plainTexts("schema:email") { draft.addMail(text, role) }
                for text in agent.plainTexts("foaf:homepage") { draft.addLink(text, role, reader.tools) }
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
}
