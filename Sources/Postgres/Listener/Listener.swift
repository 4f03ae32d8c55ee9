import Synchronization

/// A thread with a connection of its own that waits for notifications on a channel.
///
/// A lost connection is made again, with growing pauses between the attempts. Whatever was notified meanwhile
/// is unknown, so each new connection counts as a notification.
final class Listener: Sendable {
    private let configuration: DatabaseConfiguration
    private let channel: String
    private let wakeUp = WakeUp()
    private let isStopped = Atomic(false)
    private let continuation: AsyncStream<Void>.Continuation

    init(
        _ configuration: DatabaseConfiguration, channel: String,
        _ continuation: AsyncStream<Void>.Continuation
    ) {
        self.configuration = configuration
        self.channel = channel
        self.continuation = continuation
    }

    /// Begins to listen, on a new thread.
    func start() {
        DedicatedThread.start {
            self.run()
            self.continuation.finish()
        }
    }

    /// Ends the thread and the stream.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        wakeUp.signal()
    }

    private func run() {
        var pause = Self.shortestPause
        while !isStopped.load(ordering: .relaxed) {
            if let connection = try? connect() {
                pause = Self.shortestPause
                continuation.yield()
                listen(on: connection)
            } else {
                wakeUp.wait(socket: -1, timeout: Int32(pause))
                pause = min(2 * pause, Self.longestPause)
            }
        }
    }

    private func connect() throws(DatabaseError) -> Connection {
        let parameters = try ConnectionParameters(configuration, for: .listening)
        let connection = try Connection(parameters, onNotice: configuration.onNotice)
        let quoted = channel.split(separator: "\"", omittingEmptySubsequences: false).joined(
            separator: "\"\"")
        try connection.command("listen \"\(quoted)\"")
        return connection
    }

    /// Passes notifications on until the connection is lost or nobody listens any more.
    private func listen(on connection: Connection) {
        while !isStopped.load(ordering: .relaxed) {
            // Those that came with the answer to LISTEN are not announced by the socket.
            if connection.takeNotifications() { continuation.yield() }
            wakeUp.wait(socket: connection.socket)
            guard connection.consumeInput() else { return }
        }
    }

    /// In milliseconds.
    private static let shortestPause = 100
    private static let longestPause = 10_000
}
