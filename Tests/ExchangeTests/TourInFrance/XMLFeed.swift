import Directory
import Exchange
import Testing

/// What a format makes of a text, piece by piece.
struct XMLFeed {
    var raw: [RawRecord] = []
    var records: [SourceRecord] = []
    var rejected: [Finding] = []

    init(_ bytes: [UInt8], format: ImportFormat = .tif, name: String = "a.xml", piece: Int = 4_096) throws {
        let reader = format.reader(try Sample.vocabularies.get(), try Sample.communes.get())
        var splitter = format.splitter(name)
        var found: [RawRecord] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            try splitter.push(Array(bytes[start..<min(start + piece, bytes.count)])) { found.append($0) }
        }
        repeat { try splitter.finish { found.append($0) } } while !splitter.isFinished
        raw = found
        for record in found {
            switch reader.read(record.bytes, name: record.name) {
            case .record(let record): records.append(record)
            case .rejected(_, let findings): rejected += findings
            default: Issue.record("\(record.name) was passed over")
            }
        }
    }

    init(_ text: String, format: ImportFormat = .tif) throws {
        try self.init(Array(text.utf8), format: format)
    }

    /// One object of TourInFrance with these blocks, which must become a listing.
    static func record(_ blocks: String, core: String = "") throws -> SourceRecord {
        let text = """
            <tif:OI xmlns:tif="http://www.tourinfrance.net/Tourinfrance3/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <tif:DublinCore><dc:identifier>A1</dc:identifier><dc:title>Hôtel</dc:title>
            <tif:Classification code="02.01.05">Hôtellerie</tif:Classification>\(core)</tif:DublinCore>
            \(blocks)</tif:OI>
            """
        let record = try #require(try XMLFeed(text).records.first)
        let vocabularies = try Sample.vocabularies.get()
        #expect(try Document(stored: record.document.storedJSON, vocabularies) == record.document)
        return record
    }
}
