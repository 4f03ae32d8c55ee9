import Dispatch
import Postgres
package import Store
import Synchronization

/// Reads everything that is published, as it was at one moment.
package struct ReadSnapshot: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Begins to read; the parts are then asked for one by one.
    package func start() -> SnapshotReading {
        let belt = Belt()
        let database = context.database
        let task = Task(name: "snapshot") {
            defer { belt.end() }
            try await database.read { tx in
                let count = try tx.one(DocumentQueries.count).value
                try belt.put(.head(try tx.one(ChangeQueries.head), count: count))
                var portion: [DocumentRow] = []
                try tx.each(DocumentQueries.all, batch: Self.portion) { row in
                    portion.append(row)
                    guard portion.count == Self.portion else { return }
                    try belt.put(.documents(portion))
                    portion.removeAll(keepingCapacity: true)
                }
                if !portion.isEmpty { try belt.put(.documents(portion)) }
            }
        }
        return SnapshotReading(belt, task)
    }

    private static let portion = 200
}

/// A part of a snapshot.
package enum SnapshotPart: Sendable {
    /// The head of the feed at that moment, and how many listings follow; the first part.
    case head(FeedHeadRow, count: Int)
    /// The next listings in the order of their ids.
    case documents([DocumentRow])
}

/// A snapshot that is being read; only a few parts are in memory, however slowly they are asked for.
///
/// The reading ends when nobody holds this any more.
package final class SnapshotReading: Sendable {
    private let belt: Belt
    private let task: Task<Void, any Error>

    fileprivate init(_ belt: Belt, _ task: Task<Void, any Error>) {
        (self.belt, self.task) = (belt, task)
    }

    deinit {
        belt.cancel()
        task.cancel()
    }

    /// The next part, nil at the end.
    package func next() async throws -> SnapshotPart? {
        var iterator = belt.parts.makeAsyncIterator()
        if let part = await iterator.next() {
            belt.taken()
            return part
        }
        try await task.value
        return nil
    }
}

/// Carries parts from the thread of a transaction, which has to wait where the reader is slow, to a task.
private final class Belt: Sendable {
    let parts: AsyncStream<SnapshotPart>
    private let continuation: AsyncStream<SnapshotPart>.Continuation
    private let room = DispatchSemaphore(value: 0)
    private let isCancelled = Atomic(false)

    init() {
        (parts, continuation) = AsyncStream.makeStream(of: SnapshotPart.self)
        // A semaphore that starts above zero must not be freed below its start.
        room.signal()
        room.signal()
    }

    /// Waits until there is room, at most so long as the server would leave the transaction open.
    func put(_ part: SnapshotPart) throws {
        guard room.wait(timeout: .now() + .seconds(30)) == .success else { throw CancellationError() }
        guard !isCancelled.load(ordering: .relaxed) else { throw CancellationError() }
        continuation.yield(part)
    }

    func taken() {
        room.signal()
    }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
        continuation.finish()
        room.signal()
        room.signal()
    }

    func end() {
        continuation.finish()
    }
}
