/// SQL text with its values in binary form, ready to be sent on any connection.
struct Statement: Sendable {
    /// The name under which the statement is prepared; nil for composed text, which the connection names.
    let name: String?
    private(set) var sql: String
    let types: [UInt32]
    private(set) var bytes: [UInt8] = []
    /// The length of each value within ``bytes``; −1 for NULL.
    private(set) var lengths: [Int32] = []

    /// What an error calls this statement.
    var label: String { name ?? "composed statement" }

    init(name: String?, sql: String, types: [UInt32]) {
        self.name = name
        self.sql = sql
        self.types = types
        lengths.reserveCapacity(types.count)
    }

    /// The same values with more text in front.
    func prefixed(_ prefix: String) -> Statement {
        var copy = self
        copy.sql = prefix + sql
        return copy
    }

    /// Adds the next value.
    mutating func bind(_ value: some PostgresValue) throws(DatabaseError) {
        guard !value.isNull else {
            lengths.append(-1)
            return
        }
        let start = bytes.count
        do {
            try value.encode(into: &bytes)
        } catch {
            let text = "the value of parameter \(lengths.count + 1) \(error.reason)"
            throw DatabaseError(.decoding, text, query: label)
        }
        guard let length = Int32(exactly: bytes.count - start) else {
            throw DatabaseError(.decoding, "parameter \(lengths.count + 1) is too long", query: label)
        }
        lengths.append(length)
    }

    /// Lends the values in the three arrays that libpq takes: pointers, lengths, formats.
    func withParameters<Result>(
        _ body: (
            _ count: Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?,
            UnsafePointer<Int32>?
        )
            -> Result
    ) -> Result {
        let formats = [Int32](repeating: 1, count: lengths.count)
        // Safety: an empty text is not NULL, so the base must not be nil: hence the spare byte. All pointers
        // stay within the buffers they come from, and the callee keeps none of them.
        return unsafe (bytes.isEmpty ? [0] : bytes).withUnsafeBytes { buffer in
            var pointers: [UnsafePointer<CChar>?] = unsafe []
            unsafe pointers.reserveCapacity(lengths.count)
            var offset = 0
            for length in lengths {
                let base = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
                unsafe pointers.append(length < 0 ? nil : base?.advanced(by: offset))
                offset += Int(max(0, length))
            }
            return unsafe body(Int32(lengths.count), pointers, lengths, formats)
        }
    }
}
