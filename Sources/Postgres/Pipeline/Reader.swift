import Glibc

/// The loop of one reader thread: it sends what waits, hands out what arrives, and sleeps in between.
final class Reader {
    private let configuration: DatabaseConfiguration
    private let queue: ReadQueue
    private let wakeUp = WakeUp()
    private var connection: PipelineConnection?
    /// Reads that must go to a new connection.
    private var repeated: [PipelinedRead] = []

    init(_ configuration: DatabaseConfiguration, _ queue: ReadQueue) {
        self.configuration = configuration
        self.queue = queue
    }

    /// Works until the queue is closed and empty.
    func run() {
        while true {
            replaceIfDue()
            if !repeated.isEmpty {
                defer { repeated = [] }
                send(repeated)
            }
            let inFlight = connection?.inFlight ?? 0
            let room = (connection?.depth ?? 1) - inFlight
            if room > 0, connection?.isStale != true {
                let (reads, isOver) = queue.take(
                    atMost: room, for: wakeUp, isIdle: inFlight == 0)
                if isOver, inFlight == 0 { return }
                send(reads)
                // Nothing of it may have been sent; and only who found nothing to take will be woken.
                if !reads.isEmpty, connection?.inFlight ?? 0 == 0 { continue }
            }
            wakeUp.wait(socket: connection?.socket ?? -1, writing: connection?.hasUnsentBytes ?? false)
            guard let connection else { continue }
            guard connection.flush(), connection.receive() else {
                giveUp(connection)
                continue
            }
            if connection.inFlight == inFlight, inFlight > 0, connection.isLong { rest() }
        }
    }

    /// Lets more of a long answer come in: the server sends it in pieces of eight kilobytes, and to wake up for each of
    /// them costs both sides more than the pieces do.
    private func rest() {
        usleep(200)
    }

    private func send(_ reads: [PipelinedRead]) {
        let reads = reads.filter { !$0.isOver }
        if reads.isEmpty { return }
        let connection: PipelineConnection
        do throws(DatabaseError) {
            connection = try connected()
        } catch {
            for read in reads { read.finish(.failure(error)) }
            return
        }
        for (index, read) in reads.enumerated() where !connection.send(read) {
            queue.putBack(Array(reads[(index + 1)...]))
            giveUp(connection)
            return
        }
        if !connection.flush() { giveUp(connection) }
    }

    private func connected() throws(DatabaseError) -> PipelineConnection {
        if let connection { return connection }
        let parameters = try ConnectionParameters(configuration, for: .pipelinedReads)
        let new = try PipelineConnection(parameters, onNotice: configuration.onNotice)
        connection = new
        return new
    }

    /// Drops a lost connection; what it has not answered is sent once more, on a new one.
    private func giveUp(_ lost: PipelineConnection) {
        connection = nil
        repeated += lost.repeated
        let error = DatabaseError(.connection, "the connection was lost")
        for read in lost.unanswered() {
            if read.mayRepeat() { repeated.append(read) } else { read.finish(.failure(error)) }
        }
    }

    /// Drops a connection that is too old or out of date, once nothing is on its way.
    private func replaceIfDue() {
        guard let connection, connection.inFlight == 0 else { return }
        guard connection.isStale || connection.age > configuration.maximumAge else { return }
        repeated += connection.repeated
        self.connection = nil
    }
}
