/// Reads the files of a folder, a `.zip`, a `.tar` (also `.gz`, `.xz`, `.bz2`, `.zst`), a packed or a plain file.
///
/// One entry is open at a time; nothing is written to disk. Refused, each with its ``ArchiveError``: more bytes than
/// the limits allow, names that leave the folder, encrypted entries, archives that are cut short or damaged.
/// Folders, links and what desktops leave behind (`__MACOSX`, `.DS_Store`) are passed over.
package final class ArchiveReader {
    private let source: any EntrySource
    private let path: String
    private let limits: ArchiveLimits
    private var entry: ArchiveEntry?
    private var total = 0

    /// Opens what lies at the path, `-` for standard input.
    package init(path: String, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
        self.path = path
        self.limits = limits
        if path != "-", try FileSystem.isFolder(path) {
            source = FolderSource(path)
        } else {
            source = try LibarchiveSource(path: path, limits: limits)
        }
    }

    /// How much of what lies at the path has been read, from 0 to 1; nil where its size is not known.
    package var share: Double? {
        guard let size = source.size, size > 0 else { return nil }
        return min(1, Double(source.taken) / Double(size))
    }

    /// Goes to the next file, nil after the last; those of a folder come in the order of their names.
    package func next() throws(ArchiveError) -> ArchiveEntry? {
        entry = nil
        while let candidate = try source.next() {
            if ArchiveEntry.isLitter(candidate.name) { continue }
            guard ArchiveEntry.isSafe(candidate.name) else {
                throw ArchiveError.unsafePath(entry: candidate.name)
            }
            entry = candidate
            return candidate
        }
        return nil
    }

    /// The next piece of the current file, nil at its end.
    package func chunk() throws(ArchiveError) -> [UInt8]? {
        guard entry != nil, let chunk = try source.chunk() else { return nil }
        total += chunk.count
        guard total <= limits.total else {
            throw ArchiveError.archiveTooLarge(path: path, limit: limits.total)
        }
        return chunk
    }

    /// All that is left of the current file, refused where it is larger than the limit for one entry.
    package func contents() throws(ArchiveError) -> [UInt8] {
        guard let entry else { return [] }
        if let size = entry.size, size > limits.entry {
            throw ArchiveError.entryTooLarge(entry: entry.name, limit: limits.entry)
        }
        var contents: [UInt8] = []
        // The size is what the archive claims: reserve no more than is surely meant.
        contents.reserveCapacity(min(entry.size ?? 0, 1 << 20))
        while let chunk = try chunk() {
            guard contents.count + chunk.count <= limits.entry else {
                throw ArchiveError.entryTooLarge(entry: entry.name, limit: limits.entry)
            }
            contents.append(contentsOf: chunk)
        }
        return contents
    }
}
