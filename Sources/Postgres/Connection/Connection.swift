import CLibpq

/// One open connection of libpq.
// Safety: an instance is used by one thread only, the one that opened it: the class is not `Sendable`, so the
// compiler watches over that. The handle is not NULL and is finished once, by `deinit`.
@safe final class Connection {
    let handle: OpaquePointer

    /// Receives notices; kept alive as long as libpq may call it.
    private let noticeTarget: NoticeTarget?

    init(_ parameters: ConnectionParameters, onNotice: (@Sendable (String) -> Void)?) throws(DatabaseError) {
        let pairs = parameters.values.sorted { $0.key < $1.key }
        guard let handle = unsafe Self.connect(pairs.map(\.key), pairs.map(\.value)) else {
            throw DatabaseError(.connection, "libpq has no memory for a connection")
        }
        guard unsafe PQstatus(handle) == CONNECTION_OK else {
            let message = unsafe String(cString: PQerrorMessage(handle)).oneLine
            unsafe PQfinish(handle)
            throw DatabaseError(.connection, message)
        }
        unsafe self.handle = handle
        noticeTarget = onNotice.map(NoticeTarget.init)
        let target = unsafe noticeTarget.map { unsafe Unmanaged.passUnretained($0).toOpaque() }
        // Safety: the target lives as long as this object, which finishes the connection first.
        unsafe PQsetNoticeReceiver(handle, { unsafe NoticeTarget.receive($0, $1) }, target)
        if unsafe PQparameterStatus(handle, "TimeZone").map({ unsafe String(cString: $0) }) != "UTC" {
            try command("set time zone 'UTC'")
        }
    }

    deinit {
        unsafe PQfinish(handle)
    }

    /// Whether the connection has been lost, as far as libpq has noticed.
    var isLost: Bool { unsafe PQstatus(handle) != CONNECTION_OK }

    /// Whether no transaction is open.
    var isIdle: Bool { unsafe PQtransactionStatus(handle) == PQTRANS_IDLE }

    /// What libpq says about its last failure.
    var message: String { unsafe String(cString: PQerrorMessage(handle)).oneLine }

    /// Sends text without parameters, several statements if there are, and waits for the outcome.
    @discardableResult
    func command(_ sql: String) throws(DatabaseError) -> String {
        let result = try unsafe checked(start(sql), query: nil)
        return result.command
    }

    /// Sends text without parameters, and gives libpq's result of the last statement.
    func start(_ sql: String) -> OpaquePointer? {
        unsafe PQexec(handle, sql)
    }

    /// Prepares a statement under a name.
    func prepare(_ statement: Statement, as name: String) throws(DatabaseError) {
        let types = statement.types
        let result = unsafe PQprepare(handle, name, statement.sql, Int32(types.count), types)
        _ = try unsafe checked(result, query: statement.label)
    }

    /// Executes a prepared statement; the rows come in binary form.
    func execute(_ statement: Statement, as name: String) throws(DatabaseError) -> ResultHandle {
        let result = unsafe statement.withParameters { count, values, lengths, formats in
            unsafe PQexecPrepared(handle, name, count, values, lengths, formats, 1)
        }
        return try unsafe checked(result, query: statement.label)
    }

    /// Sends a prepared statement; nothing else may be done before its outcome has been taken in.
    func send(_ statement: Statement, as name: String) throws(DatabaseError) {
        let isSent = unsafe statement.withParameters { count, values, lengths, formats in
            unsafe PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
        }
        guard isSent == 1 else { throw DatabaseError(.connection, message, query: statement.label) }
    }

    /// Waits for the outcome of the statement that was sent.
    func outcome(of query: String) throws(DatabaseError) -> ResultHandle {
        let result = unsafe PQgetResult(handle)
        defer { drain() }
        return try unsafe checked(result, query: query)
    }

    /// Executes a statement without preparing it.
    func executeOnce(_ statement: Statement) throws(DatabaseError) -> ResultHandle {
        let types = statement.types
        let result = unsafe statement.withParameters { count, values, lengths, formats in
            unsafe PQexecParams(handle, statement.sql, count, types, values, lengths, formats, 1)
        }
        return try unsafe checked(result, query: statement.label)
    }

    /// Takes a result of libpq over, and throws the failure that it reports.
    func checked(_ result: OpaquePointer?, query: String?) throws(DatabaseError) -> ResultHandle {
        guard let result = unsafe result else {
            throw DatabaseError(.connection, message, query: query)
        }
        let handle = unsafe ResultHandle(result)
        if var failure = handle.failure(of: query) {
            if isLost { failure.kind = .connection }
            throw failure
        }
        return handle
    }

    private static func connect(_ keywords: [String], _ values: [String]) -> OpaquePointer? {
        unsafe withCStrings(keywords) { keywords in
            unsafe withCStrings(values) { values in unsafe PQconnectdbParams(keywords, values, 0) }
        }
    }

    /// Lends an array of C strings that ends with NULL.
    // Safety: every text is copied into one buffer, which lives as long as the body runs.
    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        var bytes: [CChar] = []
        var offsets: [Int] = []
        for string in strings {
            offsets.append(bytes.count)
            bytes += string.utf8CString
        }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            var pointers = unsafe offsets.map { unsafe buffer.baseAddress?.advanced(by: $0) }
            unsafe pointers.append(nil)
            return unsafe body(pointers)
        }
    }
}

/// Somebody to whom the notices of a connection go.
private final class NoticeTarget {
    private let receiver: @Sendable (String) -> Void

    init(_ receiver: @escaping @Sendable (String) -> Void) {
        self.receiver = receiver
    }

    // Safety: libpq lends the result for the time of the call; the target is what the connection has set.
    static func receive(_ target: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
        guard let target = unsafe target, let result = unsafe result else { return }
        let text = unsafe String(cString: PQresultErrorMessage(result)).oneLine
        unsafe Unmanaged<NoticeTarget>.fromOpaque(target).takeUnretainedValue().receiver(text)
    }
}
