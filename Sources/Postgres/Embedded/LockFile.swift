import Glibc

/// An open file that serves as a lock between processes; the lock ends with the object, or with the process.
// Safety: the descriptor belongs to this object alone and is closed once, by `deinit`.
final class LockFile: Sendable {
    private let descriptor: Int32

    /// Opens the file, and creates it if need be; child processes do not inherit it.
    init(_ path: String) throws(EmbeddedPostgresError) {
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor < 0 {
            throw EmbeddedPostgresError("the lock file \(path) cannot be opened: \(ErrorNumber.current)")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Runs a body while nobody else runs one under the lock of the same file.
    static func exclusively<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        let file = try LockFile(path)
        file.lock(shared: false)
        return try withExtendedLifetime(file) { try body() }
    }

    /// Waits for the lock.
    func lock(shared: Bool) {
        while flock(descriptor, shared ? LOCK_SH : LOCK_EX) != 0, errno == EINTR {}
    }

    /// Takes the lock for oneself if nobody else has any part in it.
    func tryExclusive() -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }
}

/// A number of the C library's `errno`, with its text.
struct ErrorNumber: CustomStringConvertible {
    let number: Int32

    static var current: ErrorNumber { ErrorNumber(number: errno) }

    var description: String {
        // Safety: the text is a constant of the C library, or copied before the next call on this thread.
        unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    }
}
