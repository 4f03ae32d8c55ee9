import CLibpq
import Glibc

/// Wakes a thread that waits in `poll`.
// Safety: the descriptor belongs to this object alone and is closed once, by `deinit`.
final class WakeUp: Sendable {
    let descriptor: Int32

    init() {
        descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    }

    deinit {
        close(descriptor)
    }

    /// Wakes the thread now, or as soon as it begins to wait.
    func signal() {
        // Safety: an eventfd takes exactly eight bytes, and those of a local are valid during the call.
        var one: UInt64 = 1
        _ = unsafe write(descriptor, &one, 8)
    }

    /// Forgets the signals so far.
    func reset() {
        // Safety: an eventfd gives exactly eight bytes, and those of a local are valid during the call.
        var count: UInt64 = 0
        _ = unsafe read(descriptor, &count, 8)
    }

    /// Waits until somebody signals or a socket is ready.
    /// - Parameters:
    ///   - socket: the socket to read from; negative for none.
    ///   - writing: whether readiness to write counts too.
    ///   - timeout: how many milliseconds to wait; negative for ever.
    func wait(socket: Int32, writing: Bool = false, timeout: Int32 = -1) {
        let events = Int16(POLLIN) | (writing ? Int16(POLLOUT) : 0)
        var descriptors = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket, events: events, revents: 0),
        ]
        // Safety: the array has the two entries that the call reads and fills.
        _ = unsafe poll(&descriptors, 2, timeout)
        if descriptors[0].revents != 0 { reset() }
    }
}
