import CLibpq

/// A connection in pipeline mode: statements are sent without waiting for the answers to those before.
///
/// Each read is a piece of the pipeline of its own, so that one that fails does not harm its neighbours.
final class PipelineConnection {
    private enum Step {
        case deallocate
        case prepare(name: String)
        case execute(PipelinedRead, name: String)
        case sync
    }

    private let connection: Connection
    private var names = PreparedNames()
    /// The answers that are still to come, in order.
    private var steps: [Step] = []
    private var head = 0
    /// Why statements could not be prepared: for the reads that were sent before that was known.
    private var failedPreparations: [String: DatabaseError] = [:]
    private let opened = ContinuousClock.now

    /// Reads that shall be sent again on another connection.
    private(set) var repeated: [PipelinedRead] = []

    /// How many reads have been sent and not been answered.
    private(set) var inFlight = 0

    /// How many reads may be on their way: what keeps the server busy for two milliseconds.
    ///
    /// Quick reads share their round trips; slow ones are left to the other readers, so that none of them waits
    /// behind the others while a reader has nothing to do.
    var depth: Int {
        let reads = Self.workload / max(pace, .nanoseconds(1))
        return Int(min(max(reads, 2), Double(Self.deepest)))
    }

    /// Whether the last answers came in several pieces.
    var isLong: Bool { size > 32 << 10 }

    /// How many bytes an answer has, averaged over the last ones.
    private var size = 0

    /// How long the server takes for one read, averaged over the last ones.
    private var pace: Duration = .microseconds(200)
    /// When the server began with the read that it is at.
    private var begun = ContinuousClock.now

    private static let workload: Duration = .milliseconds(2)
    private static let deepest = 64

    /// Whether something is left to be written.
    private(set) var hasUnsentBytes = false

    /// Whether what was prepared does not fit the database any more.
    private(set) var isStale = false

    init(_ parameters: ConnectionParameters, onNotice: (@Sendable (String) -> Void)?) throws(DatabaseError) {
        connection = try Connection(parameters, onNotice: onNotice)
        // What libpq receives into grows with the longest value and stays so: long results come with fewer calls.
        try connection.command("select repeat(' ', 262144)")
        guard unsafe PQsetnonblocking(connection.handle, 1) == 0,
            unsafe PQenterPipelineMode(connection.handle) == 1
        else { throw DatabaseError(.connection, connection.message) }
    }

    var socket: Int32 { unsafe PQsocket(connection.handle) }

    var age: Duration { opened.duration(to: .now) }

    /// Queues a read; false when the connection does not take anything any more.
    func send(_ read: PipelinedRead) -> Bool {
        let step: PreparedNames.Step
        do throws(DatabaseError) {
            step = try names.step(for: read.statement)
        } catch {
            read.finish(.failure(error))
            return true
        }
        steps.append(contentsOf: planned(step, read))
        if inFlight == 0 { begun = ContinuousClock.now }
        inFlight += 1
        if let evicted = step.evicted {
            let sql = "deallocate \"\(evicted)\""
            guard unsafe PQsendQueryParams(connection.handle, sql, 0, nil, nil, nil, nil, 0) == 1 else {
                return false
            }
        }
        let statement = read.statement
        if step.mustPrepare {
            let types = statement.types
            let count = Int32(types.count)
            guard unsafe PQsendPrepare(connection.handle, step.name, statement.sql, count, types) == 1
            else { return false }
        }
        let isSent = unsafe statement.withParameters { count, values, lengths, formats in
            unsafe PQsendQueryPrepared(connection.handle, step.name, count, values, lengths, formats, 1)
        }
        return unsafe isSent == 1 && fitxa_pipeline_sync(connection.handle) == 1
    }

    /// Writes what the socket takes, without waiting; false when the connection is lost.
    func flush() -> Bool {
        let outcome = unsafe PQflush(connection.handle)
        hasUnsentBytes = outcome > 0
        return outcome >= 0
    }

    /// Takes in what has arrived and hands results out; false when the connection is lost.
    func receive() -> Bool {
        guard unsafe PQconsumeInput(connection.handle) == 1 else { return false }
        var emptyAnswers = 0
        while head < steps.count, unsafe PQisBusy(connection.handle) == 0 {
            guard let result = unsafe PQgetResult(connection.handle) else {
                // NULL ends the results of a statement; twice in a row means that there are no more.
                emptyAnswers += 1
                if emptyAnswers > 1 { break }
                if case .sync = steps[head] { continue }
                advance()
                continue
            }
            emptyAnswers = 0
            let handle = unsafe ResultHandle(result)
            guard accept(handle) else { return false }
        }
        return !connection.isLost
    }

    /// The reads that have not been answered, when the connection is given up.
    func unanswered() -> [PipelinedRead] {
        steps[head...].compactMap { step in
            if case .execute(let read, _) = step, !read.isOver { read } else { nil }
        }
    }

    private func planned(_ step: PreparedNames.Step, _ read: PipelinedRead) -> [Step] {
        var planned: [Step] = step.evicted == nil ? [] : [.deallocate]
        if step.mustPrepare { planned.append(.prepare(name: step.name)) }
        return planned + [.execute(read, name: step.name), .sync]
    }

    /// Deals with a result; false when it says that the connection is ending.
    private func accept(_ result: ResultHandle) -> Bool {
        switch steps[head] {
        case .deallocate:
            return true
        case .prepare(let name):
            failedPreparations[name] = result.failure(of: nil)
            return !Self.isEnding(failedPreparations[name])
        case .sync:
            advance()
            return true
        case .execute(let read, let name):
            return answer(read, named: name, with: result)
        }
    }

    private func answer(_ read: PipelinedRead, named name: String, with result: ResultHandle)
        -> Bool
    {
        guard var failure = failedPreparations[name] ?? result.failure(of: nil) else {
            size = (size * 7 + result.size) / 8
            read.finish(.success(result))
            return true
        }
        if Self.isEnding(failure) || connection.isLost { return false }
        if failedPreparations[name] != nil { names.forget(read.statement) }
        if Self.isAboutNames(failure) {
            isStale = true
            if read.mayRepeat() {
                repeated.append(read)
                return true
            }
        }
        failure.query = read.statement.label
        read.finish(.failure(failure))
        return true
    }

    private func advance() {
        if case .execute = steps[head] {
            inFlight -= 1
            let now = ContinuousClock.now
            pace = (pace * 7 + (now - begun)) / 8
            begun = now
        }
        head += 1
        if head == steps.count || head > Self.compaction {
            steps.removeFirst(head)
            head = 0
            if steps.isEmpty { failedPreparations = [:] }
        }
    }

    /// How many answers are kept at most after they have come.
    private static let compaction = 256

    /// Whether the server knows other statements than this side: one is missing, one is there already, or the
    /// result of one has another form since the schema was changed.
    private static func isAboutNames(_ failure: DatabaseError) -> Bool {
        ["26000", "42P05", "0A000"].contains(failure.sqlState)
    }

    private static func isEnding(_ failure: DatabaseError?) -> Bool {
        failure?.kind == .connection
    }
}
