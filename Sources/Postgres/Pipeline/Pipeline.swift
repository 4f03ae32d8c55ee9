import Synchronization

/// The readers that share the single reads of all callers among them.
final class Pipeline: Sendable {
    private struct Life {
        var running = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let configuration: DatabaseConfiguration
    let queue: ReadQueue
    private let life = Mutex(Life())
    private let hasStarted = Atomic(false)

    init(_ configuration: DatabaseConfiguration) {
        self.configuration = configuration
        queue = ReadQueue(patience: configuration.acquireDeadline)
    }

    /// Sends a statement, and waits for its result.
    func read(_ statement: Statement) async throws(DatabaseError) -> ResultHandle {
        if !hasStarted.load(ordering: .relaxed) { start() }
        let read = PipelinedRead(statement)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                read.wait(continuation)
                queue.submit(read)
            }
        } onCancel: {
            read.finish(.failure(DatabaseError(.cancelled, "the task was cancelled")))
        }
        return try outcome.get()
    }

    /// Refuses new reads, and waits until the others have been answered.
    func close() async {
        queue.close()
        await withCheckedContinuation { continuation in
            let isOver = life.withLock { life in
                if life.running > 0 { life.waiting.append(continuation) }
                return life.running == 0
            }
            if isOver { continuation.resume() }
        }
    }

    /// Starts the readers, the first time that something is to be read.
    private func start() {
        if hasStarted.exchange(true, ordering: .relaxed) { return }
        let count = max(1, configuration.readers)
        life.withLock { $0.running += count }
        for _ in 0..<count {
            DedicatedThread.start { [configuration] in
                Reader(configuration, self.queue).run()
                self.readerEnded()
            }
        }
    }

    private func readerEnded() {
        let waiting = life.withLock { life -> [CheckedContinuation<Void, Never>] in
            life.running -= 1
            return life.running == 0 ? life.waiting : []
        }
        for continuation in waiting { continuation.resume() }
    }
}
