package import Directory

/// Makes a listing of one node of schema.org JSON-LD, such as ``SchemaOrgWriter`` writes.
///
/// A value that is not valid is dropped with a finding; a node is rejected only where it is not JSON or has no id, no
/// name or no type that stands for a category.
package struct SchemaOrgReader: RecordReader {
    package let version: String
    private(set) var tools: ReadingTools
    private let amenities: [String: String]
    /// The means of payment by their labels in lower case, the longest label first: labels may hold commas.
    let means: [(label: String, code: String)]

    /// A reader that knows these vocabularies and communes.
    package init(vocabularies: Vocabularies, communes: CommuneIndex) {
        version = "schema.org/3 \(vocabularies.fingerprint)"
        tools = ReadingTools(vocabularies: vocabularies, communes: communes)
        amenities = Dictionary(Self.labels(vocabularies[.amenities])) { first, _ in first }
        let means = vocabularies[.paymentMeans]
        let also = means.entries.flatMap { entry in entry.values("also").map { ($0, entry.code) } }
        self.means = (Self.labels(means) + also).sorted { $0.0.count > $1.0.count }
            .map { ($0.0.lowercased(), $0.1) }
    }

    private static func labels(_ vocabulary: Vocabulary) -> [(String, String)] {
        vocabulary.entries.flatMap { entry in
            entry.labels.texts.sorted { $0.key < $1.key }.map { ($0.value, entry.code) }
        }
    }

    func with(_ communes: CommuneIndex) -> SchemaOrgReader {
        var reader = self
        reader.tools.communes = communes
        return reader
    }

    package func read(_ bytes: [UInt8], name: String) -> Reading {
        do throws(JSONSyntaxError) {
            return read(try JSON(parsing: bytes), name: name)
        } catch {
            return .rejected(name, "json.invalid", error.description)
        }
    }

    func read(_ node: JSON, name: String) -> Reading {
        guard let key = node["@id"]?.scalarText ?? node["identifier"]?.scalarText, key.utf8.count <= 200
        else {
            return .rejected(name, "id.missing", "the node has no @id")
        }
        let types = node.values("@type").compactMap(\.scalarText).map(Self.bare)
        guard let category = category(types, node.values("additionalType").compactMap(\.scalarText)) else {
            let said = types.isEmpty ? "nothing" : types.joined(separator: ", ")
            return .rejected(key, "category.unknown", "no category fits “\(said.prefix(100))”")
        }
        var mapping = SchemaOrgMapping(node, key: key, category: category, reader: self)
        mapping.read()
        guard !mapping.draft.name.isEmpty else {
            return .rejected(key, "name.missing", "the node has no name")
        }
        return .record(mapping.draft.record(updatedOn: nil))
    }

    /// The category that is named beside the types which it goes out with; else the first that stands for exactly these
    /// types, or that one of them stands for.
    private func category(_ types: [String], _ named: [String]) -> String? {
        let categories = tools.vocabularies[.categories]
        let own = named.first { code in
            categories.entry(code) != nil && SchemaOrgType(code, tools.vocabularies).names == types
        }
        if let own { return own }
        let whole = categories.entries.first { $0.codes["schema_org"].map(Set.init) == Set(types) }
        return whole?.code ?? types.lazy.compactMap { categories.entry("schema_org", $0)?.code }.first
    }

    /// The code of an amenity by its label in any language.
    func amenity(_ label: String) -> String? { amenities[label] }

    /// The name without the address of schema.org before it.
    static func bare(_ name: String) -> String {
        name.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? name
    }
}
