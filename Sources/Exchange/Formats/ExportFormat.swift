package import Directory

/// The formats that listings go out in.
package enum ExportFormat: String, CaseIterable, Sendable {
    case fitxa
    case geojson
    case csv
    case jsonld
    case apidae
    case datatourisme
    case tif
}

/// Writes listings one after the other in a format.
package struct ExportWriter: Sendable {
    private let format: ExportFormat
    private let schemaOrg: SchemaOrgWriter
    private let apidae: ApidaeWriter
    private let datatourisme: DATAtourismeWriter
    private let tif: TourInFranceWriter
    private let vocabularies: Vocabularies
    private let publicURL: String
    private let mapped: MappingReader
    private let linked: SchemaOrgReader

    /// A writer of that format; ids of linked data start with the public address, `mappings` are what a table is
    /// read back with.
    package init(
        _ format: ExportFormat, _ vocabularies: Vocabularies, publicURL: String,
        mappings: MappingChoice = .ready([])
    ) {
        self.format = format
        (self.vocabularies, self.publicURL) = (vocabularies, publicURL)
        linked = SchemaOrgReader(vocabularies: vocabularies, communes: CommuneIndex([]))
        mapped = MappingReader(mappings, vocabularies: vocabularies, communes: CommuneIndex([]))
        schemaOrg = SchemaOrgWriter(vocabularies: vocabularies)
        apidae = ApidaeWriter(vocabularies: vocabularies)
        datatourisme = DATAtourismeWriter(vocabularies: vocabularies, publicURL: publicURL)
        tif = TourInFranceWriter(vocabularies: vocabularies)
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
            case .apidae: apidae.render(record).write(into: &bytes)
            case .datatourisme: datatourisme.render(record).write(into: &bytes)
            case .tif: bytes += Array(tif.render(record).utf8)
            }
        }
        return bytes
    }

    /// What follows the last of so many listings.
    package func end(_ count: Int) -> [UInt8] {
        Array(((count == 0 ? header : "") + footer).utf8)
    }

    /// How many of these listings have a value at a path that the format could not carry, or earlier revisions (`history`).
    ///
    /// Elements of lists are counted by their field: what matters is that a contact is lost, not which.
    package func omitted(of records: [ListingRecord]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for record in records {
            let paths = omissions(record).map {
                $0.field.shape == .keyed ? $0.field.rawValue : $0.description
            }
            for path in Set(paths) { counts[path, default: 0] += 1 }
            // The one format that carries all that a listing says does not carry what it said before.
            if format == .fitxa, record.revision > 1 { counts["history", default: 0] += 1 }
        }
        return counts
    }

    private func omissions(_ record: ListingRecord) -> [FieldPath] {
        switch format {
        case .apidae: apidae.omissions(record)
        case .datatourisme: datatourisme.omissions(record)
        case .tif: tif.omissions(record)
        case .geojson:
            ReadBack.omissions(
                record.document,
                GeoJSONListing.read(
                    GeoJSONWriter.feature(ContractJSON.render(record)), name: "", vocabularies))
        case .csv:
            ReadBack.omissions(
                record.document, mapped.with(ReadBack.communes(record.document)).copy(of: record))
        case .jsonld:
            ReadBack.omissions(
                record.document,
                linked.with(ReadBack.communes(record.document)).read(
                    schemaOrg.render(record, id: record.id.text), name: ""))
        case .fitxa: []
        }
    }

    private var header: String {
        switch format {
        case .geojson: GeoJSONWriter.header
        case .csv: CSVWriter.header
        case .apidae: ApidaeWriter.header
        case .datatourisme: DATAtourismeWriter.header
        case .tif: TourInFranceWriter.header
        case .fitxa, .jsonld: ""
        }
    }

    private var footer: String {
        switch format {
        case .geojson: GeoJSONWriter.footer
        case .apidae: ApidaeWriter.footer
        case .datatourisme: DATAtourismeWriter.footer
        case .tif: TourInFranceWriter.footer
        case .fitxa, .csv, .jsonld: ""
        }
    }

    private var separator: String {
        switch format {
        case .geojson: GeoJSONWriter.separator
        case .apidae: ApidaeWriter.separator
        case .datatourisme: DATAtourismeWriter.separator
        case .tif: ""
        case .fitxa, .csv, .jsonld: ""
        }
    }
}
