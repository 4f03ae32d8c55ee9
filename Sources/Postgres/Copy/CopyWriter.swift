import CLibpq

/// What a `COPY … FROM STDIN` is fed through.
// Safety: the connection outlives the writer, which is lent for the time of one COPY and cannot be kept.
@safe package struct CopyWriter: ~Copyable {
    private let session: Session
    private let isBinary: Bool
    private var buffer: [UInt8] = []
    private var hasRows = false

    init(_ session: Session, isBinary: Bool) {
        self.session = session
        self.isBinary = isBinary
        buffer.reserveCapacity(2 * Self.chunk)
    }

    /// Sends bytes in the format that the statement names; lines need not end where the bytes end.
    package mutating func write(_ bytes: some Sequence<UInt8>) throws(DatabaseError) {
        buffer.append(contentsOf: bytes)
        try flushIfFull()
    }

    /// Sends text in the format that the statement names.
    package mutating func write(_ text: String) throws(DatabaseError) {
        try write(text.utf8)
    }

    /// Sends one row of values, to a statement that says `with (format binary)`.
    ///
    /// The columns must have exactly the types of the values: the server converts nothing here.
    package mutating func row<each Value: PostgresValue>(_ values: repeat each Value) throws(DatabaseError) {
        guard isBinary else {
            throw DatabaseError(.decoding, "rows need a COPY statement with (format binary)")
        }
        if !hasRows {
            hasRows = true
            buffer.append(contentsOf: Self.header)
        }
        var count: Int16 = 0
        for _ in repeat (each Value).self { count += 1 }
        buffer.append(bigEndian: count)
        repeat try append(each values)
        try flushIfFull()
    }

    /// Sends what is left.
    mutating func finish() throws(DatabaseError) {
        if hasRows { buffer.append(bigEndian: Int16(-1)) }
        try flush()
    }

    private mutating func append(_ value: some PostgresValue) throws(DatabaseError) {
        do {
            try buffer.appendField(value)
        } catch {
            throw DatabaseError(.decoding, "a value of the row \(error.reason)")
        }
    }

    private mutating func flushIfFull() throws(DatabaseError) {
        if buffer.count >= Self.chunk { try flush() }
    }

    private mutating func flush() throws(DatabaseError) {
        if buffer.isEmpty { return }
        if session.interruption?.isRequested == true {
            throw DatabaseError(.cancelled, "the task was cancelled", query: "copy")
        }
        let connection = session.connection
        var start = 0
        // Safety: libpq copies the bytes before it returns.
        let isSent = unsafe buffer.withUnsafeBytes { bytes in
            while start < bytes.count {
                let length = min(bytes.count - start, Self.largestPiece)
                let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                let piece = unsafe base?.advanced(by: start)
                guard unsafe PQputCopyData(connection.handle, piece, Int32(length)) == 1 else { return false }
                start += length
            }
            return true
        }
        guard isSent else { throw DatabaseError(.connection, connection.message) }
        buffer.removeAll(keepingCapacity: true)
    }

    private static let chunk = 64 * 1024
    private static let largestPiece = 1 << 24
    /// The signature, no flags, no extension.
    private static let header: [UInt8] = [
        0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]
}
