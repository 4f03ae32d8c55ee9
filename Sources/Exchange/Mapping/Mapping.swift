import Directory

/// How the columns of somebody's table, or the members of their JSON, become the fields of a listing.
///
/// Written as YAML in `db/mappings`; see the README there for what may stand in it.
package struct Mapping: Sendable {
    /// What the records are cut out of.
    package enum Format: String, Sendable, CaseIterable {
        case csv
        case geojson
        case json
        case tourinsoft
    }

    /// The mapping's own name.
    package let name: String
    /// The name of the source, where the person who imports gives none.
    package let source: String
    /// What the records are cut out of.
    package let format: Format
    /// Changes with anything in the mapping.
    package let fingerprint: String
    /// Whether the mapping is only there to be copied and named: it is not chosen by itself.
    package let isTemplate: Bool
    /// Whether columns may be missing or new ones come: then the key alone tells that the mapping fits.
    let isOpen: Bool
    /// The key under which the source knows a record.
    let key: MappingKey
    /// The ways to find the category, the first that gives one counts.
    let category: [MappingCategory]
    /// What becomes of each column; one column may have several rules.
    let rules: [ColumnRule]
    /// Columns that say nothing about the establishment.
    let ignored: Set<String>
    /// All columns that a table of this kind has.
    let labels: Set<String>
    /// Whether this is the table that Fitxa writes: its keys are the ids of listings.
    let isOwn: Bool
    /// Columns, or members of JSON, that carry facts without a place in a listing.
    let unmapped: [String]
    /// Values for every record, such as the country.
    let constants: [String: String]
    /// The texts that mean nothing.
    let empty: Set<String>
    /// Beginnings of the paths of which this kind of file says nothing: what the source said earlier stays.
    let silent: [String]
    /// Where in a JSON text the records are; by name where the same records stand in several places.
    let records: [(name: String, path: [String])]
    /// The path of what tells that two records of several places are one.
    let join: [String]?
    /// The system whose codes the vocabularies are asked for.
    let system: String?
    /// The language of texts without one.
    let language: LanguageCode

    /// Whether a table with these column labels is of this kind.
    package func fits(_ labels: some Collection<String>) -> Bool {
        if isOpen {
            let folded = Set(labels.map(FoldedText.name))
            return key.columns.allSatisfy { folded.contains(FoldedText.name($0)) }
        }
        return labels.count == self.labels.count && labels.allSatisfy(self.labels.contains)
    }

    /// Whether a record of JSON is of this kind: it has what the key is made of.
    func fits(_ json: JSON) -> Bool {
        let cells = MappedCells(json, self)
        return key.columns.allSatisfy { !cells.values($0).isEmpty }
    }

    /// The columns without which no record can be read and that are not among these labels.
    package func missing(from labels: some Collection<String>) -> [String] {
        let known = Set(labels)
        let folded = isOpen ? Set(labels.map(FoldedText.name)) : []
        return key.columns.filter { !known.contains($0) && !folded.contains(FoldedText.name($0)) }
    }
}
