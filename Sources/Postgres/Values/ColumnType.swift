/// A PostgreSQL data type, by its number (OID) in the catalogue.
package struct ColumnType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt32

    /// Takes a number from the catalogue.
    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    static let bool = ColumnType(rawValue: 16)
    static let bytea = ColumnType(rawValue: 17)
    static let name = ColumnType(rawValue: 19)
    static let int8 = ColumnType(rawValue: 20)
    static let int2 = ColumnType(rawValue: 21)
    static let int4 = ColumnType(rawValue: 23)
    static let text = ColumnType(rawValue: 25)
    static let json = ColumnType(rawValue: 114)
    static let float8 = ColumnType(rawValue: 701)
    static let bpchar = ColumnType(rawValue: 1042)
    static let varchar = ColumnType(rawValue: 1043)
    static let timestamptz = ColumnType(rawValue: 1184)
    static let numeric = ColumnType(rawValue: 1700)
    static let uuid = ColumnType(rawValue: 2950)
    static let jsonb = ColumnType(rawValue: 3802)

    /// The array type of this type, nil when this module has no use for one.
    package var array: ColumnType? {
        Self.arrays[self].map(ColumnType.init(rawValue:))
    }

    package var description: String {
        if let name = Self.names[self] { return name }
        let element = Self.arrays.first { $0.value == rawValue }?.key
        return element.map { "\($0)[]" } ?? "type \(rawValue)"
    }

    private static let names: [ColumnType: String] = [
        .bool: "bool", .bytea: "bytea", .name: "name", .int8: "int8", .int2: "int2", .int4: "int4",
        .text: "text", .json: "json", .float8: "float8", .bpchar: "bpchar", .varchar: "varchar",
        .timestamptz: "timestamptz", .numeric: "numeric", .uuid: "uuid", .jsonb: "jsonb",
    ]

    private static let arrays: [ColumnType: UInt32] = [
        .bool: 1000, .bytea: 1001, .name: 1003, .int8: 1016, .int2: 1005, .int4: 1007,
        .text: 1009, .json: 199, .float8: 1022, .bpchar: 1014, .varchar: 1015,
        .timestamptz: 1185, .numeric: 1231, .uuid: 2951, .jsonb: 3807,
    ]
}
