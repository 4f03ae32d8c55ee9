package import Directory

/// Writes listings as objects of TourInFrance V3 in one XML document (`listeOI/OIs/tif:OI`).
///
/// What only the office and the provider may see stays out.
package struct TourInFranceWriter: Sendable {
    /// What stands before the first object.
    package static let header = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<listeOI>\n<OIs>\n"
    /// What stands behind the last object.
    package static let footer = "</OIs>\n</listeOI>\n"

    private let reader: TourInFranceReader

    /// A writer with these vocabularies.
    package init(vocabularies: Vocabularies) {
        reader = TourInFranceReader(vocabularies: vocabularies, communes: CommuneIndex([]))
    }

    /// The text of the object for a listing.
    package func render(_ record: ListingRecord) -> String {
        var root = qualified(node(record))
        for (prefix, space) in Self.namespaces { root["xmlns:\(prefix)"] = space }
        var text = ""
        XMLText.write(root, into: &text, indent: 0)
        return text
    }

    /// The paths of the listing that the format cannot carry.
    package func omissions(_ record: ListingRecord) -> [FieldPath] {
        let reading = reader.with(ReadBack.communes(record.document)).read(object: node(record), name: "")
        return ReadBack.omissions(record.document, reading)
    }

    private func node(_ record: ListingRecord) -> XMLNode {
        TourInFranceRendering(record, reader.tools.vocabularies).node
    }

    /// The element with the prefixes of its namespaces: all names of Dublin Core begin with a small letter, none
    /// of TourInFrance does.
    private func qualified(_ node: XMLNode) -> XMLNode {
        let isDublinCore = node.name.first?.isLowercase ?? false
        let prefix = !isDublinCore ? "tif" : Self.terms.contains(node.name) ? "dcterms" : "dc"
        let content = node.content.map { piece -> XMLNode.Content in
            guard case .node(let child) = piece else { return piece }
            return .node(qualified(child))
        }
        return XMLNode("\(prefix):\(node.name)", node.attributes, content)
    }

    private static let terms: Set<String> = ["created", "modified"]
    private static let namespaces = [
        ("tif", "http://www.tourinfrance.net/Tourinfrance3/"), ("dc", "http://purl.org/dc/elements/1.1/"),
        ("dcterms", "http://purl.org/dc/terms/"),
    ]
}
