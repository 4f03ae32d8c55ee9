import Directory
import Foundation
import NIOCore

/// An answer of many items that is put down in a file without a name until all is known and it can be sent.
///
/// A client that sends a long body reads no answer meanwhile, and the status depends on the whole body.
final class OutcomeSpool: Sendable {
    private let file: FileHandle
    private let isLines: Bool

    /// A new spool, for lines or for an object with `items`.
    init(isLines: Bool) throws {
        self.isLines = isLines
        let path = FileManager.default.temporaryDirectory.appending(path: "fitxa-\(UUID().uuidString)")
        _ = FileManager.default.createFile(
            atPath: path.path, contents: nil, attributes: [.posixPermissions: 0o600])
        file = try FileHandle(forUpdating: path)
        // The file lives as long as it is open, whatever becomes of the program.
        try FileManager.default.removeItem(at: path)
        if !isLines { try write("{\"items\":[") }
    }

    /// Adds an item.
    func add(_ item: JSON) throws {
        let isFirst = try file.offset() <= UInt64(Self.opening)
        try write(isLines ? "\(item.text)\n" : (isFirst ? "" : ",\n") + item.text)
    }

    /// Adds the members that stand beside the items, and goes back to the start.
    func end(_ summary: JSON) throws {
        try write(isLines ? "\(summary.text)\n" : "],\(summary.text.dropFirst())\n")
        try file.seek(toOffset: 0)
    }

    /// The next piece of the answer, nil at the end.
    func piece() throws -> ByteBuffer? {
        guard let data = try file.read(upToCount: 1 << 16), !data.isEmpty else { return nil }
        return ByteBuffer(bytes: data)
    }

    private static let opening = "{\"items\":[".utf8.count

    private func write(_ text: String) throws {
        try file.write(contentsOf: Data(text.utf8))
    }
}
