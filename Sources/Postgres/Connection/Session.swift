/// A connection with what it has prepared: what transactions run on, one at a time, on one thread.
package final class Session {
    let connection: Connection
    let canceller: Canceller?
    private var names = PreparedNames()
    private var cursors = 0

    /// The cancellation of the task that uses the session at the moment.
    var interruption: Interruption?

    /// The last failure since the transaction began, apart from those that only say that there was one.
    private(set) var failure: DatabaseError?

    /// What a statement is called whose outcome is still to come.
    private var sent: String?

    /// Whether the server no longer agrees with what was prepared, after a change of the schema for instance.
    private var isStale = false

    init(_ parameters: ConnectionParameters, onNotice: (@Sendable (String) -> Void)?) throws(DatabaseError) {
        connection = try Connection(parameters, onNotice: onNotice)
        canceller = unsafe Canceller(connection.handle)
    }

    /// Whether somebody else can use the session.
    var isReusable: Bool { !isStale && !connection.isLost && connection.isIdle }

    /// Forgets the failures of the transaction before.
    func resetFailure() {
        failure = nil
    }

    /// Executes a statement, which is prepared first if the connection has not seen it.
    func execute(_ statement: Statement) throws(DatabaseError) -> ResultHandle {
        try noting { () throws(DatabaseError) in
            try connection.execute(statement, as: try prepared(statement))
        }
    }

    /// Sends a statement and does not wait for its outcome, which the next step or the commit takes in.
    func send(_ statement: Statement) throws(DatabaseError) {
        try noting { () throws(DatabaseError) in
            try connection.send(statement, as: try prepared(statement))
        }
        sent = statement.label
    }

    /// Takes in the outcome of a statement that was sent, if there is one.
    func settle() throws(DatabaseError) {
        guard let query = sent else { return }
        sent = nil
        do throws(DatabaseError) {
            _ = try connection.outcome(of: query)
        } catch {
            throw note(error)
        }
    }

    /// Rolls the transaction back, whatever is still under way.
    func rollBack() {
        sent = nil
        // A connection that cannot even do this is not reused.
        _ = try? connection.command("rollback")
    }

    /// The name under which the connection knows a statement.
    private func prepared(_ statement: Statement) throws(DatabaseError) -> String {
        let step = try names.step(for: statement)
        if let evicted = step.evicted { try connection.command("deallocate \"\(evicted)\"") }
        guard step.mustPrepare else { return step.name }
        do throws(DatabaseError) {
            try connection.prepare(statement, as: step.name)
        } catch {
            names.forget(statement)
            throw error
        }
        return step.name
    }

    /// Executes a statement without preparing it.
    func executeOnce(_ statement: Statement) throws(DatabaseError) -> ResultHandle {
        try noting { () throws(DatabaseError) in try connection.executeOnce(statement) }
    }

    /// Sends text without parameters.
    @discardableResult
    func command(_ sql: String) throws(DatabaseError) -> String {
        let result = try noting { () throws(DatabaseError) in
            try unsafe connection.checked(connection.start(sql), query: nil)
        }
        return result.command
    }

    /// A name for a cursor that no other one has.
    func newCursorName() -> String {
        cursors += 1
        return "cursor_\(cursors)"
    }

    /// Runs a step unless the task has been cancelled or what was sent before has failed; remembers how it failed.
    func noting<Result>(
        _ step: () throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        try settle()
        do throws(DatabaseError) {
            if interruption?.isRequested == true {
                throw DatabaseError(.cancelled, "the task was cancelled")
            }
            return try step()
        } catch {
            throw note(error)
        }
    }

    /// Remembers a failure, and tells an interruption from the limit for a statement.
    func note(_ error: DatabaseError) -> DatabaseError {
        var error = error
        if error.sqlState == "57014", interruption?.isRequested == true {
            error.kind = .cancelled
        }
        // An unknown statement, or a plan whose result has another form than before.
        if error.sqlState == "26000" || error.sqlState == "0A000" { isStale = true }
        if error.sqlState != "25P02" { failure = error }
        return error
    }
}
