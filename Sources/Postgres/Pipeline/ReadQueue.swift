import Dispatch
import Synchronization

/// The reads that wait to be sent, and the readers that wait for something to send.
final class ReadQueue: Sendable {
    private struct State {
        var waiting: [PipelinedRead] = []
        var sleepers: [WakeUp] = []
        var hasTimer = false
        var isClosed = false
        var reads = 0
        var batches = 0
    }

    private let patience: Duration
    private let state = Mutex(State())

    /// - Parameter patience: how long a read waits before it fails.
    init(patience: Duration) {
        self.patience = patience
    }

    /// How many reads wait, and how many have been taken so far, in how many batches.
    var counts: (waiting: Int, reads: Int, batches: Int) {
        state.withLock { ($0.waiting.count, $0.reads, $0.batches) }
    }

    /// Adds a read, and wakes a reader that has nothing else to do.
    ///
    /// Readers with something on its way look here by themselves when the next result arrives.
    func submit(_ read: PipelinedRead) {
        let (isAccepted, sleeper) = state.withLock { state -> (Bool, WakeUp?) in
            if state.isClosed { return (false, nil) }
            state.waiting.append(read)
            startTimer(&state, after: patience)
            return (true, state.sleepers.popLast())
        }
        sleeper?.signal()
        if !isAccepted { read.finish(.failure(DatabaseError(.connection, "the database has been closed"))) }
    }

    /// Puts reads back in front, those of a lost connection for instance.
    func putBack(_ reads: [PipelinedRead]) {
        if reads.isEmpty { return }
        let sleeper = state.withLock { state in
            state.waiting = reads + state.waiting
            return state.sleepers.popLast()
        }
        sleeper?.signal()
    }

    /// Takes reads for a reader.
    /// - Parameters:
    ///   - limit: the most that the reader can send now.
    ///   - reader: how to wake the reader.
    ///   - isIdle: whether the reader will sleep when it gets nothing, and must be woken then.
    /// - Returns: the reads, and whether there will never be any again.
    func take(atMost limit: Int, for reader: WakeUp, isIdle: Bool) -> (reads: [PipelinedRead], isOver: Bool) {
        state.withLock { state in
            state.sleepers.removeAll { $0 === reader }
            if state.waiting.isEmpty {
                if isIdle { state.sleepers.append(reader) }
                return ([], state.isClosed)
            }
            let reads = Array(state.waiting.prefix(limit))
            state.waiting.removeFirst(reads.count)
            state.reads += reads.count
            state.batches += 1
            return (reads, false)
        }
    }

    /// Accepts nothing more, and wakes everybody so that they notice.
    func close() {
        let sleepers = state.withLock { state in
            state.isClosed = true
            defer { state.sleepers = [] }
            return state.sleepers
        }
        for sleeper in sleepers { sleeper.signal() }
    }

    private func startTimer(_ state: inout State, after delay: Duration) {
        if state.hasTimer { return }
        state.hasTimer = true
        let milliseconds = Int(max(1, delay.milliseconds))
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { self.expire() }
    }

    private func expire() {
        let expired = state.withLock { state -> [PipelinedRead] in
            let now = ContinuousClock.now
            let expired = Array(state.waiting.prefix { $0.enqueued.duration(to: now) >= patience })
            state.waiting.removeFirst(expired.count)
            state.hasTimer = false
            if let next = state.waiting.first {
                startTimer(&state, after: patience - next.enqueued.duration(to: now))
            }
            return expired
        }
        let error = DatabaseError(.timeout, "no database connection became free in time")
        for read in expired { read.finish(.failure(error)) }
    }
}
