import Directory
import Exchange
import FoundationEssentials

/// The mappings that come with Fitxa, and files read with them.
enum ReadyMappings {
    static let folder = "\(Sample.root)/db/mappings"

    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
    }

    static func json(_ file: String) throws -> JSON {
        try SmallYAML.parse(String(decoding: try Sample.file("db/mappings/\(file)"), as: UTF8.self))
    }

    static let all = Result {
        try names().map { try Mapping(json: try json($0), try Sample.vocabularies.get()) }
    }

    static func named(_ name: String) throws -> Mapping {
        guard let mapping = try all.get().first(where: { $0.name == name }) else { throw NoSuchMapping() }
        return mapping
    }

    struct NoSuchMapping: Error {}
}

/// What came of one file.
struct MappedFile {
    var records: [SourceRecord] = []
    var rejected: [Finding] = []
    var rules: [String: Int] = [:]

    /// Reads the bytes in pieces, as they come from a file.
    init(
        _ bytes: [UInt8], name: String, _ make: (String, MappingChoice) -> any RecordSplitter,
        _ choice: MappingChoice? = nil, piece: Int = 1 << 16
    ) throws {
        let choice = try choice ?? .ready(try ReadyMappings.all.get())
        let reader = MappingReader(
            choice, vocabularies: try Sample.vocabularies.get(), communes: try Sample.communes.get())
        var splitter = make(name, choice)
        var file = MappedFile()
        func take(_ raw: RawRecord) {
            switch reader.read(raw.bytes, name: raw.name) {
            case .record(let record):
                file.records.append(record)
                file.count(record.findings)
            case .rejected(_, let findings):
                file.rejected += findings
                file.count(findings)
            case .skipped, .removed, .partial: break
            }
        }
        for start in stride(from: 0, to: bytes.count, by: piece) {
            try splitter.push(Array(bytes[start..<min(start + piece, bytes.count)]), take)
        }
        repeat { try splitter.finish(take) } while !splitter.isFinished
        self = file
    }

    private init() {}

    private mutating func count(_ findings: [Finding]) {
        for finding in findings { rules[finding.rule, default: 0] += 1 }
    }

    /// The records by their key.
    var documents: [String: Document] {
        Dictionary(records.map { ($0.key, $0.document) }) { first, _ in first }
    }

    static func csv(_ file: String, _ choice: MappingChoice) -> any RecordSplitter {
        CSVRecords(file, choice)
    }
    static func json(_ file: String, _ choice: MappingChoice) -> any RecordSplitter {
        JSONRecords(file, choice)
    }
    static func geojson(_ file: String, _ choice: MappingChoice) -> any RecordSplitter {
        GeoJSONRecords(file, choice)
    }
    static func tourinsoft(_ file: String, _ choice: MappingChoice) -> any RecordSplitter {
        TourinsoftRecords(file, choice)
    }
}
