import Actions
import Archive
import Directory
import Exchange

/// The records of files, folders and archives, one after the other.
final class RecordFeed {
    private let format: ImportFormat
    private let mappings: MappingChoice
    private var paths: [String]
    private let count: Int
    private var reader: ArchiveReader?
    private var splitter: (any RecordSplitter)?
    private var waiting: [RawRecord] = []
    private var index: DATAtourismeIndex?
    private var seen: [String] = []
    private var isEmpty = true
    /// Why the feed is not read any further.
    private var cut: (any Error)?
    /// The files that end too early, which costs nothing of those after them.
    private var cutFiles: [String] = []
    private let place: String

    /// The records of that format below these paths.
    init(_ paths: [String], format: ImportFormat, mappings: MappingChoice) {
        (self.paths, count) = (paths.reversed(), paths.count)
        place = paths.joined(separator: ", ")
        (self.format, self.mappings) = (format, mappings)
    }

    /// The name of the source by the mapping that fits the first record, nil where no mapping tells it.
    func mappedSource() throws -> String? {
        guard format.isMapped else { return nil }
        while waiting.isEmpty, try advance() {}
        return waiting.first.flatMap(mappings.source)
    }

    /// The next records, at most so many; none at the end.
    ///
    /// Of a feed that is cut off, what stands whole before that place comes first.
    func next(_ count: Int) throws -> [RawRecord] {
        do {
            while waiting.count < count, cut == nil, try advance() {}
        } catch let error where Self.isCut(error) {
            cut = error
        }
        if let cut, waiting.isEmpty { throw cut }
        let records = Array(waiting.prefix(count))
        waiting.removeFirst(records.count)
        if !records.isEmpty { isEmpty = false }
        return records
    }

    /// Whether a feed ends too early, which tells nothing against what came before.
    private static func isCut(_ error: any Error) -> Bool {
        switch error {
        case ArchiveError.truncated, is JSONCutOff, is UnreadableFile: true
        default: false
        }
    }

    /// What the feed itself lacks, known at its end: the files that its index names and that did not come, or all.
    var end: ImportFeed.End {
        let missing = index?.missing(from: seen) ?? []
        let findings = missing.map(\.finding) + (isEmpty ? [nothing] : [])
        return ImportFeed.End(findings: findings, withheld: Set(missing.compactMap(\.key)))
    }

    /// What is to be told where there is no record at all, nil where there is one.
    var emptiness: String? { isEmpty ? nothing.message : nil }

    private var nothing: Finding {
        Finding(
            record: place, listing: "", path: "", rule: "feed.empty", severity: .warning,
            message: "there is no record in \(place)")
    }

    /// How much of the feed has been read, from 0 to 1, each path taken for as long as the others; nil where nobody knows.
    var share: Double? {
        guard count > 0 else { return nil }
        let current = reader == nil ? 0 : reader?.share
        return current.map { (Double(count - paths.count - (reader == nil ? 0 : 1)) + $0) / Double(count) }
    }

    /// Reads a little further; false at the end.
    private func advance() throws -> Bool {
        if splitter != nil, let reader {
            if let chunk = try reader.chunk() {
                try splitter?.push(chunk) { waiting.append($0) }
            } else {
                try finish()
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
        guard let path = paths.popLast() else {
            guard cutFiles.isEmpty else { throw JSONCutOff(files: cutFiles) }
            return false
        }
        reader = try ArchiveReader(path: path)
        return true
    }

    /// Takes what is left at the end of a file; that it was cut off is told when all others have been read.
    private func finish() throws {
        do {
            try splitter?.finish { waiting.append($0) }
            if splitter?.isFinished ?? true { splitter = nil }
        } catch let error as JSONCutOff {
            splitter = nil
            cutFiles += error.files
        }
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
