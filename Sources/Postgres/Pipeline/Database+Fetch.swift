extension Database {
    /// Gives all rows of a query that needs no transaction of its own.
    ///
    /// It is sent together with the reads of other callers. Nothing is promised about the order of reads
    /// that are waiting at the same time.
    package func fetch<Row, each Parameter>(
        _ query: Query<Row, repeat each Parameter>, _ values: repeat each Parameter
    ) async throws -> [Row] {
        try await fetch(try query.bind(repeat each values), as: Row.self)
    }

    /// Gives all rows of a composed statement that needs no transaction of its own.
    package func fetch<Row: PostgresRow>(_ sql: SQL, as row: Row.Type) async throws -> [Row] {
        try await fetch(try sql.statement(), as: row)
    }

    private func fetch<Row: PostgresRow>(_ statement: Statement, as row: Row.Type) async throws -> [Row] {
        try await pipeline.read(statement).rows(row, of: statement.label)
    }
}
