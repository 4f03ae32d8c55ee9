import CLibpq

/// The keywords and values with which libpq connects.
struct ConnectionParameters: Sendable {
    /// What a connection is for.
    enum Purpose: Sendable {
        case transactions
        case pipelinedReads
        case listening
    }

    private(set) var values: [String: String]

    init(_ configuration: DatabaseConfiguration, for purpose: Purpose) throws(DatabaseError) {
        let replica = purpose == .pipelinedReads ? configuration.replica : nil
        values = try Self.parse(replica ?? configuration.writer)
        if let name = configuration.databaseName { values["dbname"] = name }
        let hosts = (values["host"] ?? values["hostaddr"] ?? "").split(separator: ",")
        if hosts.count > 1 {
            setDefault("target_session_attrs", replica == nil ? "read-write" : "prefer-standby")
        }
        // A session that may only read would never be taken for one of a server that can be written to.
        if purpose == .pipelinedReads, values["target_session_attrs"] == "read-write" {
            values["target_session_attrs"] = "primary"
        }
        setDefault("connect_timeout", "\(max(2, configuration.connectTimeout.components.seconds))")
        setDefault("application_name", configuration.applicationName)
        setDefault("keepalives", "1")
        setDefault("keepalives_idle", "30")
        setDefault("keepalives_interval", "10")
        setDefault("keepalives_count", "3")
        setDefault("tcp_user_timeout", "\(30_000 + configuration.statementTimeout.milliseconds)")
        values["client_encoding"] = "UTF8"
        // What the connection string asks for comes last and wins.
        let options = [Self.options(configuration, for: purpose), values["options"] ?? ""]
        values["options"] = options.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The value of a keyword, as given or by default.
    subscript(keyword: String) -> String? { values[keyword] }

    private mutating func setDefault(_ keyword: String, _ value: String) {
        if values[keyword] == nil { values[keyword] = value }
    }

    private static func options(_ configuration: DatabaseConfiguration, for purpose: Purpose) -> String {
        let transaction = configuration.idleTransactionTimeout.milliseconds
        var settings = [
            "statement_timeout=\(configuration.statementTimeout.milliseconds)",
            "lock_timeout=\(configuration.lockTimeout.milliseconds)",
            "idle_in_transaction_session_timeout=\(transaction)",
            "TimeZone=UTC",
        ]
        if purpose == .pipelinedReads { settings.append("default_transaction_read_only=on") }
        return settings.map { "-c \($0)" }.joined(separator: " ")
    }

    /// Takes a connection string apart, as libpq itself does.
    static func parse(_ text: String) throws(DatabaseError) -> [String: String] {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = unsafe PQconninfoParse(text, &message) else {
            let reason = unsafe message.map { unsafe String(cString: $0).oneLine } ?? "out of memory"
            unsafe PQfreemem(message)
            throw DatabaseError(.connection, "the connection string cannot be read: \(reason)")
        }
        // Safety: an entry without keyword ends the array, and everything is copied before it is freed.
        defer { unsafe PQconninfoFree(options) }
        var values: [String: String] = [:]
        var index = 0
        while let keyword = unsafe options[index].keyword {
            if let value = unsafe options[index].val {
                unsafe values[String(cString: keyword)] = unsafe String(cString: value)
            }
            index += 1
        }
        return values
    }
}
