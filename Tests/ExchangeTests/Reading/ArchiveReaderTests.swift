import Archive
import FoundationEssentials
import Testing

struct ArchiveReaderTests {
    private let files: [(String, [UInt8])] = [
        ("index.json", Array("[]".utf8)), ("objects/1/été.json", Array("{\"a\":1}".utf8)),
        ("objects/2/b.json", Array(repeating: 0x61, count: 300_000)),
    ]

    @Test(arguments: [
        ("a.zip", ArchiveWriter.Format.zip), ("a.tar", .tar), ("a.tar.gz", .tarGzip), ("a.tar.xz", .tarXZ),
    ])
    func `every kind of archive gives the files that went into it`(
        name: String, format: ArchiveWriter.Format
    ) throws {
        let folder = try TemporaryFolder()
        let path = try folder.archive(name, format, files)

        let read = try contents(of: path)

        #expect(read.map(\.0) == files.map(\.0))
        #expect(read.map(\.1) == files.map(\.1))
    }

    @Test func `the files of a folder come in the order of their names`() throws {
        let folder = try TemporaryFolder()
        for (name, bytes) in files.reversed() { try folder.write("feed/\(name)", bytes) }
        try folder.write("feed/objects/10/c.json", [0x7B, 0x7D])

        let read = try contents(of: "\(folder.path)/feed")

        #expect(
            read.map(\.0) == ["index.json", "objects/1/été.json", "objects/10/c.json", "objects/2/b.json"])
        #expect(read[3].1 == files[2].1)
    }

    @Test func `a packed file is one entry, named without its ending`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.archive("listings.ndjson.gz", .gzip, [("x", Array("{}\n{}\n".utf8))])

        let read = try contents(of: path)

        #expect(read.map(\.0) == ["listings.ndjson"])
        #expect(read.first?.1 == Array("{}\n{}\n".utf8))
    }

    @Test func `a plain file is one entry that may be taken in pieces beyond the limit for one entry`() throws
    {
        let folder = try TemporaryFolder()
        let path = try folder.write("rows.csv", Array(repeating: 0x2C, count: 700_000))
        let reader = try ArchiveReader(path: path, limits: ArchiveLimits(entry: 1_000))

        #expect(try reader.next()?.name == "rows.csv")
        var count = 0
        while let chunk = try reader.chunk() { count += chunk.count }

        #expect(count == 700_000)
        #expect(throws: ArchiveError.entryTooLarge(entry: "rows.csv", limit: 1_000)) {
            try contents(of: path, ArchiveLimits(entry: 1_000))
        }
    }

    @Test func `what desktops leave behind is passed over`() throws {
        let folder = try TemporaryFolder()
        let litter: [(String, [UInt8])] = [
            ("__MACOSX/objects/._a.json", [1]), (".DS_Store", [2]), ("objects/.DS_Store", [3]),
            ("objects/a.json", [4]), ("objects/._a.json", [5]),
        ]
        let path = try folder.archive("a.zip", .zip, litter)
        for (name, bytes) in litter { try folder.write("feed/\(name)", bytes) }

        #expect(try contents(of: path).map(\.0) == ["objects/a.json"])
        #expect(try contents(of: "\(folder.path)/feed").map(\.0) == ["objects/a.json"])
    }

    @Test func `an entry that nobody read is passed over without harm`() throws {
        let folder = try TemporaryFolder()
        let reader = try ArchiveReader(path: try folder.archive("a.tar.gz", .tarGzip, files))

        _ = try reader.next()
        _ = try reader.next()
        _ = try reader.next()

        #expect(try reader.contents() == files[2].1)
        #expect(try reader.next() == nil)
        #expect(try reader.next() == nil)
    }

    @Test func `a path where nothing lies is refused`() throws {
        let folder = try TemporaryFolder()

        #expect(
            throws: ArchiveError.unreadable(path: "\(folder.path)/no", reason: "No such file or directory")
        ) {
            try ArchiveReader(path: "\(folder.path)/no")
        }
    }

    @Test func `an empty file holds nothing`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("empty.csv", [])

        #expect(try contents(of: path).allSatisfy { $0.1.isEmpty })
    }

    @Test func `a link to a folder is not followed`() throws {
        let folder = try TemporaryFolder()
        try folder.write("feed/a.json", [1])
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/feed/loop", withDestinationPath: "\(folder.path)/feed")

        #expect(try contents(of: "\(folder.path)/feed").map(\.0) == ["a.json"])
    }
}
