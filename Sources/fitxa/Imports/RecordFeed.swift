import Actions
import Archive
import Exchange

/// The records of files, folders and archives, one after the other.
final class RecordFeed {
    private let format: ImportFormat
    private let mappings: MappingChoice
    private var paths: [String]
    private var reader: ArchiveReader?
    private var splitter: (any RecordSplitter)?
    private var waiting: [RawRecord] = []
    private var index: DATAtourismeIndex?
    private var seen: [String] = []

    /// The records of that format below these paths.
    init(_ paths: [String], format: ImportFormat, mappings: MappingChoice) {
        self.paths = paths.reversed()
        (self.format, self.mappings) = (format, mappings)
    }

    /// The name of the source by the mapping that fits the first record, nil where no mapping tells it.
    func mappedSource() throws -> String? {
        guard format.isMapped else { return nil }
        while waiting.isEmpty, try advance() {}
        return waiting.first.flatMap(mappings.source)
    }

    /// The next records, at most so many; none at the end.
    func next(_ count: Int) throws -> [RawRecord] {
        while waiting.count < count, try advance() {}
        let records = Array(waiting.prefix(count))
        waiting.removeFirst(records.count)
        return records
    }

    /// What the feed itself lacks, known at its end: the files that its index names and that did not come.
    var end: ImportFeed.End {
        let missing = index?.missing(from: seen) ?? []
        return ImportFeed.End(findings: missing.map(\.finding), withheld: Set(missing.compactMap(\.key)))
    }

    /// How many records the feed's own index promises, nil where there is none yet.
    var promised: Int? { index?.entries.count }

    /// Reads a little further; false at the end.
    private func advance() throws -> Bool {
        if splitter != nil, let reader {
            if let chunk = try reader.chunk() {
                try splitter?.push(chunk) { waiting.append($0) }
            } else {
                try splitter?.finish { waiting.append($0) }
                if splitter?.isFinished ?? true { splitter = nil }
            }
            return true
        }
        if let reader {
            guard let entry = try reader.next() else {
                self.reader = nil
                return true
            }
            try open(entry, of: reader)
            return true
        }
        guard let path = paths.popLast() else { return false }
        reader = try ArchiveReader(path: path)
        return true
    }

    private func open(_ entry: ArchiveEntry, of reader: ArchiveReader) throws {
        if format == .datatourisme {
            if DATAtourismeIndex.isIndex(entry.name) {
                index = try DATAtourismeIndex(try reader.contents())
                return
            }
            guard entry.isAlone || entry.name.hasSuffix(".json") else { return }
            seen.append(entry.name)
        }
        // Beside objects, archives hold files of other kinds, told by their names; a file that somebody names does not.
        let isObject = [.datatourisme, .apidae].contains(format) && entry.isAlone
        let name = isObject && !entry.name.hasSuffix(".json") ? "-" : entry.name
        splitter = format.splitter(name, mappings, shelf: FileShelf.init)
    }
}
