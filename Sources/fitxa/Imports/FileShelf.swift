import Exchange
import Foundation

/// A shelf in a file without a name.
final class FileShelf: ByteShelf {
    private let file: FileHandle
    private var end = 0
    /// What is not written yet: many small pieces are written as one.
    private var waiting = Data()

    /// A new shelf.
    init() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "fitxa-\(UUID().uuidString)")
        _ = FileManager.default.createFile(
            atPath: path.path, contents: nil, attributes: [.posixPermissions: 0o600])
        file = try FileHandle(forUpdating: path)
        // The file lives as long as it is open, whatever becomes of the program.
        try FileManager.default.removeItem(at: path)
    }

    func put(_ bytes: [UInt8]) throws -> Range<Int> {
        waiting.append(contentsOf: bytes)
        end += bytes.count
        if waiting.count > 1 << 18 { try write() }
        return end - bytes.count..<end
    }

    func bytes(at range: Range<Int>) throws -> [UInt8] {
        if !waiting.isEmpty { try write() }
        try file.seek(toOffset: UInt64(range.lowerBound))
        return Array(try file.read(upToCount: range.count) ?? Data())
    }

    private func write() throws {
        try file.seekToEnd()
        try file.write(contentsOf: waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}
