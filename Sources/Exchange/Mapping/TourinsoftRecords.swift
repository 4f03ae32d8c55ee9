import Directory

/// Cuts what Tourinsoft hands out into records: JSON of OData v2 and of the API v3, or a table.
package struct TourinsoftRecords: RecordSplitter {
    private let file: String
    private let choice: MappingChoice
    private var splitter: (any RecordSplitter)?

    /// The records of the file of that name.
    package init(_ file: String, _ choice: MappingChoice) {
        (self.file, self.choice) = (file, choice)
    }

    package mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        // The first sign tells, behind white space and a byte order mark.
        if splitter == nil, let first = chunk.first(where: { !" \n\r\t".utf8.contains($0) && $0 < 0x80 }) {
            splitter = make(isJSON: first == UInt8(ascii: "{") || first == UInt8(ascii: "["))
        }
        try splitter?.push(chunk, take)
    }

    package mutating func finish(_ take: (RawRecord) throws -> Void) throws {
        try splitter?.finish(take)
    }

    private func make(isJSON: Bool) -> any RecordSplitter {
        guard isJSON else { return CSVRecords(file, choice, formats: [.csv, .tourinsoft]) }
        let (file, choice) = (file, choice)
        return JSONElements(file, at: [["d", "results"], ["value"], ["d"]]) { bytes in
            let labels = MappedCells.labels(try JSON(parsing: bytes), .tourinsoft)
            _ = try choice.mapping(for: labels, in: file, [.tourinsoft])
        }
    }
}
