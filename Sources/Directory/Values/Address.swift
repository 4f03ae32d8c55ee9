/// A postal address with the commune's INSEE code.
package struct Address: Hashable, Sendable {
    /// The lines above postcode and commune, at most six.
    package var lines: [String]
    /// The postcode as written.
    package var postcode: String?
    /// The name of the commune.
    package var commune: String?
    /// The INSEE code of the commune (Code officiel géographique), five characters.
    package var insee: String?
    /// ISO 3166-1 alpha-2, `FR` unless said otherwise.
    package var country: String

    /// An address of these parts.
    package init(
        lines: [String] = [], postcode: String? = nil, commune: String? = nil, insee: String? = nil,
        country: String = "FR"
    ) {
        self.lines = lines
        self.postcode = postcode
        self.commune = commune
        self.insee = insee
        self.country = country
    }

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = ValueReader(json, at: path, vocabularies)
        var lines: [String] = []
        for (index, line) in (reader.member("lines")?.elements ?? []).enumerated() {
            guard let text = line.string?.trimmed, PlainText.problem(in: text, limit: 200) == nil, index < 6
            else {
                reader.fail("lines/\(index)", "address.line", "expected at most six lines of 200 characters")
                continue
            }
            if !text.isEmpty { lines.append(text) }
        }
        let postcode = reader.text("postcode", limit: 12)
        let commune = reader.text("commune", limit: 100)
        let insee = reader.parsed("insee", "insee.invalid", Self.insee)
        let country = reader.parsed("country", "country.invalid", Self.country) ?? "FR"
        if country == "FR", let postcode, !Self.isPostcode(postcode) {
            reader.fail("postcode", "postcode.invalid", "a French postcode has five digits")
        }
        try reader.finish()
        self.init(lines: lines, postcode: postcode, commune: commune, insee: insee, country: country)
    }

    /// The address as the contract shows it.
    package var json: JSON {
        [
            "lines": .array(lines.map(JSON.string)), "postcode": JSON(postcode), "commune": JSON(commune),
            "insee": JSON(insee), "country": .string(country),
        ]
    }

    /// The code where it has the form of an INSEE commune code (`64485`, `2A004`), else nil.
    package static func insee(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 5 else { return nil }
        for (index, byte) in bytes.enumerated() {
            let corsica = index == 1 && bytes[0] == UInt8(ascii: "2") && (byte == 0x41 || byte == 0x42)
            guard (0x30...0x39).contains(byte) || corsica else { return nil }
        }
        return text
    }

    private static func isPostcode(_ text: String) -> Bool {
        text.utf8.count == 5 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func country(_ text: String) -> String? {
        text.utf8.count == 2 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) } ? text : nil
    }
}
