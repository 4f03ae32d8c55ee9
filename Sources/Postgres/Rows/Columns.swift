import CLibpq

/// The columns of one row, handed out from left to right.
// Safety: the result outlives the value, because only ``ResultHandle`` makes one, lends it, and keeps itself
// alive meanwhile; being noncopyable, it cannot be kept by a row. Every access is bounded by the counts.
@safe package struct Columns: ~Copyable {
    /// Nil while the columns of a row type are being recorded.
    private let result: OpaquePointer?
    private let query: String
    private let count: Int32
    private var row: Int32 = 0
    private var column: Int32 = 0
    private var recorded: [ExpectedColumn] = []

    init(result: OpaquePointer, query: String) {
        unsafe self.result = result
        self.query = query
        count = unsafe PQnfields(result)
    }

    private init() {
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
        guard column < count else {
            let text = "the row type reads column \(column + 1), the statement gives \(count)"
            throw DatabaseError(.decoding, text, query: query)
        }
        defer { column += 1 }
        let columnType = ColumnType(rawValue: unsafe PQftype(result, column))
        if row == 0, !type.reads(columnType) {
            throw problem("is of type \(columnType), which \(type) does not read")
        }
        if unsafe PQgetisnull(result, row, column) != 0 {
            guard let null = type.null else { throw problem("is NULL, which \(type) cannot hold") }
            return null
        }
        let length = Int(unsafe PQgetlength(result, row, column))
        let bytes = unsafe RawSpan(
            _unsafeStart: UnsafeRawPointer(PQgetvalue(result, row, column)), byteCount: length)
        do {
            return try Value.decode(bytes, as: columnType)
        } catch {
            throw problem(error.reason)
        }
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
        let name = unsafe result.flatMap { unsafe PQfname($0, column) }
        let label = unsafe name.map { unsafe String(cString: $0) } ?? ""
        var error = DatabaseError(.decoding, "column \(column + 1), “\(label)”, \(reason)", query: query)
        error.column = label
        return error
    }
}
