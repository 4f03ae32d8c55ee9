import CArchive

/// The entries of an archive, of a packed file or of a plain file, read with libarchive.
final class LibarchiveSource: EntrySource {
    private let handle: ReadHandle
    private let path: String
    private let limits: ArchiveLimits
    /// The bytes of the file itself, nil for standard input.
    private let packedSize: Int?
    private var entry = ""
    private var isSingle = false
    private var isTar = false
    private var padding = 0
    private var entryBytes = 0
    private var totalBytes = 0
    /// The position in the packed bytes at which the entry began, and in the unpacked ones at which it ended.
    private var entryStart = 0
    private var dataEnd = 0
    private var isFinished = false

    var size: Int? { packedSize }
    var taken: Int { handle.packedPosition }

    init(path: String, limits: ArchiveLimits) throws(ArchiveError) {
        self.path = path
        self.limits = limits
        packedSize = path == "-" ? nil : try FileSystem.fileSize(path)
        handle = try ReadHandle(path: path)
    }

    func next() throws(ArchiveError) -> ArchiveEntry? {
        while !isFinished {
            guard try handle.nextHeader(path) else {
                isFinished = true
                try checkEnd()
                return nil
            }
            let kind = handle.format
            isSingle = kind == .raw
            isTar = kind == .tar
            if isSingle { try checkNotArchive() }
            entry = isSingle ? Self.innerName(of: path) : handle.name
            guard !handle.isEncrypted else { throw ArchiveError.encrypted(entry: entry) }
            (entryBytes, entryStart) = (0, handle.packedPosition)
            let size = isSingle ? nil : handle.size
            padding = (512 - (size ?? 0) % 512) % 512
            dataEnd = handle.position
            guard handle.isFile else { continue }
            if let size, size > limits.entry {
                throw ArchiveError.entryTooLarge(entry: entry, limit: limits.entry)
            }
            return ArchiveEntry(name: entry, size: size, isAlone: isSingle)
        }
        return nil
    }

    func chunk() throws(ArchiveError) -> [UInt8]? {
        guard let bytes = try handle.read(count: 1 << 17, path) else { return nil }
        entryBytes += bytes.count
        totalBytes += bytes.count
        dataEnd = handle.position
        if !isSingle, entryBytes > limits.entry {
            throw ArchiveError.entryTooLarge(entry: entry, limit: limits.entry)
        }
        let packed = handle.packedPosition - entryStart
        if entryBytes > limits.ratioFrom, entryBytes / limits.ratio > max(packed, 1) {
            throw ArchiveError.bomb(entry: entry)
        }
        // Entries of a zip may lie over one another: together they unpack to more than the file can hold.
        if let packedSize, totalBytes > limits.ratioFrom, totalBytes / limits.ratio > max(packedSize, 1) {
            throw ArchiveError.bomb(entry: entry)
        }
        return bytes
    }

    /// A tar that was cut between two entries looks like a shorter one, but for the empty block at the end.
    private func checkEnd() throws(ArchiveError) {
        guard isTar, handle.position <= dataEnd + padding else { return }
        throw ArchiveError.truncated(path: path)
    }

    /// Libarchive takes a zip without its directory, and the very beginning of a tar, for plain files.
    private func checkNotArchive() throws(ArchiveError) {
        let inner = Self.innerName(of: path).lowercased()
        if [".zip", ".tar", ".tgz", ".txz"].contains(where: { inner.hasSuffix($0) }) {
            throw ArchiveError.truncated(path: path)
        }
        guard path != "-", !handle.isPacked else { return }
        let head = try FileSystem.head(path, count: 6)
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { throw ArchiveError.truncated(path: path) }
    }

    /// The name of what is in a packed file: that of the file without `.gz`, `.xz`, `.bz2`, `.zst`.
    private static func innerName(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        for ending in [".gz", ".xz", ".bz2", ".zst"] where name.lowercased().hasSuffix(ending) {
            return String(name.dropLast(ending.count))
        }
        return name
    }
}
