import Synchronization

extension Database {
    /// Listens on a channel until the stream is no longer read, or the database is closed.
    ///
    /// The stream gives an element when something has been notified, however often, and each time that a
    /// connection has been made: the first time, because notifications before it went unheard, and after
    /// every loss.
    package func listen(_ channel: String) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let listener = Listener(configuration, channel: channel, continuation)
        let isOpen = listeners.withLock { listeners in
            listeners?.append(listener)
            return listeners != nil
        }
        continuation.onTermination = { [weak self] _ in
            listener.stop()
            self?.listeners.withLock { $0?.removeAll { $0 === listener } }
        }
        if isOpen { listener.start() } else { continuation.finish() }
        return stream
    }
}
