import Directory

/// Cuts a GeoJSON text into its features.
package struct GeoJSONRecords: RecordSplitter {
    private var elements: JSONElements

    /// The features of the file of that name.
    package init(_ file: String, _ choice: MappingChoice) {
        elements = JSONElements(file, at: [["features"]]) { bytes in
            let labels = MappedCells.labels(try JSON(parsing: bytes), .geojson)
            _ = try choice.mapping(for: labels, in: file, [.geojson])
        }
    }

    package mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        try elements.push(chunk, take)
    }

    package mutating func finish(_ take: (RawRecord) throws -> Void) throws {
        try elements.finish(take)
    }
}
