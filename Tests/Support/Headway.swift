import Synchronization

/// What writers have committed, and whether they are done.
package final class Headway: Sendable {
    private struct State {
        var committed: Set<Int> = []
        var isFinished = false
        var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

        /// Those whose count is reached, who wait no longer.
        mutating func takeReached() -> [CheckedContinuation<Void, Never>] {
            let count = committed.count
            defer { waiting.removeAll { $0.count <= count } }
            return waiting.filter { $0.count <= count }.map(\.continuation)
        }
    }

    private let state = Mutex(State())

    /// Nothing is committed yet.
    package init() {}

    /// The numbers of what is committed.
    package var committed: Set<Int> { state.withLock(\.committed) }
    /// Whether the writers are to stop.
    package var isFinished: Bool { state.withLock(\.isFinished) }

    /// Notes that something of that number is committed.
    package func commit(_ position: Int) {
        let reached = state.withLock { state in
            state.committed.insert(position)
            return state.takeReached()
        }
        for continuation in reached { continuation.resume() }
    }

    /// Waits until so much is committed, or the writers are to stop.
    package func untilCommitted(_ count: Int) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let reached = state.withLock { state -> [CheckedContinuation<Void, Never>] in
                if state.isFinished { return [continuation] }
                state.waiting.append((count, continuation))
                return state.takeReached()
            }
            for continuation in reached { continuation.resume() }
        }
    }

    /// Lets the writers stop, and those who wait for them.
    package func finish() {
        let waiting = state.withLock { state in
            state.isFinished = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.continuation.resume() }
    }
}
