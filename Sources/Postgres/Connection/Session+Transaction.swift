extension Session {
    /// Runs a body between the beginning of a transaction and its end.
    ///
    /// The transaction is committed when the body returns and rolled back when it throws. A body that returns
    /// although one of its statements failed is an error too: the server has undone everything by then.
    func transaction<Result>(
        _ begin: String, interruption: Interruption, _ body: () throws -> Result
    ) throws -> Result {
        resetFailure()
        self.interruption = interruption
        defer { self.interruption = nil }
        interruption.begin(canceller)
        defer { interruption.end() }
        try command(begin)
        let result: Result
        do {
            result = try body()
            try settle()
            if interruption.isRequested { throw DatabaseError(.cancelled, "the task was cancelled") }
        } catch {
            interruption.end()
            self.interruption = nil
            rollBack()
            throw error
        }
        // From here on nothing is interrupted: an answer is worth more than a quick one.
        interruption.end()
        self.interruption = nil
        try commit()
        return result
    }

    private func commit() throws(DatabaseError) {
        let command: String
        do {
            command = try connection.command("commit")
        } catch {
            var error = note(error)
            error.isOutcomeUnknown = error.kind == .connection
            throw error
        }
        guard command == "COMMIT" else {
            throw failure ?? DatabaseError(.server, "the transaction was rolled back instead of committed")
        }
    }
}
