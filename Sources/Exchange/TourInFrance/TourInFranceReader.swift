package import Directory

/// Makes a listing of one record of an XML feed: an `OI` of TourInFrance V3, or a `sit_liste` of LEI.
///
/// A value that is not valid is dropped with a finding and never costs the record; rejected is only what is no XML
/// or has no identifier, no name or no category.
package struct TourInFranceReader: RecordReader {
    package let version: String
    private(set) var tools: ReadingTools
    let categories: TourInFranceCategories
    let payment: ThesaurusIndex
    let amenities: ThesaurusIndex
    let accessibility: ThesaurusIndex
    let labels: ThesaurusIndex
    let units: ThesaurusIndex
    private let lei: LEIReader

    /// A reader that knows these vocabularies and communes.
    package init(vocabularies: Vocabularies, communes: CommuneIndex) {
        version = "tif/3 \(vocabularies.fingerprint)"
        tools = ReadingTools(vocabularies: vocabularies, communes: communes)
        categories = TourInFranceCategories(vocabularies[.categories])
        payment = ThesaurusIndex(
            vocabularies[.paymentMeans], local: ["99.13.02.01": "meal_voucher", "99.13.02.02": "paypal"])
        amenities = ThesaurusIndex(vocabularies[.amenities])
        accessibility = ThesaurusIndex(vocabularies[.accessibility])
        labels = ThesaurusIndex(vocabularies[.labels])
        units = ThesaurusIndex(vocabularies[.priceUnits])
        lei = LEIReader(tools: tools)
    }

    package func read(_ bytes: [UInt8], name: String) -> Reading {
        let node: XMLNode
        do {
            node = try XMLNode(parsing: bytes, name: name)
        } catch {
            return .rejected(name, "xml.invalid", "\(error)")
        }
        switch node.name {
        case "OI": return read(object: node, name: name)
        case "sit_liste": return lei.read(node, name: name)
        default:
            let root = node["root"] ?? node.name
            return .rejected(name, "record.unknown", "a file of \(root) holds no OI and no sit_liste")
        }
    }

    /// The same reader with other communes.
    func with(_ communes: CommuneIndex) -> TourInFranceReader {
        var reader = self
        reader.tools.communes = communes
        return reader
    }

    func read(object node: XMLNode, name: String) -> Reading {
        let identifiers = node.all(at: "DublinCore", "identifier").compactMap(\.value)
        guard let key = identifiers.first(where: { $0.utf8.count <= 200 }) else {
            return .rejected(name, "id.missing", "the OI has no dc:identifier")
        }
        var mapping = TourInFranceMapping(node, key: key, reader: self)
        if Set(identifiers).count > 1 {
            mapping.draft.note("", "id.twice", .warning, "the OI has several identifiers: \(key) was taken")
        }
        mapping.readTexts()
        guard mapping.readCategory() else {
            let codes = mapping.codes.map(\.code).joined(separator: ", ")
            return .rejected(key, "category.unknown", "no category fits \(codes)")
        }
        guard !mapping.draft.name.isEmpty else {
            return .rejected(key, "name.missing", "the OI has no title")
        }
        mapping.readAll()
        return .record(mapping.draft.record(updatedOn: mapping.updatedOn))
    }
}

extension Reading {
    /// The refusal of a record for one reason.
    static func rejected(_ key: String, _ rule: String, _ message: String) -> Reading {
        let path = rule.hasPrefix("category") ? "category" : rule.hasPrefix("name") ? "name" : ""
        let finding = Finding(
            record: key, listing: "", path: path, rule: rule, severity: .error, message: message)
        return .rejected(key: key, findings: [finding])
    }
}
