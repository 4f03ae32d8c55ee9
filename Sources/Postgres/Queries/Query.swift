/// A named, constant statement: the types of its parameters and of the rows that it gives.
///
/// Every connection prepares it once under its name, so the name must be unique in the program.
/// ```swift
/// static let phone = Query<One<String>, Int>("contact_phone", "select phone from contacts where id = $1")
/// ```
package struct Query<Row: PostgresRow, each Parameter: PostgresValue>: Sendable {
    package let name: String
    package let sql: String
    let types: [UInt32]

    /// Takes a name in snake_case and a statement with `$1` and so on for the parameters.
    package init(_ name: String, _ sql: String) {
        self.name = name
        self.sql = sql
        var types: [UInt32] = []
        repeat types.append((each Parameter).columnType.rawValue)
        self.types = types
    }

    /// Puts values to the parameters.
    func bind(_ values: repeat each Parameter) throws(DatabaseError) -> Statement {
        var statement = Statement(name: name, sql: sql, types: types)
        repeat try statement.bind(each values)
        return statement
    }
}
