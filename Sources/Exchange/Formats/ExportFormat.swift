package import Directory

/// The formats that listings go out in.
package enum ExportFormat: String, CaseIterable, Sendable {
    case fitxa
    case geojson
    case csv
    case jsonld

    /// What the format cannot carry, for the report at the end of an export.
    package var omissions: [String] {
        switch self {
        case .fitxa: []
        case .geojson: ["not carried: a second contact of the same kind, private parts, credits of media"]
        case .csv: ["not carried: other languages than French and English, prices, media, dates, private parts"]
        case .jsonld: ["not carried: other languages than French, provenance, private parts, what schema.org lacks"]
        }
    }
}

/// Writes listings one after the other in a format.
package struct ExportWriter: Sendable {
    private let format: ExportFormat
    private let schemaOrg: SchemaOrgWriter
    private let publicURL: String

    /// A writer of that format; ids of linked data start with the public address.
    package init(_ format: ExportFormat, _ vocabularies: Vocabularies, publicURL: String) {
        self.format = format
        self.publicURL = publicURL
        schemaOrg = SchemaOrgWriter(vocabularies: vocabularies)
    }

    /// The bytes of some listings; `first` where nothing was written before.
    package func bytes(of records: [ListingRecord], first: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, record) in records.enumerated() {
            if first, index == 0 { bytes += Array(header.utf8) } else { bytes += Array(separator.utf8) }
            switch format {
            case .fitxa: bytes += FitxaLine.write(record)
            case .geojson: GeoJSONWriter.feature(ContractJSON.render(record)).write(into: &bytes)
            case .csv: bytes += Array(CSVWriter.row(record).utf8)
            case .jsonld:
                schemaOrg.render(record, id: "\(publicURL)/listings/\(record.id)").write(into: &bytes)
                bytes.append(0x0A)
            }
        }
        return bytes
    }

    /// What follows the last of so many listings.
    package func end(_ count: Int) -> [UInt8] {
        guard format == .geojson || format == .csv else { return [] }
        let end = format == .geojson ? GeoJSONWriter.footer : ""
        return Array(((count == 0 ? header : "") + end).utf8)
    }

    private var header: String {
        switch format {
        case .geojson: GeoJSONWriter.header
        case .csv: CSVWriter.header
        case .fitxa, .jsonld: ""
        }
    }

    private var separator: String {
        format == .geojson ? GeoJSONWriter.separator : ""
    }
}
