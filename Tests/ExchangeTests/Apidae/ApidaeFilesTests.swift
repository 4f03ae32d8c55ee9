import Directory
import Exchange
import FoundationEssentials
import Testing

struct ApidaeFilesTests {
    private static let fixtures = "\(Sample.root)/Tests/Fixtures/apidae"

    @Test(arguments: [
        ("hotel.json", "898922", "hotel", 14), ("event.json", "323154", "evenement_sportif", 1),
        ("train.json", "185789", "train_touristique", 5), ("trek.json", "123123", "itineraire", 0),
    ])
    func `genuine objects come in`(_ file: String, _ key: String, _ category: String, _ amenities: Int) throws
    {
        let files = try ApidaeFiles("\(Self.fixtures)/\(file)")
        let record = try #require(files.only())

        #expect(files.rejected.isEmpty)
        #expect(record.key == key)
        #expect(record.document.category == category)
        #expect(record.document.keys(.amenities).count == amenities)
        let stored = try JSON(parsing: record.document.storedJSON.bytes)
        #expect(try Document(stored: stored, try Sample.vocabularies.get()) == record.document)
    }

    @Test func `the daily export gives its objects and those that are gone`() throws {
        let files = try ApidaeFiles("\(Self.fixtures)/export.zip")

        #expect(files.records.map(\.key).sorted() == ["4826137", "4826186", "4826282", "4828422", "4833997"])
        #expect(files.removed == ["123"])
        #expect(files.rejected.isEmpty)
        let show = try #require(files.records.first { $0.key == "4828422" })
        #expect(show.document.keys(.dates).count == 20)
        #expect(show.document.elements(.prices).contains { $0.value.json["max"] == "32.00" })
    }

    @Test func `the same file twice gives the same documents`() throws {
        let path = "\(Self.fixtures)/export.zip"

        #expect(try ApidaeFiles(path).records == ApidaeFiles(path).records)
    }

    private static let real = ProcessInfo.processInfo.environment["FITXA_REAL_DATA"].map {
        "\($0)/sit-samples"
    }

    @Test(
        .enabled(if: real != nil, "FITXA_REAL_DATA names the folder with the real files"),
        arguments: [
            ("apidae-hotentic/cos_winter.json", 1, 0), ("apidae-hotentic/equ_groups.json", 1, 0),
            ("apidae-hotentic/hot_fr_en.json", 1, 0), ("apidae-hotentic/structure.json", 1, 0),
            ("apidae-hotentic/json_export.zip", 5, 1), ("geotrek/apidaeContent.json", 1, 0),
            ("geotrek/apidaeContent2.json", 1, 0), ("geotrek/apidaeEvent.json", 1, 0),
            ("geotrek/apidae_trek.json", 1, 0),
        ])
    func `every real file comes in whole`(_ file: String, _ records: Int, _ removed: Int) throws {
        let files = try ApidaeFiles("\(try #require(Self.real))/\(file)")
        let vocabularies = try Sample.vocabularies.get()

        #expect(files.records.count == records)
        #expect(files.removed.count == removed)
        #expect(files.rejected.isEmpty)
        for record in files.records {
            let stored = try JSON(parsing: record.document.storedJSON.bytes)
            #expect(try Document(stored: stored, vocabularies) == record.document)
        }
    }
}
