import Directory

/// The records of one kind that stand in several places of a text, by what says that they are one.
struct JoinedRecords {
    private let places: [(name: String, path: [String])]
    private let key: [String]
    private var order: [String] = []
    private var parts: [String: [Range<Int>?]] = [:]
    private var counts: [Int]
    private var given = 0

    /// No record yet of that mapping; nil where it has one place.
    init?(_ mapping: Mapping) {
        guard let key = mapping.join else { return nil }
        (places, self.key) = (mapping.records, key)
        counts = mapping.records.map { _ in 0 }
    }

    /// Whether every place had a record.
    var isComplete: Bool { counts.allSatisfy { $0 > 0 } }

    /// Whether all have been handed out.
    var isEmpty: Bool { given == order.count }

    /// Whether records at that path are of this kind.
    func isRead(from path: [String]) -> Bool { places.contains { $0.path == path } }

    /// Adds the part of a record that stands at that path and lies in a range of the shelf; the first one counts.
    mutating func add(_ json: JSON, _ range: Range<Int>, from path: [String]) {
        for (index, place) in places.enumerated() where place.path == path {
            // A record without the key stays one of its own.
            let id =
                MappedCells.values(json, key[...]).first?.scalarText ?? "\(place.name)#\(counts[index])"
            counts[index] += 1
            if parts[id] == nil {
                order.append(id)
                parts[id] = places.map { _ in nil }
            }
            if parts[id]?[index] == nil { parts[id]?[index] = range }
        }
    }

    /// The next records, at most so many: an object each, with the part of each place under the place's name.
    mutating func next(_ count: Int, of shelf: any ByteShelf) throws -> [[UInt8]] {
        let ids = order[given..<min(given + count, order.count)]
        given += ids.count
        return try ids.map { id in
            var bytes: [UInt8] = []
            for (place, range) in zip(places, parts[id] ?? []) {
                guard let range else { continue }
                bytes += (bytes.isEmpty ? "{" : ",").utf8
                bytes += "\(JSON.string(place.name).text):".utf8
                bytes += try shelf.bytes(at: range)
            }
            return bytes + "}".utf8
        }
    }
}
