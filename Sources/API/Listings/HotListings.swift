import NIOCore
import Synchronization

/// The answers that were asked for a moment ago, ready to be sent again without asking the database.
///
/// An answer is kept no longer than until something is written through this process or PostgreSQL tells that another
/// one has: whoever writes sees it at once, everybody else a moment later, and after the lifetime whatever happens.
final class HotListings: Sendable {
    /// One listing as it is sent.
    struct Answer: Sendable {
        let tag: String
        let bytes: ByteBuffer
    }

    private struct State {
        var answers: [String: (answer: Answer, since: ContinuousClock.Instant)] = [:]
        var bytes = 0
        /// Counts the times that everything was forgotten: what was read before must not be kept after.
        var era = 0
    }

    private let limit: Int
    private let lifetime: Duration
    private let state = Mutex(State())

    /// Answers of so many bytes altogether at most, for so long at most; none are kept where the limit is 0.
    init(limit: Int, lifetime: Duration) {
        (self.limit, self.lifetime) = (limit, lifetime)
    }

    /// Whether answers are kept at all.
    var isKeeping: Bool { limit > 0 }

    /// The answer for a listing, read where it is not at hand.
    func answer(_ id: String, read: () async throws -> Answer) async throws -> Answer {
        guard isKeeping else { return try await read() }
        let now = ContinuousClock.now
        let (known, era) = state.withLock { ($0.answers[id], $0.era) }
        if let known, now - known.since < lifetime { return known.answer }
        let answer = try await read()
        state.withLock { state in
            guard state.era == era else { return }
            if state.bytes > limit { Self.forget(&state) }
            let before = state.answers.updateValue((answer, now), forKey: id)
            state.bytes += answer.bytes.readableBytes - (before?.answer.bytes.readableBytes ?? 0)
        }
        return answer
    }

    /// Forgets everything, also what is being read at this moment.
    func forget() {
        state.withLock { Self.forget(&$0) }
    }

    private static func forget(_ state: inout State) {
        state.answers.removeAll(keepingCapacity: true)
        state.bytes = 0
        state.era += 1
    }
}
