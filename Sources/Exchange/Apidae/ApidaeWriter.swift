package import Directory

/// Writes listings in the shape of Apidae's objects, as one document `{"objetsTouristiques": […]}`.
///
/// What only the office and the provider may see stays out. What else the format could not carry is found by reading
/// back what was written: ``omissions(_:)`` can neither forget a field nor name one that arrived.
package struct ApidaeWriter: Sendable {
    /// What stands before the first object.
    package static let header = "{\"objetsTouristiques\":[\n"
    /// What stands between two objects.
    package static let separator = ",\n"
    /// What stands behind the last object.
    package static let footer = "\n]}\n"

    private let reader: ApidaeReader

    /// A writer with these vocabularies.
    package init(vocabularies: Vocabularies) {
        reader = ApidaeReader(vocabularies: vocabularies, communes: CommuneIndex([]))
    }

    /// The object for a listing; it has Apidae's own number where the listing came from there.
    package func render(_ record: ListingRecord) -> JSON {
        let rendering = ApidaeRendering(record.document.publicPart, reader.tools.vocabularies)
        var object = JSONObject()
        object.append("type", .string(rendering.type))
        if let key = record.sources.first(where: { $0.source == "apidae" })?.key, let id = Int(key) {
            object.append("id", .integer(id))
        }
        object.append("identifier", .string(record.id.text))
        object.append("formatVersion", "v002")
        object.append("state", "PUBLISHED")
        var management = JSONObject()
        if let day = record.publishedAt { management.append("dateCreation", .string(day)) }
        if let day = record.contentChangedAt { management.append("dateModification", .string(day)) }
        if !management.isEmpty { object.append("gestion", .object(management)) }
        for member in rendering.members { object.append(member.key, member.value) }
        return .object(object)
    }

    /// The paths of the listing that do not come back the same when its object is read; keys of elements may change.
    package func omissions(_ record: ListingRecord) -> [FieldPath] {
        let communes = ReadBack.communes(record.document)
        return ReadBack.omissions(record.document, reader.read(render(record), name: "", communes: communes))
    }
}
