import Dispatch
import Synchronization

/// Lets a cancelled task interrupt its own work on a connection, and nobody else's.
final class Interruption: Sendable {
    private let requested = Atomic(false)
    private let running = Mutex<Canceller?>(nil)

    /// Whether the task has been cancelled.
    var isRequested: Bool { requested.load(ordering: .relaxed) }

    /// Opens the time in which statements may be interrupted.
    func begin(_ canceller: Canceller?) {
        running.withLock { $0 = canceller }
    }

    /// Closes that time; a request on its way has been sent when this returns.
    func end() {
        running.withLock { $0 = nil }
    }

    /// Interrupts the statement that is running, and those that would follow.
    func request() {
        requested.store(true, ordering: .relaxed)
        // The request makes its own connection to the server, which must not hold up the cancelling task.
        DispatchQueue.global().async {
            self.running.withLock { $0?.cancel() }
        }
    }
}
