import Postgres
import Synchronization

/// Wakes those who wait for the feed to move: one listening connection for all of them, opened with the
/// first.
package final class FeedWatch: Sendable {
    private struct State {
        var waiting: [Int: AsyncStream<Void>.Continuation] = [:]
        /// Those who are told as long as the watch lives.
        var always: [@Sendable () -> Void] = []
        var number = 0
        var isListening = false
        var isStopped = false
    }

    private let database: Database
    private let state = Mutex(State())

    /// A watch over the feed of the context's database.
    package init(_ context: Context) {
        database = context.database
    }

    /// Runs a body with a stream that gives an element whenever the feed may have moved, and ends at the
    /// deadline, with the task or with ``stop()``.
    func withWakeUps<Result>(
        until deadline: ContinuousClock.Instant, _ body: (AsyncStream<Void>) async throws -> Result
    ) async throws -> Result {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number = enter(continuation)
        let alarm = Task(name: "end of a long poll") {
            try? await Task.sleep(until: deadline, clock: .continuous)
            continuation.finish()
        }
        defer {
            alarm.cancel()
            state.withLock { _ = $0.waiting.removeValue(forKey: number) }
            continuation.finish()
        }
        return try await withTaskCancellationHandler {
            try await body(stream)
        } onCancel: {
            continuation.finish()
        }
    }

    /// How many wait at this moment.
    package var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Ends all waits, the present and the coming ones.
    package func stop() {
        let waiting = state.withLock { state in
            state.isStopped = true
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.finish() }
    }

    private func enter(_ continuation: AsyncStream<Void>.Continuation) -> Int {
        let (number, isStopped) = state.withLock { state in
            state.number += 1
            state.waiting[state.number] = continuation
            return (state.number, state.isStopped)
        }
        if isStopped { continuation.finish() } else { listen() }
        return number
    }

    /// Begins to pass on what the listener tells, until the database is closed; once begun or stopped, it does nothing.
    package func listen() {
        let mustListen = state.withLock { state in
            guard !state.isListening, !state.isStopped else { return false }
            state.isListening = true
            return true
        }
        guard mustListen else { return }
        let moved = database.listen("fitxa_changes")
        Task(name: "watch over the feed") {
            for await _ in moved { self.wake() }
            self.state.withLock { $0.isListening = false }
        }
    }

    /// Tells somebody whenever the feed may have moved, as long as the watch lives, once ``listen()`` was called.
    package func always(_ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.always.append(body) }
    }

    private func wake() {
        let (always, waiting) = state.withLock { ($0.always, Array($0.waiting.values)) }
        for body in always { body() }
        for continuation in waiting { continuation.yield() }
    }
}
