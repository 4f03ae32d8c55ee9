import Archive
import FoundationEssentials

/// A folder of its own for one test, gone with its owner.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "fitxa-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file, with the folders above it.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = "\(path)/\(name)"
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }

    /// Writes an archive of these files.
    func archive(
        _ name: String, _ format: ArchiveWriter.Format, _ files: [(String, [UInt8])]
    ) throws -> String {
        let file = "\(path)/\(name)"
        let writer = try ArchiveWriter(path: file, format: format)
        for (name, bytes) in files { try writer.add(name, bytes) }
        try writer.finish()
        return file
    }

    /// The bytes of a file.
    func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }
}

/// All entries of an archive with their contents.
func contents(of path: String, _ limits: ArchiveLimits = ArchiveLimits()) throws -> [(String, [UInt8])] {
    let reader = try ArchiveReader(path: path, limits: limits)
    var all: [(String, [UInt8])] = []
    while let entry = try reader.next() { all.append((entry.name, try reader.contents())) }
    return all
}
