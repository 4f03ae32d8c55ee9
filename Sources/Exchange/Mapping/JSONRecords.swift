import Directory

/// Cuts one JSON text into records where the mapping says that they are; the text is held as a whole.
///
/// Records that stand in several places, one for each language, are put together by what the mapping names.
package struct JSONRecords: RecordSplitter {
    /// How many bytes the text may have.
    package static let limit = 64 << 20
    private let file: String
    private let choice: MappingChoice
    private var bytes: [UInt8] = []

    /// The records of the file of that name.
    package init(_ file: String, _ choice: MappingChoice) {
        (self.file, self.choice) = (file, choice)
    }

    package mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        guard bytes.count + chunk.count <= Self.limit else {
            throw RecordTooLong(name: file, limit: Self.limit)
        }
        bytes += chunk
    }

    package mutating func finish(_ take: (RawRecord) throws -> Void) throws {
        guard !bytes.isEmpty else { return }
        let json = try JSON(parsing: bytes)
        bytes = []
        guard let mapping = choice.all.first(where: { $0.format == .json && Self.has($0, json) }) else {
            throw NoMapping(file: file, missing: [], mapping: nil)
        }
        let records =
            mapping.join.map { Self.joined(mapping, $0, json) }
            ?? Self.elements(json, mapping.records[0].path)
        for (index, record) in records.enumerated() {
            try take(RawRecord(name: "\(file):\(index + 1)", bytes: record.bytes))
        }
    }

    private static func elements(_ json: JSON, _ path: [String]) -> [JSON] {
        MappedCells.values(json, path[...])
    }

    private static func has(_ mapping: Mapping, _ json: JSON) -> Bool {
        let isJoined = mapping.join != nil
        return mapping.records.allSatisfy { !elements(json, $0.path).isEmpty }
            && (isJoined || elements(json, mapping.records[0].path).first.map { mapping.fits($0) } ?? false)
    }

    /// One object for each key, with the record of each place under the place's name.
    private static func joined(_ mapping: Mapping, _ key: [String], _ json: JSON) -> [JSON] {
        var order: [String] = []
        var objects: [String: JSONObject] = [:]
        for (name, path) in mapping.records {
            for (index, record) in elements(json, path).enumerated() {
                // A record without the key stays one of its own.
                let id = MappedCells.values(record, key[...]).first?.scalarText ?? "\(name)#\(index)"
                if objects[id] == nil { order.append(id) }
                if objects[id]?[name] == nil { objects[id, default: JSONObject()].append(name, record) }
            }
        }
        return order.compactMap { objects[$0].map(JSON.object) }
    }
}
