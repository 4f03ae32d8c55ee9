/// Why an archive, a folder or a file is not read any further.
package enum ArchiveError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no such file or folder, or it may not be read.
    case unreadable(path: String, reason: String)
    /// The archive ends before its content does.
    case truncated(path: String)
    /// What is there cannot be unpacked.
    case damaged(path: String, reason: String)
    /// An entry is encrypted.
    case encrypted(entry: String)
    /// An entry is named so that it would leave the folder: absolute, or with `..`.
    case unsafePath(entry: String)
    /// An entry is larger than allowed.
    case entryTooLarge(entry: String, limit: Int)
    /// All entries together are larger than allowed.
    case archiveTooLarge(path: String, limit: Int)
    /// An entry unpacks to so many times its packed size that it can only be an attack.
    case bomb(entry: String)

    package var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .truncated(let path): "\(path) ends before its content does"
        case .damaged(let path, let reason): "\(path) is damaged: \(reason)"
        case .encrypted(let entry): "\(entry) is encrypted"
        case .unsafePath(let entry): "\(entry) would lie outside the archive's folder"
        case .entryTooLarge(let entry, let limit): "\(entry) has more than \(limit) bytes"
        case .archiveTooLarge(let path, let limit): "\(path) unpacks to more than \(limit) bytes"
        case .bomb(let entry): "\(entry) unpacks to more than a thousand times its packed size"
        }
    }
}
