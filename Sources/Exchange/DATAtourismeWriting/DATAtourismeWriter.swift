package import Directory

/// Writes listings as objects of DATAtourisme in one JSON-LD document (`@context`, `@graph`).
///
/// What only the office and the provider may see stays out.
package struct DATAtourismeWriter: Sendable {
    /// What stands before the first object: the prefixes of the genuine context and its terms of several languages.
    package static let header = "{\"@context\":\(context.text),\n\"@graph\":[\n"
    /// What stands between two objects.
    package static let separator = ",\n"
    /// What stands behind the last object.
    package static let footer = "\n]}\n"

    private let reader: DATAtourismeReader
    private let publicURL: String

    /// A writer with these vocabularies; the names of objects start with the public address.
    package init(vocabularies: Vocabularies, publicURL: String) {
        reader = DATAtourismeReader(vocabularies: vocabularies, communes: CommuneIndex([]))
        self.publicURL = publicURL
    }

    /// The object for a listing.
    package func render(_ record: ListingRecord) -> JSON {
        DATAtourismeRendering(record, reader, id: "\(publicURL)/listings/\(record.id)").object
    }

    /// The paths of the listing that the format cannot carry.
    package func omissions(_ record: ListingRecord) -> [FieldPath] {
        let reading = reader.with(ReadBack.communes(record.document)).read(render(record), name: "")
        return ReadBack.omissions(record.document, reading)
    }

    private static let translated: JSON = ["@type": "rdf:langString", "@container": "@language"]
    private static let context: JSON = [
        "@vocab": "https://www.datatourisme.gouv.fr/ontology/core#", "schema": "http://schema.org/",
        "data": "https://data.datatourisme.gouv.fr/", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "xsd": "http://www.w3.org/2001/XMLSchema#",
        "kb": "https://www.datatourisme.gouv.fr/resource/core#", "foaf": "http://xmlns.com/foaf/0.1/",
        "ebucore": "http://www.ebu.ch/metadata/ontologies/ebucore/ebucore#",
        "dc": "http://purl.org/dc/elements/1.1/", "rdfs:label": translated, "rdfs:comment": translated,
        "dc:description": translated, "shortDescription": translated, "additionalInformation": translated,
        "ebucore:title": translated,
    ]
}
