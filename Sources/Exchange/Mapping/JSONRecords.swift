import Directory

/// Cuts a JSON text into records where the mapping says that they are, holding no more than one of them.
///
/// Records that stand in several places, one for each language, are laid on a shelf until the text ends, and then put
/// together by what the mapping names. A text in which they are no list is read as a whole.
package struct JSONRecords: RecordSplitter {
    private let file: String
    private let candidates: [Mapping]
    private let places: [[String]]
    private let makeShelf: () throws -> any ByteShelf
    private var shelf: (any ByteShelf)?
    private var arrays: JSONArrays
    /// The mapping that fits a list in one place.
    private var mapping: Mapping?
    /// The places of which the first record has been seen.
    private var seen: Set<Int> = []
    /// What may become records of several places.
    private var joined: [JoinedRecords]
    private var number = 0
    private var isEnded = false

    /// The records of the file of that name; `shelf` makes room for what has to wait.
    package init(
        _ file: String, _ choice: MappingChoice,
        shelf: @escaping () throws -> any ByteShelf = MemoryShelf.init
    ) {
        (self.file, makeShelf) = (file, shelf)
        candidates = choice.all.filter { $0.format == .json }
        var places: [[String]] = []
        for record in candidates.flatMap(\.records) where !places.contains(record.path) {
            places.append(record.path)
        }
        self.places = places
        arrays = JSONArrays(file, at: places, isFirstOnly: false)
        joined = candidates.compactMap(JoinedRecords.init)
    }

    package var isFinished: Bool { isEnded && joined.allSatisfy(\.isEmpty) }

    package mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        for element in try arrays.push(chunk) { try read(element, take) }
    }

    /// Hands out a record as it is, or lays it aside.
    private mutating func read(
        _ element: JSONArrays.Element, _ take: (RawRecord) throws -> Void
    ) throws {
        let path = places[element.path]
        let isWaiting = joined.contains { $0.isRead(from: path) }
        if mapping == nil, seen.insert(element.path).inserted {
            choose(element, path)
        }
        if let mapping {
            if mapping.records[0].path == path { try give(element.bytes, take) }
        } else if isWaiting {
            // What is no JSON is told by its reader.
            guard let json = try? JSON(parsing: element.bytes) else { return try give(element.bytes, take) }
            let shelf = try shelf ?? makeShelf()
            self.shelf = shelf
            let range = try shelf.put(element.bytes)
            for index in joined.indices { joined[index].add(json, range, from: path) }
        }
    }

    /// Chooses a mapping by the first record of a list.
    private mutating func choose(_ element: JSONArrays.Element, _ path: [String]) {
        let possible = candidates.filter { $0.join == nil && $0.records[0].path == path }
        guard !possible.isEmpty, let json = try? JSON(parsing: element.bytes) else { return }
        mapping = possible.first { $0.fits(json) }
        if mapping != nil { joined = [] }
    }

    /// Puts together what stood in several places, a part of it at each call.
    package mutating func finish(_ take: (RawRecord) throws -> Void) throws {
        if !isEnded {
            let whole = try arrays.finish()
            isEnded = true
            let complete = joined.first(where: \.isComplete)
            joined = complete.map { [$0] } ?? []
            if mapping == nil, complete == nil, arrays.hasFound || !whole.isEmpty { try read(whole, take) }
        }
        guard let shelf, !joined.isEmpty else { return }
        for record in try joined[0].next(250, of: shelf) { try give(record, take) }
    }

    /// Reads a text in which the records are no list.
    private mutating func read(_ whole: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        let json = whole.isEmpty ? .null : try JSON(parsing: whole)
        for mapping in candidates where mapping.join == nil {
            let records = MappedCells.values(json, mapping.records[0].path[...])
            guard let first = records.first, mapping.fits(first) else { continue }
            for record in records { try give(record.bytes, take) }
            return
        }
        throw NoMapping(file: file, missing: [], mapping: nil)
    }

    private mutating func give(_ bytes: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        number += 1
        try take(RawRecord(name: "\(file):\(number)", bytes: bytes))
    }
}
