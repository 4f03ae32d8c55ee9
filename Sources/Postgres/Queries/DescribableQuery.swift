/// A statement that a test can compare with a migrated database.
package protocol DescribableQuery: Sendable {
    /// The name under which connections prepare the statement.
    var name: String { get }

    /// The text of the statement.
    var sql: String { get }

    /// The columns that the row type reads, in order.
    var expectedColumns: [ExpectedColumn] { get }

    /// The types of the parameters and of the columns on the Swift side, as OIDs.
    func describe() -> (parameters: [UInt32], columns: [UInt32])
}

/// A column as a row type reads it.
package struct ExpectedColumn: Sendable {
    /// The name of the Swift type.
    package let swiftType: String

    /// The type that the Swift type has as a parameter.
    package let type: ColumnType

    /// Tells whether a column of another type can be read just as well.
    package let reads: @Sendable (ColumnType) -> Bool

    init<Value: PostgresValue>(_ type: Value.Type) {
        swiftType = "\(type)"
        self.type = type.columnType
        reads = { Value.reads($0) }
    }
}

extension Query: DescribableQuery {
    package var expectedColumns: [ExpectedColumn] {
        Columns.recording(Row.self)
    }

    package func describe() -> (parameters: [UInt32], columns: [UInt32]) {
        (types, expectedColumns.map(\.type.rawValue))
    }
}
