import CLibpq

extension Transaction where Self: ~Copyable {
    /// Streams the output of a `COPY … TO STDOUT`, in pieces of about 64 kilobytes that end with a row.
    package func copyOut(_ statement: SQL, _ body: ([UInt8]) throws -> Void) throws {
        try session.copyOut(try statement.textOnly(), body)
    }
}

extension Session {
    fileprivate func copyOut(_ sql: String, _ body: ([UInt8]) throws -> Void) throws {
        let opening = try noting { () throws(DatabaseError) in
            try unsafe connection.checked(connection.start(sql), query: "copy")
        }
        guard opening.status == PGRES_COPY_OUT else {
            throw note(DatabaseError(.decoding, "is not a COPY … TO STDOUT", query: "copy"))
        }
        do {
            try receive(body)
        } catch {
            canceller?.cancel()
            connection.discardCopy()
            throw error
        }
        _ = try noting { () throws(DatabaseError) in
            try unsafe connection.checked(PQgetResult(connection.handle), query: "copy")
        }
        connection.drain()
    }

    private func receive(_ body: ([UInt8]) throws -> Void) throws {
        var chunk: [UInt8] = []
        while try connection.appendCopyData(to: &chunk) {
            if chunk.count < 64 * 1024 { continue }
            try body(chunk)
            chunk.removeAll(keepingCapacity: true)
        }
        if !chunk.isEmpty { try body(chunk) }
    }
}

extension Connection {
    /// Receives the next row; false at the end, whether it is a good one or not.
    fileprivate func appendCopyData(to chunk: inout [UInt8]) throws(DatabaseError) -> Bool {
        var row: UnsafeMutablePointer<CChar>?
        let length = unsafe PQgetCopyData(handle, &row, 0)
        if length == -1 { return false }
        guard length > 0, let row = unsafe row else {
            throw DatabaseError(.connection, message, query: "copy")
        }
        // Safety: libpq has allocated as many bytes as it says, and they are copied before they are freed.
        unsafe chunk.append(contentsOf: UnsafeRawBufferPointer(start: row, count: Int(length)))
        unsafe PQfreemem(row)
        return true
    }

    /// Receives the rest of an interrupted COPY and throws it away.
    fileprivate func discardCopy() {
        var row: UnsafeMutablePointer<CChar>?
        while unsafe PQgetCopyData(handle, &row, 0) > 0 {
            unsafe PQfreemem(row)
            unsafe row = nil
        }
        drain()
    }
}
