import CLibpq

extension WriteTransaction {
    /// Fills a table through `COPY … FROM STDIN`, and gives the number of rows.
    ///
    /// Nothing is kept when the body throws.
    @discardableResult
    package func copyIn(
        into statement: SQL, _ body: (inout CopyWriter) throws -> Void
    ) throws -> Int {
        try session.copyIn(try statement.textOnly(), body)
    }
}

extension Session {
    fileprivate func copyIn(_ sql: String, _ body: (inout CopyWriter) throws -> Void) throws -> Int {
        let opening = try noting { () throws(DatabaseError) in
            try unsafe connection.checked(connection.start(sql), query: "copy")
        }
        guard opening.status == PGRES_COPY_IN else {
            throw note(DatabaseError(.decoding, "is not a COPY … FROM STDIN", query: "copy"))
        }
        var writer = CopyWriter(self, isBinary: opening.isBinary)
        do {
            try body(&writer)
            try writer.finish()
        } catch {
            // The server's own complaint, if there is one, says more than a broken stream does.
            let answer = endCopy(because: "the sender gave up")
            if let databaseError = error as? DatabaseError, databaseError.kind == .connection, let answer {
                throw note(answer)
            }
            throw error
        }
        return try finishCopy()
    }

    private func finishCopy() throws(DatabaseError) -> Int {
        guard unsafe PQputCopyEnd(connection.handle, nil) == 1 else {
            throw note(DatabaseError(.connection, connection.message, query: "copy"))
        }
        let count = try noting { () throws(DatabaseError) in
            try unsafe connection.checked(PQgetResult(connection.handle), query: "copy")
        }.affected
        connection.drain()
        return count
    }

    /// Tells the server to forget what has arrived, and gives the error that it answers with.
    private func endCopy(because reason: String) -> DatabaseError? {
        _ = unsafe PQputCopyEnd(connection.handle, reason)
        let result = unsafe PQgetResult(connection.handle)
        defer { connection.drain() }
        return unsafe result.flatMap { unsafe ResultHandle($0).failure(of: "copy") }
    }
}

extension Connection {
    /// Throws away the results that are left of a statement.
    func drain() {
        while let rest = unsafe PQgetResult(handle) {
            unsafe PQclear(rest)
        }
    }
}

extension SQL {
    /// The text of a statement that takes no values, as COPY does not.
    func textOnly() throws(DatabaseError) -> String {
        let statement = try statement()
        guard statement.lengths.isEmpty else {
            throw DatabaseError(.decoding, "COPY takes no values", query: "copy")
        }
        return statement.sql
    }
}
