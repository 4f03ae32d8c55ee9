/// A statement composed at run time, in which an interpolated value can only become a parameter.
///
/// ```swift
/// var sql: SQL = "select id from listings where category = \(category)"
/// if let commune { sql += " and commune = \(commune)" }
/// ```
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    enum Piece: Sendable {
        case text(String)
        case value(any PostgresValue)
    }

    private(set) var pieces: [Piece]

    /// Takes text that stands in the program.
    package init(stringLiteral value: StaticString) {
        pieces = [.text(value.description)]
    }

    /// Takes text that stands in the program, with values and other statements between.
    package init(stringInterpolation: StringInterpolation) {
        pieces = stringInterpolation.pieces
    }

    private init(pieces: [Piece]) {
        self.pieces = pieces
    }

    /// Whether nothing would be sent.
    package var isEmpty: Bool {
        pieces.allSatisfy { piece in
            if case .text(let text) = piece { text.isEmpty } else { false }
        }
    }

    /// Puts two statements one after the other.
    package static func + (left: SQL, right: SQL) -> SQL {
        SQL(pieces: left.pieces + right.pieces)
    }

    /// Adds text and values at the end.
    package static func += (left: inout SQL, right: SQL) {
        left.pieces += right.pieces
    }

    /// The text and the values to send.
    func statement() throws(DatabaseError) -> Statement {
        var text = ""
        var values: [any PostgresValue] = []
        for piece in pieces {
            switch piece {
            case .text(let part):
                text += part
            case .value(let value):
                values.append(value)
                text += "$\(values.count)"
            }
        }
        let types = values.map { type(of: $0).columnType.rawValue }
        var statement = Statement(name: nil, sql: text, types: types)
        for value in values {
            try statement.bind(value)
        }
        return statement
    }

    /// The parts of a statement as the compiler meets them.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        /// Begins with nothing.
        package init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(2 * interpolationCount + 1)
        }

        /// Adds text that stands in the program.
        package mutating func appendLiteral(_ literal: StaticString) {
            pieces.append(.text(literal.description))
        }

        /// Adds a value, as a parameter.
        package mutating func appendInterpolation(_ value: some PostgresValue) {
            pieces.append(.value(value))
        }

        /// Splices another statement in.
        package mutating func appendInterpolation(_ fragment: SQL) {
            pieces += fragment.pieces
        }

        /// Adds the quoted name of a table, a column or the like, chosen among the cases of an enum.
        package mutating func appendInterpolation<Name: RawRepresentable & CaseIterable>(identifier: Name)
        where Name.RawValue == String {
            let quoted = identifier.rawValue.split(separator: "\"", omittingEmptySubsequences: false)
            pieces.append(.text("\"" + quoted.joined(separator: "\"\"") + "\""))
        }
    }
}

extension Sequence<SQL> {
    /// Joins statements, with another one between each two.
    package func joined(separator: SQL) -> SQL {
        var joined: SQL = ""
        for (index, part) in enumerated() {
            if index > 0 { joined += separator }
            joined += part
        }
        return joined
    }
}
