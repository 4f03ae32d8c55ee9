/// A row of a result, read column by column from left to right.
///
/// An initialiser reads the same columns whatever their values are, and checks nothing about them: it also
/// runs with blank values, to learn which columns it wants.
package protocol PostgresRow: Sendable {
    /// Reads the columns with ``Columns/next(_:)``.
    init(_ columns: inout Columns) throws(DatabaseError)
}

/// A row of a single column.
package struct One<Value: PostgresValue>: PostgresRow {
    /// What the column holds.
    package let value: Value

    /// Reads the only column.
    package init(_ columns: inout Columns) throws(DatabaseError) {
        value = try columns.next()
    }
}

/// The row of a statement that gives none.
package struct NoRow: PostgresRow {
    /// Reads nothing.
    package init(_ columns: inout Columns) {}
}
