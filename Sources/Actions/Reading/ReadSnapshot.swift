import Dispatch
import Postgres
package import Store
import Synchronization

/// Hands out everything that is published, as it was at one moment.
package struct ReadSnapshot: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Gives the head of the feed and the number of listings first, then the documents in portions; of the whole only
    /// a few portions are in memory, however slowly they are taken.
    package func run(
        head: (FeedHeadRow, _ count: Int) async throws -> Void, documents: ([DocumentRow]) async throws -> Void
    ) async throws {
        let belt = Belt()
        let database = context.database
        let reading = Task(name: "snapshot") {
            defer { belt.end() }
            try await database.read { tx in
                let count = try tx.one(DocumentQueries.count).value
                try belt.put(.head(try tx.one(ChangeQueries.head), count))
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
        try await withTaskCancellationHandler {
            defer { belt.cancel() }
            for await part in belt.parts {
                switch part {
                case .head(let row, let count): try await head(row, count)
                case .documents(let rows): try await documents(rows)
                }
                belt.taken()
            }
            try await reading.value
        } onCancel: {
            belt.cancel()
            reading.cancel()
        }
    }

    private static let portion = 200
}

/// What a snapshot consists of.
private enum Part: Sendable {
    case head(FeedHeadRow, Int)
    case documents([DocumentRow])
}

/// Carries parts from the thread of a transaction, which has to wait where the reader is slow, to a task.
private final class Belt: Sendable {
    let parts: AsyncStream<Part>
    private let continuation: AsyncStream<Part>.Continuation
    private let room = DispatchSemaphore(value: 0)
    private let isCancelled = Atomic(false)

    init() {
        (parts, continuation) = AsyncStream.makeStream(of: Part.self)
        // A semaphore that starts above zero must not be freed below its start.
        room.signal()
        room.signal()
    }

    /// Waits until there is room, at most so long as the server would leave the transaction open.
    func put(_ part: Part) throws {
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
