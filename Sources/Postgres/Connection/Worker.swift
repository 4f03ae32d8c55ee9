import Dispatch
import Synchronization

/// A thread that owns at most one session, and runs one piece of work on it after the other.
final class Worker: Sendable {
    private typealias Job = @Sendable (SessionSlot) -> Void

    private struct Inbox {
        var jobs: [Job] = []
        var isStopped = false
    }

    private let inbox = Mutex(Inbox())
    private let signal = DispatchSemaphore(value: 0)

    init(_ configuration: DatabaseConfiguration, for purpose: ConnectionParameters.Purpose = .transactions) {
        DedicatedThread.start {
            let slot = SessionSlot(configuration, for: purpose)
            while let job = self.next() {
                job(slot)
            }
        }
    }

    /// Runs a body on the session, which is opened first if there is none that works.
    ///
    /// When the task is cancelled, the statement that is running is interrupted.
    func run<Result: Sendable>(
        _ body: @escaping @Sendable (SessionSlot, Interruption) throws -> Result
    ) async throws -> Result {
        let interruption = Interruption()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enqueue { slot in
                    continuation.resume(with: Swift.Result { try body(slot, interruption) })
                }
            }
        } onCancel: {
            interruption.request()
        }
    }

    /// Ends the thread and its session, after the work that is waiting.
    func stop() {
        inbox.withLock { $0.isStopped = true }
        signal.signal()
    }

    private func enqueue(_ job: @escaping Job) {
        inbox.withLock { $0.jobs.append(job) }
        signal.signal()
    }

    private func next() -> Job? {
        while true {
            signal.wait()
            let (job, isStopped) = inbox.withLock { inbox in
                (inbox.jobs.isEmpty ? nil : inbox.jobs.removeFirst(), inbox.isStopped)
            }
            if let job { return job }
            if isStopped { return nil }
        }
    }
}
