/// One row of a table.
package struct CSVRow: Sendable, Hashable {
    /// The line of the file in which it begins, from 1.
    package let line: Int
    /// The cells.
    package let cells: [String]

    /// The places of the cells that hold bytes of another encoding than the table.
    package let damaged: [Int]

    /// A row of these cells.
    package init(line: Int, cells: [String], damaged: [Int] = []) {
        (self.line, self.cells, self.damaged) = (line, cells, damaged)
    }
}
