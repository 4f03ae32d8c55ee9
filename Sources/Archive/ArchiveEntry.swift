/// One file of an archive or a folder.
package struct ArchiveEntry: Sendable, Hashable {
    /// Its path inside, with `/` between the parts.
    package let name: String
    /// Its size in bytes where the archive says it.
    package let size: Int?
    /// Whether it is the whole of a plain or packed file, not one of an archive or a folder.
    package var isAlone = false

    /// Whether the name says that a desktop wrote the file for itself (`__MACOSX`, `.DS_Store`, `._…`).
    static func isLitter(_ name: String) -> Bool {
        name.split(separator: "/").contains { part in
            part == "__MACOSX" || part == ".DS_Store" || part.hasPrefix("._")
        }
    }

    /// Whether the name stays inside the folder: not absolute, no drive letter, no `..`.
    static func isSafe(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, !bytes.contains(0) else { return false }
        if first == UInt8(ascii: "/") || first == UInt8(ascii: "\\") { return false }
        if bytes.count > 1, bytes[1] == UInt8(ascii: ":") { return false }
        return !name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).contains("..")
    }
}
