import Archive
import Testing

struct HostileArchiveTests {
    @Test(arguments: [
        "../evil.json", "a/../../evil.json", "/etc/evil.json", "a\\..\\evil.json", "C:/evil.json",
    ])
    func `a name that leaves the folder is refused`(name: String) throws {
        let folder = try TemporaryFolder()
        let zip = try folder.archive("a.zip", .zip, [("good.json", [1]), (name, [2])])
        let tar = try folder.archive("a.tar", .tar, [("good.json", [1]), (name, [2])])

        for path in [zip, tar] {
            #expect {
                try contents(of: path)
            } throws: { error in
                guard case ArchiveError.unsafePath = error else { return false }
                return true
            }
        }
    }

    @Test func `an entry that unpacks a thousandfold is refused as a bomb before its end`() throws {
        let folder = try TemporaryFolder()
        let spaces = [UInt8](repeating: 0x20, count: 40 << 20)
        let zip = try folder.archive("a.zip", .zip, [("bomb.json", spaces)])
        let packed = try folder.archive("bomb.json.gz", .gzip, [("x", spaces)])

        for path in [zip, packed] {
            let reader = try ArchiveReader(path: path)
            _ = try reader.next()
            var count = 0
            #expect(throws: ArchiveError.bomb(entry: "bomb.json")) {
                while let chunk = try reader.chunk() { count += chunk.count }
            }
            #expect(count < 17 << 20)
        }
    }

    @Test func `entries that together unpack to far more than the file can hold are a bomb`() throws {
        let folder = try TemporaryFolder()
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        let path = try folder.archive("a.zip", .zip, (0..<4).map { ("\($0).json", zeros) })

        // Each entry is small; with a lower bound the sum is what is refused.
        #expect(throws: ArchiveError.bomb(entry: "3.json")) {
            try contents(of: path, ArchiveLimits(ratio: 700, ratioFrom: 3 << 20))
        }
        #expect(try contents(of: path).count == 4)
    }

    @Test func `an entry over the limit is refused, by its size and by what comes out`() throws {
        let folder = try TemporaryFolder()
        let bytes = [UInt8](repeating: 0x20, count: 2_000)
        let path = try folder.archive("a.zip", .zip, [("a.json", bytes)])
        let limits = ArchiveLimits(entry: 1_999)

        #expect(throws: ArchiveError.entryTooLarge(entry: "a.json", limit: 1_999)) {
            try contents(of: path, limits)
        }
        #expect(try contents(of: path, ArchiveLimits(entry: 2_000)).count == 1)
    }

    @Test func `all entries together are limited, also those of a folder`() throws {
        let folder = try TemporaryFolder()
        for number in 0..<5 {
            try folder.write("feed/\(number).json", [UInt8](repeating: 0x20, count: 1_000))
        }
        let path = "\(folder.path)/feed"

        #expect(throws: ArchiveError.archiveTooLarge(path: path, limit: 4_500)) {
            try contents(of: path, ArchiveLimits(total: 4_500))
        }
        #expect(try contents(of: path, ArchiveLimits(total: 5_000)).count == 5)
    }

    @Test(arguments: [
        ("a.zip", ArchiveWriter.Format.zip), ("a.tar", .tar), ("a.tar.gz", .tarGzip), ("a.tar.xz", .tarXZ),
        ("a.json.gz", .gzip),
    ])
    func `an archive that is cut anywhere is refused and never taken for a shorter one`(
        name: String, format: ArchiveWriter.Format
    ) throws {
        let folder = try TemporaryFolder()
        let files = (0..<(format == .gzip ? 1 : 4)).map { ("\($0).json", noise(3_000 + $0 * 512, seed: $0)) }
        let whole = try folder.bytes(try folder.archive(name, format, files))
        // The content of a tar ends before its last blocks, which may be filled up with more empty ones.
        let end =
            format == .tar ? 4 * 512 + files.map { ($0.1.count + 511) / 512 * 512 }.reduce(0, +) : whole.count

        for length in Array(stride(from: 20, to: end, by: 509)) + [end - 1] {
            let cut = try folder.write("cut/\(length)-\(name)", Array(whole.prefix(length)))
            #expect(throws: ArchiveError.self, "\(length) of \(whole.count) bytes") { try contents(of: cut) }
        }
        if format == .tar {
            let cut = try folder.write("cut/bare-\(name)", Array(whole.prefix(end)))
            #expect(throws: ArchiveError.truncated(path: cut)) { try contents(of: cut) }
        }
    }

    @Test func `an encrypted entry is refused`() throws {
        let folder = try TemporaryFolder()
        var bytes = try folder.bytes(try folder.archive("a.zip", .zip, [("a.json", [1, 2, 3])]))
        for index in bytes.indices.dropLast(9) where bytes[index] == 0x50 && bytes[index + 1] == 0x4B {
            if bytes[index + 2] == 3, bytes[index + 3] == 4 { bytes[index + 6] |= 1 }
            if bytes[index + 2] == 1, bytes[index + 3] == 2 { bytes[index + 8] |= 1 }
        }
        let path = try folder.write("locked.zip", bytes)

        #expect(throws: ArchiveError.encrypted(entry: "a.json")) { try contents(of: path) }
    }

    @Test func `content that does not fit its checksum is refused`() throws {
        let folder = try TemporaryFolder()
        let text = noise(5_000, seed: 7)
        var bytes = try folder.bytes(try folder.archive("a.zip", .zip, [("a.json", text)]))
        bytes[2_000] ^= 0x10
        let path = try folder.write("wrong.zip", bytes)

        #expect(throws: ArchiveError.self) { try contents(of: path) }
    }

    /// Bytes that do not pack well, always the same for the same seed.
    private func noise(_ count: Int, seed: Int) -> [UInt8] {
        var state = UInt64(truncatingIfNeeded: seed) &+ 0x9E37_79B9_7F4A_7C15
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state)
        }
    }
}
