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
        let address = record.document.address
        // Whatever commune the listing names is taken as known: its code must arrive, known here or not.
        let commune = address?.insee.map {
            Commune(insee: $0, name: address?.commune ?? "", department: "", postcodes: [], centroid: nil)
        }
        let communes = CommuneIndex([commune].compactMap { $0 })
        guard case .record(let carried) = reader.read(render(record), name: "", communes: communes) else {
            return record.document.paths
        }
        return Self.omissions(record.document, carried.document)
    }

    private static func omissions(_ original: Document, _ carried: Document) -> [FieldPath] {
        var arrived: [Field: [FieldValue]] = [:]
        for (path, value) in carried.fields where path.field.shape == .keyed {
            arrived[path.field, default: []].append(value)
        }
        var omitted: Set<FieldPath> = []
        for path in original.paths {
            guard let value = original[path] else { continue }
            if path.field.shape != .keyed {
                if carried[path] != value { omitted.insert(path) }
            } else if let index = arrived[path.field]?.firstIndex(of: value) {
                arrived[path.field]?.remove(at: index)
            } else {
                omitted.insert(path)
            }
        }
        // What reading made up on its own is no truer than what it lost.
        for path in carried.paths where path.field.shape != .keyed && original[path] == nil {
            omitted.insert(path)
        }
        return omitted.sorted()
    }
}
