import Archive
import Directory
import Exchange

/// What came of the files of Apidae below one path, read as an import reads them.
struct ApidaeFiles {
    var records: [SourceRecord] = []
    var rejected: [Finding] = []
    var removed: [String] = []
    var skipped = 0

    init(_ path: String) throws {
        let reader = try Self.reader()
        let archive = try ArchiveReader(path: path)
        while let entry = try archive.next() {
            var splitter = ImportFormat.apidae.splitter(entry.name)
            while let chunk = try archive.chunk() { try splitter.push(chunk) { take(reader, $0) } }
            try splitter.finish { take(reader, $0) }
        }
    }

    private mutating func take(_ reader: any RecordReader, _ raw: RawRecord) {
        switch reader.read(raw.bytes, name: raw.name) {
        case .record(let record): records.append(record)
        case .rejected(_, let findings): rejected += findings
        case .removed(let key): removed.append(key)
        case .skipped: skipped += 1
        case .partial: break
        }
    }

    static func reader() throws -> any RecordReader {
        ImportFormat.apidae.reader(try Sample.vocabularies.get(), try Sample.communes.get())
    }

    /// The only record.
    func only() -> SourceRecord? { records.count == 1 ? records.first : nil }
}
