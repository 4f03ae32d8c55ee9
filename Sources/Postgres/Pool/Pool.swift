import Dispatch
import Synchronization

/// Workers that are lent one by one, first come, first served.
///
/// A worker is started when all others are busy, up to a limit; after that one waits, but not for ever.
final class Pool: Sendable {
    private struct Waiter {
        let ticket: Ticket
        let deadline: ContinuousClock.Instant
        let continuation: CheckedContinuation<Result<Worker, DatabaseError>, Never>
    }

    private struct State {
        var idle: [Worker] = []
        var started = 0
        var waiters: [Waiter] = []
        var hasTimer = false
        var isClosed = false
        var drained: [CheckedContinuation<Void, Never>] = []
    }

    /// One caller's place, which also tells whether the caller has given up before joining the queue.
    private final class Ticket: Sendable {
        let isCancelled = Atomic(false)
    }

    private let configuration: DatabaseConfiguration
    private let state = Mutex(State())

    init(_ configuration: DatabaseConfiguration) {
        self.configuration = configuration
    }

    /// How many workers are in use, how many are idle, and how many callers wait for one.
    var counts: (inUse: Int, idle: Int, waiting: Int) {
        state.withLock { ($0.started - $0.idle.count, $0.idle.count, $0.waiters.count) }
    }

    /// Runs a body with a worker of its own.
    func withWorker<Value: Sendable>(_ body: (Worker) async throws -> Value) async throws -> Value {
        let worker = try await acquire()
        defer { release(worker) }
        return try await body(worker)
    }

    /// Refuses new callers, waits until all workers are back, and ends them.
    func close() async {
        let waiters = state.withLock { state in
            state.isClosed = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume(returning: .failure(Self.closed)) }
        await withCheckedContinuation { continuation in
            let isDrained = state.withLock { state in
                if state.started == state.idle.count { return true }
                state.drained.append(continuation)
                return false
            }
            if isDrained { continuation.resume() }
        }
        let idle = state.withLock { state in
            defer { state.idle = []; state.started = 0 }
            return state.idle
        }
        for worker in idle { worker.stop() }
    }

    private func acquire() async throws(DatabaseError) -> Worker {
        let ticket = Ticket()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enter(ticket, continuation)
            }
        } onCancel: {
            cancel(ticket)
        }
        return try result.get()
    }

    private func enter(
        _ ticket: Ticket, _ continuation: CheckedContinuation<Result<Worker, DatabaseError>, Never>
    ) {
        let answer: Result<Worker, DatabaseError>? = state.withLock { state in
            if state.isClosed { return .failure(Self.closed) }
            if ticket.isCancelled.load(ordering: .relaxed) { return .failure(Self.cancelled) }
            if let worker = state.idle.popLast() { return .success(worker) }
            if state.started < configuration.poolSize {
                state.started += 1
                return .success(Worker(configuration))
            }
            let deadline = ContinuousClock.now + configuration.acquireDeadline
            state.waiters.append(Waiter(ticket: ticket, deadline: deadline, continuation: continuation))
            if !state.hasTimer {
                state.hasTimer = true
                scheduleExpiry(in: configuration.acquireDeadline)
            }
            return nil
        }
        if let answer { continuation.resume(returning: answer) }
    }

    private func release(_ worker: Worker) {
        let (next, drained) = state.withLock { state -> (Waiter?, [CheckedContinuation<Void, Never>]) in
            if !state.waiters.isEmpty { return (state.waiters.removeFirst(), []) }
            state.idle.append(worker)
            guard state.isClosed, state.started == state.idle.count else { return (nil, []) }
            defer { state.drained = [] }
            return (nil, state.drained)
        }
        next?.continuation.resume(returning: .success(worker))
        for continuation in drained { continuation.resume() }
    }

    private func cancel(_ ticket: Ticket) {
        ticket.isCancelled.store(true, ordering: .relaxed)
        let waiter = state.withLock { state -> Waiter? in
            let index = state.waiters.firstIndex { $0.ticket === ticket }
            return index.map { state.waiters.remove(at: $0) }
        }
        waiter?.continuation.resume(returning: .failure(Self.cancelled))
    }

    /// One timer serves all who wait: they have the same patience, so the first one's deadline comes first.
    private func scheduleExpiry(in delay: Duration) {
        let milliseconds = Int(max(1, delay.milliseconds))
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { self.expire() }
    }

    private func expire() {
        let expired = state.withLock { state -> [Waiter] in
            let now = ContinuousClock.now
            let expired = Array(state.waiters.prefix { $0.deadline <= now })
            state.waiters.removeFirst(expired.count)
            state.hasTimer = !state.waiters.isEmpty
            if let next = state.waiters.first { scheduleExpiry(in: now.duration(to: next.deadline)) }
            return expired
        }
        for waiter in expired { waiter.continuation.resume(returning: .failure(Self.exhausted)) }
    }

    private static let closed = DatabaseError(.connection, "the database has been closed")
    private static let cancelled = DatabaseError(.cancelled, "the task was cancelled")
    private static let exhausted = DatabaseError(.timeout, "no database connection became free in time")
}
