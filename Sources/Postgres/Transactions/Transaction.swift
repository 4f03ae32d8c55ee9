/// What every transaction can do.
///
/// It is lent to a synchronous closure and cannot be kept, so nothing waits for anything but the database
/// while it is open.
package protocol Transaction: ~Copyable {
    /// The connection that the transaction runs on.
    var session: Session { get }
}

/// A transaction that sees one state of the database and cannot change it.
package struct ReadTransaction: Transaction, ~Copyable {
    package let session: Session
}

/// A transaction that may change the database.
package struct WriteTransaction: Transaction, ~Copyable {
    package let session: Session
}

extension Transaction where Self: ~Copyable {
    /// Gives all rows of a query.
    package func all<Row, each Parameter>(
        _ query: Query<Row, repeat each Parameter>, _ values: repeat each Parameter
    ) throws(DatabaseError) -> [Row] {
        let result = try session.execute(try query.bind(repeat each values))
        return try result.rows(Row.self, of: query.name)
    }

    /// Gives the first row of a query, nil when there is none.
    package func first<Row, each Parameter>(
        _ query: Query<Row, repeat each Parameter>, _ values: repeat each Parameter
    ) throws(DatabaseError) -> Row? {
        try all(query, repeat each values).first
    }

    /// Gives the first row of a query, and throws when there is none.
    package func one<Row, each Parameter>(
        _ query: Query<Row, repeat each Parameter>, _ values: repeat each Parameter
    ) throws(DatabaseError) -> Row {
        guard let row = try first(query, repeat each values) else {
            throw DatabaseError(.noRow, "there is no such row", query: query.name)
        }
        return row
    }

    /// Executes a query for its effect, and gives the number of rows concerned.
    @discardableResult
    package func run<Row, each Parameter>(
        _ query: Query<Row, repeat each Parameter>, _ values: repeat each Parameter
    ) throws(DatabaseError) -> Int {
        try session.execute(try query.bind(repeat each values)).affected
    }

    /// Sends a query for its effect and goes on while the server executes it.
    ///
    /// What goes wrong with it is thrown by the next query of the transaction, or by its end.
    package func send<Row, each Parameter>(
        _ query: Query<Row, repeat each Parameter>, _ values: repeat each Parameter
    ) throws(DatabaseError) {
        try session.send(try query.bind(repeat each values))
    }

    /// Gives all rows of a composed statement.
    package func all<Row: PostgresRow>(_ sql: SQL, as row: Row.Type) throws(DatabaseError) -> [Row] {
        let statement = try sql.statement()
        return try session.execute(statement).rows(row, of: statement.label)
    }

    /// Gives the first row of a composed statement, nil when there is none.
    package func first<Row: PostgresRow>(_ sql: SQL, as row: Row.Type) throws(DatabaseError) -> Row? {
        try all(sql, as: row).first
    }

    /// Executes a composed statement for its effect, and gives the number of rows concerned.
    @discardableResult
    package func run(_ sql: SQL) throws(DatabaseError) -> Int {
        try session.execute(try sql.statement()).affected
    }
}
