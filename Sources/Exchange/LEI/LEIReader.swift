import Directory

/// Makes a listing of one `sit_liste` of LEI.
struct LEIReader: Sendable {
    let tools: ReadingTools
    let categories: LEICategories
    let payment: ThesaurusIndex
    let amenities: ThesaurusIndex

    init(tools: ReadingTools) {
        self.tools = tools
        categories = LEICategories(tools.vocabularies[.categories])
        payment = ThesaurusIndex(tools.vocabularies[.paymentMeans])
        amenities = ThesaurusIndex(tools.vocabularies[.amenities])
    }

    func read(_ node: XMLNode, name: String) -> Reading {
        guard let key = node.value("PRODUIT") else {
            return .rejected(name, "id.missing", "the record has no PRODUIT")
        }
        var mapping = LEIMapping(node, key: String(key.prefix(200)), reader: self)
        mapping.readTexts()
        guard mapping.readCategory() else {
            let type = node.value("TYPE_NOM") ?? node.value("TYPE_DE_PRODUIT") ?? "nothing"
            return .rejected(key, "category.unknown", "no category fits “\(type)”")
        }
        guard !mapping.draft.name.isEmpty else {
            return .rejected(key, "name.missing", "the record has no NOM")
        }
        mapping.readPlace()
        mapping.readContacts()
        mapping.readHours()
        mapping.readCriteria()
        mapping.noteUnmapped()
        let updatedOn = node.value("DATMAJ").flatMap(SourceDay.parse)
        return .record(mapping.draft.record(updatedOn: updatedOn))
    }
}
