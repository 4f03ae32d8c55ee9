import Directory

/// Cuts a GeoJSON text into its features.
package struct GeoJSONRecords: RecordSplitter {
    private var elements: JSONElements

    /// The features of the file of that name.
    package init(_ file: String, _ choice: MappingChoice) {
        elements = JSONElements(file, at: [["features"]]) { bytes in
            let feature = try JSON(parsing: bytes)
            if GeoJSONListing.isOwn(feature) { return }
            let labels = MappedCells.labels(feature, .geojson)
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

/// Reads features: those that Fitxa wrote as they are, all others by the mapping that fits.
struct GeoJSONReader: RecordReader {
    private let mapped: MappingReader
    private let vocabularies: Vocabularies

    init(_ mapped: MappingReader, _ vocabularies: Vocabularies) {
        (self.mapped, self.vocabularies) = (mapped, vocabularies)
    }

    var version: String { mapped.version }

    func read(_ bytes: [UInt8], name: String) -> Reading {
        guard let json = try? JSON(parsing: bytes), GeoJSONListing.isOwn(json) else {
            return mapped.read(bytes, name: name)
        }
        return GeoJSONListing.read(json, name: name, vocabularies)
    }

    func copy(of listing: ListingRecord) -> Document? {
        let feature = GeoJSONWriter.feature(ContractJSON.render(listing))
        guard case .record(let record) = GeoJSONListing.read(feature, name: "", vocabularies) else {
            return nil
        }
        return record.document
    }
}
