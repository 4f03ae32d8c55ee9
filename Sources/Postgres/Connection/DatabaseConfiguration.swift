/// Where the database is and how patiently it is used.
package struct DatabaseConfiguration: Sendable {
    /// The writer's connection string: a libpq URI or keywords, several hosts allowed.
    package var writer: String

    /// The connection string of the replicas that the pipelined reads go to; nil for the writer's.
    package var replica: String?

    /// The database to use instead of the one that the connection strings name.
    package var databaseName: String?

    /// The most connections for transactions that are open at a time.
    package var poolSize = 8

    /// The number of connections for pipelined reads.
    package var readers = 2

    /// How long somebody waits for a free connection.
    package var acquireDeadline: Duration = .seconds(10)

    /// How long connecting to one host may take.
    package var connectTimeout: Duration = .seconds(5)

    /// How long a statement may run.
    package var statementTimeout: Duration = .seconds(30)

    /// How long a statement may wait for a lock.
    package var lockTimeout: Duration = .seconds(5)

    /// How long a transaction may stay open without doing anything.
    package var idleTransactionTimeout: Duration = .seconds(30)

    /// How long a connection may have been unused before it is asked whether it still works.
    package var idleCheck: Duration = .seconds(60)

    /// How old a connection becomes before it is replaced.
    package var maximumAge: Duration = .seconds(1800)

    /// What the server's own views call this program.
    package var applicationName = "fitxa"

    /// Receives the notices of the server; by default nobody does.
    package var onNotice: (@Sendable (String) -> Void)?

    /// Describes a database with the usual patience.
    package init(writer: String, replica: String? = nil) {
        self.writer = writer
        self.replica = replica
    }

    /// The writer's connection string in the form of keywords, with the database that is really used.
    package func connectionString() throws(DatabaseError) -> String {
        var values = try ConnectionParameters.parse(writer)
        if let databaseName { values["dbname"] = databaseName }
        let pairs = values.sorted { $0.key < $1.key }.map { key, value in
            let escaped = value.map { "\\'".contains($0) ? "\\\($0)" : "\($0)" }.joined()
            return "\(key)='\(escaped)'"
        }
        return pairs.joined(separator: " ")
    }
}

extension Duration {
    /// Whole milliseconds, as PostgreSQL's settings take them.
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
