import Actions
import Directory
import Exchange
import Foundation
import Support
import Testing

/// Genuine objects of DATAtourisme, those of the fixtures and, where `FITXA_REAL_DATA` names a folder, a whole feed.
struct ImportFeedTests {
    private static let fixtures = URL(filePath: #filePath)
        .appending(path: "../../../Fixtures/datatourisme").standardizedFileURL.path
    private static let feed = ProcessInfo.processInfo.environment["FITXA_REAL_DATA"]

    @Test(.database, arguments: [fixtures, feed].compactMap(\.self))
    func `genuine objects come in, and a second run changes nothing`(folder: String) async throws {
        let scene = try await ImportScene()
        let reader = DATAtourismeReader(
            vocabularies: scene.given.context.vocabularies,
            communes: try await LoadReferenceData.communes(of: scene.given.database))
        let records = try Self.records(folder)
        let objects = records.count { reader.read($0.bytes, name: $0.name) != .skipped }

        let first = try await scene.run(records, reader: reader)
        let before = try await scene.totals()
        let second = try await scene.run(records, reader: reader)

        let after = try await scene.totals()
        #expect(objects >= 40)
        #expect(before[2] * 100 >= objects * 99)
        #expect(second.counts.contains("unchanged \(before[2])"))
        #expect(second.counts.contains("created") == false)
        #expect(before[0] == after[0] && before[2] == after[2] && before[5] == after[5])
        #expect(first.counts.hasPrefix("created \(before[2])"))
        #expect(try await VerifyChanges(scene.given.context).run().holds)
        #expect(try await VerifyChanges(scene.given.context).audit().firstBreak == nil)
    }

    private static func records(_ folder: String) throws -> [RawRecord] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
            .map {
                RawRecord(name: $0, bytes: Array(try Data(contentsOf: URL(filePath: "\(folder)/\($0)"))))
            }
    }
}
