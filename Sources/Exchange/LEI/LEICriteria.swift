/// The names of criteria and of their values, which a file of LEI tells behind its records.
struct LEICriteria {
    private var names: [String: String] = [:]
    private var values: [String: String] = [:]

    /// Reads `NOMENCLATURE`.
    init(_ node: XMLNode) {
        for criterion in node.all("CRIT") {
            guard let key = criterion["CLEF"] else { continue }
            names[key] = criterion.value("NOMCRIT")
            for value in criterion.all("MODAL") {
                if let valueKey = value["CLEF"] { values["\(key)/\(valueKey)"] = value.value }
            }
        }
    }

    /// The record with the names written into its criteria as attributes `NOM` and `MODALITE`.
    func named(_ record: XMLNode) -> XMLNode {
        guard record.children.contains(where: { $0.name == "CRITERES" }) else { return record }
        return XMLNode(
            record.name, record.attributes,
            record.content.map { piece in
                guard case .node(let node) = piece, node.name == "CRITERES" else { return piece }
                return .node(XMLNode(node.name, node.attributes, node.children.map(criterion)))
            })
    }

    private func criterion(_ node: XMLNode) -> XMLNode {
        var node = node
        let key = node["CLEF_CRITERE"] ?? ""
        node["NOM"] = names[key]
        node["MODALITE"] = node["CLEF_MODA"].flatMap { values["\(key)/\($0)"] }
        return node
    }
}
