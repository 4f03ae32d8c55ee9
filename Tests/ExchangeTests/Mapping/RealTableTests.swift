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
            path: "tourinsoft-pdl/campings-loire-atlantique.csv", make: { MappedFile.csv($0, $1) },
            records: 159,
            rules: [
                "address.commune_mismatch": 1, "amenity.unknown": 75, "channel.category": 1,
                "channel.https_assumed": 8, "contact.name": 40,
                "label.unknown": 24,
                "language.assumed": 210, "money.invalid": 1, "opening.overlap": 1, "price.empty": 4,
                "price.inverted": 1, "unmapped": 607, "url.invalid": 1,
            ]),
        File(
            path: "tourinsoft-pdl/fetes-manifestations-rpdl.csv", make: { MappedFile.csv($0, $1) },
            records: 3_919,
            rules: [
                "category.general": 727, "channel.category": 2, "channel.https_assumed": 14,
                "contact.misplaced": 29,
                "contact.name": 227, "date.inverted": 16, "date.missing": 4, "date.no_length": 123,
                "date.note": 107, "email.invalid": 10, "language.assumed": 432,
                "address.commune_mismatch": 14, "address.postcode_mismatch": 13, "geo.far_from_commune": 2,
                "geo.few_decimals": 1, "geo.outside_commune": 19,
                "money.invalid": 1, "phone.invalid": 16, "phone.trimmed": 4,
                "price.empty": 20, "price.inverted": 9, "price.zero": 1, "unmapped": 2_308, "url.invalid": 5,
                "url.repaired": 4,
            ]),
        File(
            path: "tourinsoft-bretagne/fma-a.csv", make: { MappedFile.csv($0, $1) }, records: 3_050,
            rules: [
                "category.general": 116, "channel.https_assumed": 14, "contact.misplaced": 23,
                "date.no_length": 2, "email.invalid": 1, "address.commune_mismatch": 32,
                "address.postcode_mismatch": 1, "geo.far_from_commune": 1, "geo.outside_commune": 23,
                "phone.invalid": 1, "phone.trimmed": 13, "url.invalid": 2,
            ]),
        File(
            path: "atout-france/hebergements-classes-2017.csv", make: { MappedFile.csv($0, $1) },
            records: 18_421,
            rules: [
                "channel.https_assumed": 1_684, "contact.misplaced": 12, "email.invalid": 4,
                "geo.centroid": 3, "geo.outside_commune": 37, "geo.sign": 1, "insee.assumed": 428,
                "insee.missing": 806, "phone.invalid": 57, "unmapped": 6_089,
                "url.invalid": 28, "url.repaired": 6,
            ]),
        File(
            path: "atout-france/hebergements_classes-a.csv", make: { MappedFile.csv($0, $1) },
            records: 21_205,
            rules: [
                "channel.https_assumed": 257, "contact.misplaced": 6, "insee.assumed": 282,
                "insee.missing": 561, "postcode.invalid": 1, "unmapped": 6_418, "url.invalid": 9,
                "url.repaired": 7,
            ]),
        File(
            path: "apidae-grandlyon/sittourisme-2015.geojson", make: { MappedFile.geojson($0, $1) },
            records: 4_957,
            rules: [
                "category.general": 971, "channel.category": 2, "channel.https_assumed": 78,
                "classification.pending": 7, "contact.misplaced": 2, "email.invalid": 5, "insee.assumed": 82,
                "geo.centroid": 1, "geo.outside_commune": 11,
                "insee.missing": 5, "opening.text": 1_438, "phone.invalid": 12,
                "phone.trimmed": 6, "url.invalid": 3,
            ]),
        File(
            path: "southtyrol/museums.json", make: { MappedFile.json($0, $1) }, records: 160,
            rules: [
                "opening.text": 480, "phone.invalid": 1, "phone.trimmed": 2, "text.long": 1, "unmapped": 396,
            ]),
        File(
            path: "sit-samples/geotrek/tourinsoftContent.json", make: { MappedFile.tourinsoft($0, $1) },
            records: 1,
            rules: ["amenity.unknown": 7, "language.assumed": 1, "price.empty": 4, "unmapped": 1]),
        File(
            path: "sit-samples/geotrek/tourinsoftContentV3.json", make: { MappedFile.tourinsoft($0, $1) },
            records: 2,
            rules: ["amenity.unknown": 14, "language.assumed": 2, "price.empty": 8, "unmapped": 2]),
        File(
            path: "sit-samples/geotrek/tourinsoftEvent.json", make: { MappedFile.tourinsoft($0, $1) },
            records: 1,
            rules: ["date.placeholder": 1, "language.assumed": 2, "price.empty": 1, "unmapped": 1]),
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
        for method in read.records.flatMap({ $0.document.keys(.paymentMethods) }) {
            counts[method, default: 0] += 1
        }

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
