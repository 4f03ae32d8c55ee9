/// A picture or document of the establishment, by its address.
package struct Media: Hashable, Sendable {
    /// Where it lies.
    package var url: WebAddress
    /// Who is to be named.
    package var credit: String?
    /// The licence under which it may be shown.
    package var licence: String?
    /// What it shows.
    package var caption: Translations?
    /// The last day on which it may be shown.
    package var expiresOn: CalendarDate?

    /// A medium of these parts.
    package init(
        url: WebAddress, credit: String? = nil, licence: String? = nil, caption: Translations? = nil,
        expiresOn: CalendarDate? = nil
    ) {
        (self.url, self.credit, self.licence) = (url, credit, licence)
        (self.caption, self.expiresOn) = (caption, expiresOn)
    }

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = ValueReader(json, at: path, vocabularies)
        reader.ignore("key")
        let url = reader.required("url", reader.parsed("url", "url.invalid") { WebAddress($0) })
        let credit = reader.text("credit", limit: 500)
        let licence = reader.text("licence", limit: 200)
        let caption = reader.translations("caption", limit: 1_000)
        let expiresOn = reader.date("expires_on")
        try reader.finish()
        guard let url else { throw Invalid([FieldProblem(path, "required", "url is missing")]) }
        self.init(url: url, credit: credit, licence: licence, caption: caption, expiresOn: expiresOn)
    }

    /// The medium as the contract shows it, without its key.
    package var json: JSON {
        [
            "url": .string(url.text), "credit": JSON(credit), "licence": JSON(licence),
            "caption": caption?.json ?? .null, "expires_on": JSON(expiresOn?.description),
        ]
    }
}
