import Directory

/// Finds what a format could not carry by reading back what was written: nothing can be forgotten, and nothing named
/// that arrived.
enum ReadBack {
    /// The paths of the document that did not come back the same; keys of elements may change.
    static func omissions(_ original: Document, _ reading: Reading) -> [FieldPath] {
        guard case .record(let record) = reading else { return omissions(original, nil) }
        return omissions(original, record.document)
    }

    /// The paths of the document that did not come back the same in what was read; all where nothing could be.
    static func omissions(_ original: Document, _ carried: Document?) -> [FieldPath] {
        guard let carried else { return original.paths }
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

    /// An index that knows the commune which the listing names, so that its code arrives whichever it is.
    static func communes(_ document: Document) -> CommuneIndex {
        let address = document.address
        let commune = address?.insee.map {
            Commune(
                insee: $0, name: address?.commune ?? "", department: "",
                postcodes: [address?.postcode].compactMap { $0 }, centroid: nil)
        }
        return CommuneIndex([commune].compactMap { $0 })
    }
}
