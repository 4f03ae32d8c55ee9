/// One entry of a controlled list.
package struct VocabularyEntry: Sendable, Hashable {
    /// The code, as listings hold it.
    package let code: String
    /// The entry above this one.
    package let parent: String?
    /// What people read, French and English at least.
    package let labels: Translations
    /// The codes of other systems: `datatourisme`, `apidae`, `tif`, `tourinsoft`, `schema_org`, `osm`; no key where
    /// the entry is unmapped on purpose.
    package let codes: [String: [String]]
    /// The day from which the entry is no longer offered.
    package let deprecatedOn: CalendarDate?
    /// The entry to use in its place.
    package let replacedBy: String?
    /// The further columns of that list (`hosts`, `families`, `id_pattern`, `values`, `rank` …), empty ones left out.
    package let attributes: [String: String]

    /// An entry of these parts.
    package init(
        code: String, parent: String? = nil, labels: Translations, codes: [String: [String]] = [:],
        deprecatedOn: CalendarDate? = nil, replacedBy: String? = nil, attributes: [String: String] = [:]
    ) {
        self.code = code
        self.parent = parent
        self.labels = labels
        self.codes = codes
        self.deprecatedOn = deprecatedOn
        self.replacedBy = replacedBy
        self.attributes = attributes
    }

    /// A further column cut at `|`.
    package func values(_ attribute: String) -> [String] {
        attributes[attribute]?.split(separator: "|").map(String.init) ?? []
    }

    /// The entry as `/v1/vocabularies` shows it.
    package var json: JSON {
        var object = JSONObject()
        object.append("code", .string(code))
        object.append("parent", JSON(parent))
        object.append("labels", labels.json)
        let systems = codes.sorted { $0.key < $1.key }
        object.append(
            "codes",
            .object(
                JSONObject(
                    systems.map { JSONObject.Member(key: $0.key, value: .array($0.value.map(JSON.string))) }))
        )
        object.append("deprecated_on", JSON(deprecatedOn?.description))
        object.append("replaced_by", JSON(replacedBy))
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            object.append(name, .string(value))
        }
        return .object(object)
    }
}
