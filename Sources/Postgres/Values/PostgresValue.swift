/// A value that travels as a binary parameter or column.
///
/// The conforming types decide what exists: nothing is sent or read as text, and a column of any
/// other type is refused with the names of both.
package protocol PostgresValue: Sendable {
    /// The type under which the value is sent.
    static var columnType: ColumnType { get }

    /// A placeholder, for learning the columns of a row without a database.
    static var blank: Self { get }

    /// What SQL's NULL becomes; nil when the type cannot hold it.
    static var null: Self? { get }

    /// Tells whether a column of this type can be read.
    static func reads(_ type: ColumnType) -> Bool

    /// Whether the value is sent as NULL.
    var isNull: Bool { get }

    /// Appends the binary form of a value that is not NULL.
    func encode(into bytes: inout [UInt8]) throws(ValueProblem)

    /// Reads the binary form of a value that is not NULL.
    static func decode(_ bytes: RawSpan, as type: ColumnType) throws(ValueProblem) -> Self
}

extension PostgresValue {
    package static var null: Self? { nil }

    package static func reads(_ type: ColumnType) -> Bool {
        type == columnType
    }

    package var isNull: Bool { false }
}

/// A value that can be the element of an array.
package protocol PostgresElement: PostgresValue {}

/// The reason why a value cannot be sent or read.
package struct ValueProblem: Error, Sendable {
    /// A phrase that completes "the value …".
    package let reason: String

    /// Takes the phrase.
    package init(_ reason: String) {
        self.reason = reason
    }
}
