import Directory

/// Cuts a table into records: each row becomes an object of its cells by the label of their column.
package struct CSVRecords: RecordSplitter {
    private let file: String
    private let choice: MappingChoice
    private let formats: Set<Mapping.Format>
    private var parser = CSVParser()
    private var labels: [String] = []
    private var occurrences: Occurrences?

    /// The rows of the file of that name.
    package init(_ file: String, _ choice: MappingChoice, formats: Set<Mapping.Format> = [.csv]) {
        (self.file, self.choice, self.formats) = (file, choice, formats)
    }

    package mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        for row in try rows({ parser throws(CSVError) in try parser.push(chunk) }) { try read(row, take) }
    }

    package mutating func finish(_ take: (RawRecord) throws -> Void) throws {
        for row in try rows({ parser throws(CSVError) in try parser.finish() }) { try read(row, take) }
    }

    private mutating func rows(
        _ body: (inout CSVParser) throws(CSVError) -> [CSVRow]
    ) throws(UnreadableFile) -> [CSVRow] {
        do throws(CSVError) {
            return try body(&parser)
        } catch {
            throw UnreadableFile(name: file, reason: "\(error)")
        }
    }

    private mutating func read(_ row: CSVRow, _ take: (RawRecord) throws -> Void) throws {
        if labels.isEmpty { return try readHeader(row.cells) }
        guard row.cells.contains(where: { !$0.trimmed.isEmpty }) else { return }
        var object = JSONObject()
        for (label, cell) in zip(labels, row.cells) { object.append(label, .string(cell)) }
        for label in labels.dropFirst(row.cells.count) { object.append(label, "") }
        if row.cells.count > labels.count {
            let extra = row.cells.dropFirst(labels.count).map(JSON.string)
            object.append(MappedCells.extraLabel, .array(Array(extra)))
        }
        let damaged = row.damaged.map { labels.indices.contains($0) ? labels[$0] : MappedCells.extraLabel }
        if !damaged.isEmpty {
            object.append(MappedCells.damagedLabel, .array(damaged.map(JSON.string)))
        }
        let json = occurrences?.marked(object) ?? .object(object)
        try take(RawRecord(name: "\(file):\(row.line)", bytes: json.bytes))
    }

    private mutating func readHeader(_ cells: [String]) throws {
        labels = Self.labels(cells)
        let mapping = try choice.mapping(for: labels, in: file, formats)
        occurrences = mapping.key.isBuilt ? Occurrences(mapping) : nil
    }

    /// The labels trimmed; one that stands twice is numbered, one that is empty is called by its place.
    package static func labels(_ cells: [String]) -> [String] {
        var labels: [String] = []
        for (index, cell) in cells.enumerated() {
            let base = cell.trimmed.isEmpty ? "#\(index + 1)" : cell.trimmed
            var label = base
            var number = 2
            while labels.contains(label) {
                label = "\(base) (\(number))"
                number += 1
            }
            labels.append(label)
        }
        return labels
    }
}

/// Counts how often a key that is built from several columns came before.
struct Occurrences {
    private let mapping: Mapping
    private var counts: [UInt64: Int] = [:]

    init(_ mapping: Mapping) {
        self.mapping = mapping
    }

    /// The record, with its number where its key came before.
    mutating func marked(_ object: JSONObject) -> JSON {
        let json = JSON.object(object)
        let cells = MappedCells(json, mapping)
        guard let key = mapping.key.text({ cells.text($0) }) else { return json }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let before = counts[hash, default: 0]
        counts[hash] = before + 1
        guard before > 0 else { return json }
        var marked = object
        marked.append(MappedCells.occurrenceLabel, .integer(before))
        return .object(marked)
    }
}
