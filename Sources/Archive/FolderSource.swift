#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The files below a folder in the order of their names; links to folders are not followed.
final class FolderSource: EntrySource {
    private let root: String
    /// What is still to be read, the next at the end; paths relative to the root.
    private var pending: [String] = []
    private var isStarted = false
    private var descriptor: Int32?
    private var path = ""
    private(set) var taken = 0
    /// The bytes of all files below; counted once, when somebody asks.
    private(set) lazy var size: Int? = Self.bytes(below: root)

    init(_ root: String) {
        self.root = root
    }

    deinit {
        if let descriptor { close(descriptor) }
    }

    func next() throws(ArchiveError) -> ArchiveEntry? {
        shut()
        if !isStarted {
            isStarted = true
            pending = try FileSystem.names(in: root).reversed()
        }
        while let name = pending.popLast() {
            if ArchiveEntry.isLitter(name) { continue }
            path = "\(root)/\(name)"
            if FileSystem.isOwnFolder(path) {
                pending.append(contentsOf: try FileSystem.names(in: path).reversed().map { "\(name)/\($0)" })
                continue
            }
            // A link to nothing is passed over, like a socket or a device.
            guard let size = try? FileSystem.fileSize(path) else { continue }
            return ArchiveEntry(name: name, size: size)
        }
        return nil
    }

    func chunk() throws(ArchiveError) -> [UInt8]? {
        let open: Int32
        if let descriptor {
            open = descriptor
        } else {
            open = try FileSystem.open(path)
            descriptor = open
        }
        let bytes = try FileSystem.read(open, path, count: 1 << 18)
        taken += bytes.count
        return bytes.isEmpty ? nil : bytes
    }

    private static func bytes(below folder: String) -> Int {
        let names = (try? FileSystem.names(in: folder)) ?? []
        return names.reduce(0) { sum, name in
            let path = "\(folder)/\(name)"
            if FileSystem.isOwnFolder(path) { return sum + bytes(below: path) }
            return sum + ((try? FileSystem.fileSize(path)) ?? 0)
        }
    }

    private func shut() {
        if let descriptor { close(descriptor) }
        descriptor = nil
    }
}
