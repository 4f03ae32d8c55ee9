import Directory

/// The cells of one record by the label of their column.
struct MappedCells {
    private let object: JSONObject
    private let byLabel: [String: JSON]
    private let byName: [String: JSON]
    private let isOpen: Bool
    /// The labels of the columns in which bytes of another encoding stand.
    let damaged: [String]
    /// How often the key of this record came before it in the file.
    let occurrence: Int

    /// The member that a splitter adds where the key of a record came before.
    static let occurrenceLabel = "#occurrence"
    /// The member that holds the cells behind the last column of the header.
    static let extraLabel = "#extra"
    /// The member that names the columns in which bytes of another encoding stand.
    static let damagedLabel = "#damaged"

    init(_ json: JSON, _ mapping: Mapping) {
        let root = json.object ?? JSONObject()
        occurrence = root[Self.occurrenceLabel]?.integer ?? 0
        damaged = root[Self.damagedLabel]?.elements.compactMap(\.string) ?? []
        if mapping.format == .geojson {
            var members = json["properties"]?.object ?? JSONObject()
            if let geometry = json["geometry"], !geometry.isNull { members["geometry"] = geometry }
            object = members
        } else {
            object = root
        }
        isOpen = mapping.isOpen
        byLabel = Dictionary(object.members.map { ($0.key, $0.value) }) { first, _ in first }
        byName =
            isOpen
            ? Dictionary(object.members.map { (FoldedText.name($0.key), $0.value) }) { first, _ in first }
            : [:]
    }

    /// The labels of the columns.
    static func labels(_ json: JSON, _ format: Mapping.Format) -> [String] {
        let object = format == .geojson ? json["properties"]?.object : json.object
        return (object?.keys ?? []).filter { ![occurrenceLabel, extraLabel, damagedLabel].contains($0) }
    }

    /// The single values of a column, or of a member deep inside JSON: lists are gone through.
    func values(_ label: String) -> [JSON] {
        if let value = byLabel[label] ?? (isOpen ? byName[FoldedText.name(label)] : nil) {
            return value.elements
        }
        guard label.contains(".") else { return [] }
        return Self.values(.object(object), label.split(separator: ".").map(String.init)[...])
    }

    /// The single values of the column of a rule.
    func values(_ rule: ColumnRule) -> [JSON] {
        if let value = byLabel[rule.column] ?? (isOpen ? byName[FoldedText.name(rule.column)] : nil) {
            return value.elements
        }
        return rule.path.count > 1 ? Self.values(.object(object), rule.path[...]) : []
    }

    /// The text of a column that holds one value.
    func text(_ label: String) -> String? {
        values(label).first?.scalarText
    }

    static func values(_ json: JSON, _ path: ArraySlice<String>) -> [JSON] {
        guard let name = path.first else { return json.elements }
        return json.elements.flatMap { element in
            element[name].map { values($0, path.dropFirst()) } ?? []
        }
    }

    /// The columns that say something and that the mapping does not read.
    func unread(by mapping: Mapping) -> [String] {
        if mapping.format == .json {
            return mapping.unmapped.filter { label in values(label).contains { !$0.isVoid } }
        }
        var read = Set(mapping.rules.map(\.column)).union(mapping.ignored).union(mapping.key.columns)
        read.formUnion(mapping.category.compactMap(\.column))
        let names = isOpen ? Set(read.map(FoldedText.name)) : []
        return object.members.compactMap { member in
            guard !read.contains(member.key), !names.contains(FoldedText.name(member.key)),
                member.key != Self.occurrenceLabel, member.key != Self.damagedLabel, !member.value.isVoid
            else { return nil }
            if let text = member.value.scalarText, mapping.empty.contains(text) { return nil }
            return member.key
        }
    }
}

extension JSON {
    /// The text of a scalar, or the label of an entry of a thesaurus.
    var labelText: String? {
        if let text = scalarText { return text }
        guard let object else { return nil }
        if let label = self["ThesLibelle"]?.scalarText { return label }
        // A list of Tourinsoft wraps each entry in an object with one member of its own name.
        return object.members.lazy.compactMap { $0.value["ThesLibelle"]?.scalarText }.first
    }
}
