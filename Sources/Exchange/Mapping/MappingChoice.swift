import Directory

/// The mappings that may be used: the ready-made ones, or the one that somebody has named.
package enum MappingChoice: Sendable {
    /// The first of these that fits the columns.
    case ready([Mapping])
    /// This one, whatever the columns are.
    case named(Mapping)

    /// All of them.
    package var all: [Mapping] {
        switch self {
        case .ready(let mappings): mappings.filter { !$0.isTemplate }
        case .named(let mapping): [mapping]
        }
    }

    /// The name of the source of a record by the mapping that fits it, nil where none does.
    package func source(of record: RawRecord) -> String? {
        guard let json = try? JSON(parsing: record.bytes) else { return nil }
        if GeoJSONListing.isOwn(json) { return GeoJSONListing.source }
        return mapping(of: json)?.source
    }

    /// The mapping for a record, nil where none fits.
    func mapping(of json: JSON) -> Mapping? {
        switch self {
        case .named(let mapping): return mapping
        case .ready:
            let mappings = all
            let isFeature = json["properties"]?.object != nil
            let labels = MappedCells.labels(json, isFeature ? .geojson : .csv)
            let tables = mappings.filter { $0.format != .json && ($0.format == .geojson) == isFeature }
            return tables.first { !$0.isOpen && $0.fits(labels) } ?? tables.first {
                $0.isOpen && $0.fits(labels)
            }
                ?? mappings.first { $0.format == .json && $0.fits(json) }
        }
    }

    /// The mapping for a file with these columns.
    ///
    /// Refused: a file that no ready-made mapping fits, a named mapping whose key the file does not have.
    func mapping(for labels: [String], in file: String, _ formats: Set<Mapping.Format>) throws(NoMapping)
        -> Mapping
    {
        switch self {
        case .named(let mapping):
            let missing = mapping.missing(from: labels)
            guard missing.isEmpty else {
                throw NoMapping(file: file, missing: missing, mapping: mapping.name)
            }
            return mapping
        case .ready:
            let possible = all.filter { formats.contains($0.format) && $0.fits(labels) }
            guard let mapping = possible.first(where: { !$0.isOpen }) ?? possible.first else {
                throw NoMapping(file: file, missing: [], mapping: nil)
            }
            return mapping
        }
    }
}

/// Why a file cannot be read with the mappings at hand.
package struct NoMapping: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file.
    package let file: String
    /// The columns that the named mapping needs and the file does not have.
    package let missing: [String]
    /// The mapping that was named.
    package let mapping: String?

    package var description: String {
        if let mapping {
            return
                "\(file) has no column \(missing.joined(separator: ", ")), which the mapping \(mapping) needs"
        }
        return "no ready-made mapping fits the columns of \(file): give one with --mapping FILE, "
            + "or have one proposed with --suggest-mapping"
    }
}
