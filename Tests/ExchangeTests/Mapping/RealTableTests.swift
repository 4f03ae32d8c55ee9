import Archive
import Directory
import Exchange
import FoundationEssentials
import Testing

/// All real tables that others published: how many records come in, and what is noteworthy about them.
struct RealTableTests {
    struct File: Sendable {
        let path: String
        let make: @Sendable (String, MappingChoice) -> any RecordSplitter
        let records: Int
        let rules: [String: Int]
    }

    static let files = [
        File(
            path: "tourinsoft-pdl/campings-loire-atlantique.csv", make: { MappedFile.csv($0, $1) }, records: 159,
            rules: [:]),
    ]

    private static let root = ProcessInfo.processInfo.environment["FITXA_REAL_DATA"]

    private static func bytes(_ path: String) throws -> [UInt8] {
        let archive = try ArchiveReader(path: "\(try #require(root))/\(path)")
        _ = try archive.next()
        return try archive.contents()
    }

    @Test(.enabled(if: root != nil, "FITXA_REAL_DATA names the folder with the real files"), arguments: files)
    func `the real file comes in whole`(file: File) throws {
        let read = try MappedFile(try Self.bytes(file.path), name: file.path, file.make)
        let vocabularies = try Sample.vocabularies.get()

        #expect(read.rejected.isEmpty)
        #expect(read.documents.count == file.records)
        #expect(read.rules == file.rules)
        for record in read.records {
            let stored = try JSON(parsing: record.document.storedJSON.bytes)
            #expect(try Document(stored: stored, vocabularies) == record.document)
        }
    }

    @Test(.enabled(if: root != nil, "FITXA_REAL_DATA names the folder with the real files"))
    func `means of payment of all campsites are those of the file`() throws {
        let bytes = try Self.bytes("tourinsoft-pdl/campings-loire-atlantique.csv")
        let read = try MappedFile(bytes, name: "campings.csv", MappedFile.csv)
        var counts: [String: Int] = [:]
        for method in read.records.flatMap({ $0.document.keys(.paymentMethods) }) { counts[method, default: 0] += 1 }

        #expect(
            counts == [
                "ancv@on_site": 129, "cheque@on_site": 117, "cash@on_site": 115, "card@on_site": 105,
                "transfer@on_site": 53, "meal_voucher@on_site": 6, "ancv_connect@on_site": 3,
            ])
    }
}

extension RealTableTests.File: CustomTestStringConvertible {
    var testDescription: String { path }
}
