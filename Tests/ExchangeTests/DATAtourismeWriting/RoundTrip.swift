import Archive
import Directory
import Exchange
import Testing

/// Listings that go out in a format and come in again.
struct RoundTrip {
    let text: [UInt8]
    let omitted: [String: Int]
    /// What came back, in order.
    private(set) var records: [SourceRecord] = []
    private let records0: [ListingRecord]

    init(_ documents: [Document], out: ExportFormat, in format: ImportFormat, name: String) throws {
        let vocabularies = try Sample.vocabularies.get()
        records0 = documents.enumerated().map { index, document in
            ListingRecord(id: ListingID(random: UInt64(index)), document: document)
        }
        let mappings = MappingChoice.ready(try ReadyMappings.all.get())
        let writer = ExportWriter(
            out, vocabularies, publicURL: "https://fitxa.example.fr", mappings: mappings)
        var text: [UInt8] = []
        for (index, record) in records0.enumerated() {
            text += writer.bytes(of: [record], first: index == 0)
        }
        text += writer.end(records0.count)
        self.text = text
        omitted = writer.omitted(of: records0)
        let reader = format.reader(vocabularies, try Sample.communes.get(), mappings)
        var splitter = format.splitter(name, mappings)
        var raw: [RawRecord] = []
        for start in stride(from: 0, to: text.count, by: 1 << 16) {
            try splitter.push(Array(text[start..<min(start + 1 << 16, text.count)])) { raw.append($0) }
        }
        repeat { try splitter.finish { raw.append($0) } } while !splitter.isFinished
        for record in raw {
            guard case .record(let read) = reader.read(record.bytes, name: record.name) else {
                Issue.record("\(record.name) did not come back")
                continue
            }
            records.append(read)
        }
    }

    /// How many listings lost something in each field, keys of elements aside.
    var lost: [String: Int] {
        var counts: [String: Int] = [:]
        for (record, read) in zip(records0, records) {
            var fields: Set<String> = []
            for field in Field.allCases {
                let before = record.document.elements(field).map(\.value)
                var after = read.document.elements(field).map(\.value)
                if field.shape != .keyed {
                    for path in Set(record.document.paths + read.document.paths) where path.field == field {
                        if record.document[path] != read.document[path] { fields.insert(path.description) }
                    }
                    continue
                }
                for value in before {
                    if let index = after.firstIndex(of: value) {
                        after.remove(at: index)
                    } else {
                        fields.insert(field.rawValue)
                    }
                }
            }
            for field in fields { counts[field, default: 0] += 1 }
        }
        return counts
    }

    /// The documents of the cut-down feed of DATAtourisme.
    static func feed() throws -> [Document] {
        try Feed("\(Sample.root)/Tests/Fixtures/datatourisme").records.map(\.document)
    }
}
