import CLibpq

/// The right to interrupt what a connection is doing, from any thread.
// Safety: libpq copies what it needs into the handle, which never changes afterwards, documents `PQcancel` as
// safe from any thread, and the handle is freed once, by `deinit`.
@safe final class Canceller: @unchecked Sendable {
    private let handle: OpaquePointer

    init?(_ connection: OpaquePointer) {
        guard let handle = unsafe PQgetCancel(connection) else { return nil }
        unsafe self.handle = handle
    }

    deinit {
        unsafe PQfreeCancel(handle)
    }

    /// Asks the server to interrupt the statement that is running.
    func cancel() {
        // Whether the request has arrived shows in the outcome of the statement.
        _ = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            unsafe PQcancel(handle, buffer.baseAddress, 256)
        }
    }
}
