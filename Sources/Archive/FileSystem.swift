#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What is asked of the file system.
enum FileSystem {
    /// Whether a folder lies at the path; refused where nothing does.
    static func isFolder(_ path: String) throws(ArchiveError) -> Bool {
        try status(path).st_mode & S_IFMT == S_IFDIR
    }

    /// Whether an ordinary file lies at the path (links are followed) and how large it is.
    static func fileSize(_ path: String) throws(ArchiveError) -> Int? {
        let status = try status(path)
        return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    /// Whether the path is itself a folder and not a link to one.
    static func isOwnFolder(_ path: String) -> Bool {
        var status = stat()
        // Safety: `lstat` reads a NUL-terminated string and fills the structure that outlives the call.
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder, in the order of their bytes.
    static func names(in folder: String) throws(ArchiveError) -> [String] {
        // Safety: the stream is opened and closed here, each record is read before the next one is asked for.
        guard let stream = unsafe opendir(folder) else { throw failure(folder) }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let record = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &record.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The first bytes of a file.
    static func head(_ path: String, count: Int) throws(ArchiveError) -> [UInt8] {
        let descriptor = try open(path)
        defer { close(descriptor) }
        return try read(descriptor, path, count: count)
    }

    /// Opens a file for reading.
    static func open(_ path: String) throws(ArchiveError) -> Int32 {
        // Safety: `openat` reads a NUL-terminated string; AT_FDCWD makes it the same as `open`.
        let descriptor = unsafe openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        return descriptor
    }

    /// At most so many bytes from an open file, none at its end.
    static func read(_ descriptor: Int32, _ path: String, count: Int) throws(ArchiveError) -> [UInt8] {
        // Safety: the kernel writes at most `count` bytes into a buffer of that capacity.
        var problem: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            repeat {
                filled = unsafe systemRead(descriptor, buffer.baseAddress, count)
            } while filled < 0 && errno == EINTR
            if filled < 0 { (problem, filled) = (errno, 0) }
        }
        errno = problem
        if problem != 0 { throw failure(path) }
        return bytes
    }

    private static func status(_ path: String) throws(ArchiveError) -> stat {
        var status = stat()
        // Safety: `stat` reads a NUL-terminated string and fills the structure that outlives the call.
        guard systemStat(path, &status) == 0 else { throw failure(path) }
        return status
    }

    private static func failure(_ path: String) -> ArchiveError {
        // Safety: the text of an error number is copied at once.
        .unreadable(path: path, reason: unsafe String(cString: strerror(errno)))
    }
}

// Inside the enumeration the names of its own functions hide those of the C library.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe read(descriptor, buffer, count)
}

private func systemStat(_ path: String, _ status: inout stat) -> Int32 {
    unsafe stat(path, &status)
}
