/// The place of a worker's session: empty, or a session that is replaced when it has become useless.
final class SessionSlot {
    private let configuration: DatabaseConfiguration
    private let purpose: ConnectionParameters.Purpose
    private var session: Session?
    private var opened = ContinuousClock.now
    private var lastUse = ContinuousClock.now

    init(_ configuration: DatabaseConfiguration, for purpose: ConnectionParameters.Purpose) {
        self.configuration = configuration
        self.purpose = purpose
    }

    /// Runs a body in a transaction.
    ///
    /// A session that turns out to be dead when the transaction begins is replaced once: nothing has been
    /// done by then.
    func transaction<Value>(
        _ begin: String, interruption: Interruption, _ body: (Session) throws -> Value
    ) -> Result<Value, TransactionFailure> {
        let isFresh = session == nil
        var hasBegun = false
        let result = attempt(begin, interruption) { session in
            hasBegun = true
            return try body(session)
        }
        if case .failure(let failure) = result, !hasBegun, !isFresh, failure.isLostConnection {
            return attempt(begin, interruption, body)
        }
        return result
    }

    /// Lends the session for something else than a transaction of its own.
    func lend<Result>(_ body: (Session) throws -> Result) throws -> Result {
        let session = try working()
        defer { putBack(session) }
        return try body(session)
    }

    private func attempt<Value>(
        _ begin: String, _ interruption: Interruption, _ body: (Session) throws -> Value
    ) -> Result<Value, TransactionFailure> {
        let session: Session
        do {
            session = try working()
        } catch {
            return .failure(TransactionFailure(error: error, cause: error))
        }
        defer { putBack(session) }
        do {
            return .success(try session.transaction(begin, interruption: interruption) { try body(session) })
        } catch {
            return .failure(TransactionFailure(error: error, cause: session.failure))
        }
    }

    private func putBack(_ session: Session) {
        self.session = session.isReusable ? session : nil
        lastUse = .now
    }

    /// A session that can be expected to work.
    private func working() throws(DatabaseError) -> Session {
        if let session, isFit(session) { return session }
        session = nil
        let parameters = try ConnectionParameters(configuration, for: purpose)
        let new = try Session(parameters, onNotice: configuration.onNotice)
        session = new
        opened = .now
        return new
    }

    private func isFit(_ session: Session) -> Bool {
        let now = ContinuousClock.now
        if opened.duration(to: now) > configuration.maximumAge || !session.isReusable { return false }
        if lastUse.duration(to: now) < configuration.idleCheck { return true }
        return (try? session.connection.command("")) != nil
    }
}
