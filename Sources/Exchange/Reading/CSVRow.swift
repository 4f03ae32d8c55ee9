/// One row of a table.
package struct CSVRow: Sendable, Hashable {
    /// The line of the file in which it begins, from 1.
    package let line: Int
    /// The cells.
    package let cells: [String]

    /// A row of these cells.
    package init(line: Int, cells: [String]) {
        (self.line, self.cells) = (line, cells)
    }
}
