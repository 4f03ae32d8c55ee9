package import Directory

/// A small table with a header, its cells by the name of their column.
package struct CSVTable: Sendable {
    /// One row below the header.
    package struct Row: Sendable {
        /// The line of the file in which it begins.
        package let line: Int
        fileprivate let columns: [String: Int]
        fileprivate let cells: [String]

        /// The trimmed cell, empty where the table has no such column.
        package subscript(_ column: String) -> String {
            guard let index = columns[column], cells.indices.contains(index) else { return "" }
            return cells[index].trimmed
        }
    }

    /// The names of the columns in order.
    package let columns: [String]
    /// The rows below the header.
    package let rows: [Row]

    /// Reads the bytes of a file; problems are told by file, line and column.
    package init(_ bytes: [UInt8], file: String, required: [String]) throws(Invalid) {
        let read: [CSVRow]
        do throws(CSVError) {
            read = try CSVParser.rows(of: bytes, separator: 0x2C, encoding: .utf8)
        } catch {
            throw Invalid([FieldProblem(file, "csv.invalid", error.description)])
        }
        let header = read.first?.cells.map(\.trimmed) ?? []
        var problems: [FieldProblem] = []
        for column in required where !header.contains(column) {
            problems.append(FieldProblem(file, "column.missing", "the column \(column) is missing"))
        }
        let indices = Dictionary(zip(header, header.indices)) { first, _ in first }
        if indices.count != header.count {
            problems.append(FieldProblem(file, "column.twice", "a column stands twice"))
        }
        for row in read.dropFirst() where row.cells.count != header.count {
            let message = "expected \(header.count) cells, not \(row.cells.count)"
            problems.append(FieldProblem("\(file):\(row.line)", "row.length", message))
        }
        guard problems.isEmpty else { throw Invalid(problems) }
        columns = header
        rows = read.dropFirst().map { Row(line: $0.line, columns: indices, cells: $0.cells) }
    }
}
