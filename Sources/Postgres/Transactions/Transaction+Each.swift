extension Transaction where Self: ~Copyable {
    /// Hands the rows of a query out one by one, holding only a batch of them in memory.
    package func each<Row, each Parameter>(
        _ query: Query<Row, repeat each Parameter>, _ values: repeat each Parameter, batch: Int = 1000,
        _ body: (Row) throws -> Void
    ) throws {
        try session.walk(try query.bind(repeat each values), batch: batch, body)
    }

    /// Hands the rows of a composed statement out one by one, holding only a batch of them in memory.
    package func each<Row: PostgresRow>(
        _ sql: SQL, as row: Row.Type, batch: Int = 1000, _ body: (Row) throws -> Void
    ) throws {
        try session.walk(try sql.statement(), batch: batch, body)
    }
}

extension Session {
    /// Reads a result through a cursor.
    fileprivate func walk<Row: PostgresRow>(
        _ statement: Statement, batch: Int, _ body: (Row) throws -> Void
    ) throws {
        let cursor = newCursorName()
        let declaration = statement.prefixed("declare \(cursor) no scroll cursor for ")
        _ = try executeOnce(declaration)
        let fetch = Statement(name: statement.name, sql: "fetch \(max(1, batch)) from \(cursor)", types: [])
        while true {
            let rows = try executeOnce(fetch).rows(Row.self, of: statement.label)
            for row in rows { try body(row) }
            if rows.count < max(1, batch) { break }
        }
        try command("close \(cursor)")
    }
}
