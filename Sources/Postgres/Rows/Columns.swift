import CLibpq

/// The columns of one row, handed out from left to right.
// Safety: the result outlives the value, because only ``ResultHandle`` makes one, lends it, and keeps itself
// alive meanwhile; being noncopyable, it cannot be kept by a row. Every access is bounded by the counts.
@safe package struct Columns: ~Copyable {
    /// What keeps the result alive; nil while the columns of a row type are being recorded.
    private let owner: ResultHandle?
    private let result: OpaquePointer?
    private let query: String
    private let count: Int32
    private var row: Int32 = 0
    /// How many columns of the row have been read.
    private var column: Int32 = 0
    private var recorded: [ExpectedColumn] = []

    init(_ owner: ResultHandle, _ result: OpaquePointer, query: String) {
        self.owner = owner
        unsafe self.result = result
        self.query = query
        count = unsafe PQnfields(result)
    }

    private init() {
        owner = nil
        unsafe result = nil
        query = ""
        count = 0
    }

    /// Reads the next column.
    package mutating func next<Value: PostgresValue>(
        _ type: Value.Type = Value.self
    ) throws(DatabaseError) -> Value {
        guard let result = unsafe result else {
            recorded.append(ExpectedColumn(type))
            return type.blank
        }
        let columnType = try advance()
        if row == 0, !type.reads(columnType) {
            throw problem("is of type \(columnType), which \(type) does not read")
        }
        if unsafe PQgetisnull(result, row, column - 1) != 0 { return try null(type) }
        let length = Int(unsafe PQgetlength(result, row, column - 1))
        let bytes = unsafe RawSpan(
            _unsafeStart: UnsafeRawPointer(PQgetvalue(result, row, column - 1)), byteCount: length)
        do {
            return try Value.decode(bytes, as: columnType)
        } catch {
            throw problem(error.reason)
        }
    }

    /// Reads the next column; most are of these types, and read without generic code that knows no type.
    package mutating func next() throws(DatabaseError) -> String { try next(String.self) }

    /// Reads the next column, of another type in the same way.
    package mutating func next() throws(DatabaseError) -> String? { try next(String?.self) }

    /// Reads the next column, of another type in the same way.
    package mutating func next() throws(DatabaseError) -> Int { try next(Int.self) }

    /// Reads the next column, of another type in the same way.
    package mutating func next() throws(DatabaseError) -> Bool { try next(Bool.self) }

    /// Reads the next column, of another type in the same way.
    package mutating func next() throws(DatabaseError) -> Double? { try next(Double?.self) }

    // Apart, because the optional that it handles is dear to a caller that is generic.
    @inline(never)
    private func null<Value: PostgresValue>(_ type: Value.Type) throws(DatabaseError) -> Value {
        guard let null = type.null else { throw problem("is NULL, which \(type) cannot hold") }
        return null
    }

    /// Reads the next column, a text that is passed on as it is and never read here: it stays in the result.
    package mutating func nextBytes() throws(DatabaseError) -> TextBytes {
        if unsafe result == nil {
            _ = try next(String.self)
            return TextBytes()
        }
        guard let bytes = try nextBytesIfAny() else { throw problem("is NULL, which a text cannot be") }
        return bytes
    }

    /// Reads the next column as ``nextBytes()`` does, nil where it is NULL.
    package mutating func nextBytesIfAny() throws(DatabaseError) -> TextBytes? {
        guard let result = unsafe result, let owner else {
            _ = try next(String?.self)
            return nil
        }
        let columnType = try advance()
        if row == 0, !String.reads(columnType) {
            throw problem("is of type \(columnType), which is no text")
        }
        guard unsafe PQgetisnull(result, row, column - 1) == 0 else { return nil }
        let length = Int(unsafe PQgetlength(result, row, column - 1))
        return unsafe TextBytes(
            owner,
            UnsafeRawBufferPointer(
                start: PQgetvalue(result, row, column - 1), count: length))
    }

    /// Goes to the next column, and gives its type.
    private mutating func advance() throws(DatabaseError) -> ColumnType {
        guard column < count else {
            let text = "the row type reads column \(column + 1), the statement gives \(count)"
            throw DatabaseError(.decoding, text, query: query)
        }
        column += 1
        return ColumnType(rawValue: unsafe PQftype(result, column - 1))
    }

    /// Goes to the first column of a row, which must be within the result.
    mutating func start(row: Int32) {
        self.row = row
        column = 0
    }

    /// Refuses a row type that leaves columns unread.
    func finish() throws(DatabaseError) {
        guard column == count else {
            let text = "the row type reads \(column) columns, the statement gives \(count)"
            throw DatabaseError(.decoding, text, query: query)
        }
    }

    /// Tells which columns a row type reads.
    static func recording<Row: PostgresRow>(_ type: Row.Type) -> [ExpectedColumn] {
        var columns = Columns()
        // A row type that checks blank values and refuses them leaves its later columns out, and the
        // comparison of their number tells.
        _ = try? Row(&columns)
        return columns.recorded
    }

    private func problem(_ reason: String) -> DatabaseError {
        let name = unsafe result.flatMap { unsafe PQfname($0, column - 1) }
        let label = unsafe name.map { unsafe String(cString: $0) } ?? ""
        var error = DatabaseError(.decoding, "column \(column), “\(label)”, \(reason)", query: query)
        error.column = label
        return error
    }
}
