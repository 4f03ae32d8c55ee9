import Synchronization

/// A single read on its way through the pipeline, and the caller who waits for it.
final class PipelinedRead: Sendable {
    typealias Outcome = Result<ResultHandle, DatabaseError>

    private enum State {
        case new
        case waiting(CheckedContinuation<Outcome, Never>)
        case over(Outcome?)
    }

    let statement: Statement
    let enqueued = ContinuousClock.now
    private let state = Mutex(State.new)
    private let attempts = Atomic(0)

    init(_ statement: Statement) {
        self.statement = statement
    }

    /// Whether nobody waits for the outcome any more.
    var isOver: Bool {
        state.withLock { state in
            if case .over = state { true } else { false }
        }
    }

    /// Counts an attempt that a lost connection has ended; true when another one is due.
    func mayRepeat() -> Bool {
        attempts.add(1, ordering: .relaxed).newValue < 2
    }

    /// Makes a caller wait, unless the outcome is known already.
    func wait(_ continuation: CheckedContinuation<Outcome, Never>) {
        let known = state.withLock { state -> Outcome? in
            if case .over(let outcome) = state { return outcome }
            state = .waiting(continuation)
            return nil
        }
        if let known { continuation.resume(returning: known) }
    }

    /// Gives the caller the outcome; whatever comes after the first one is thrown away.
    func finish(_ outcome: Outcome) {
        let continuation = state.withLock { state -> CheckedContinuation<Outcome, Never>? in
            switch state {
            case .new:
                state = .over(outcome)
                return nil
            case .waiting(let continuation):
                state = .over(nil)
                return continuation
            case .over:
                return nil
            }
        }
        continuation?.resume(returning: outcome)
    }
}
