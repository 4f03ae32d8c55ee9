package import Directory

/// The formats that listings come in.
package enum ImportFormat: String, CaseIterable, Sendable {
    case datatourisme
    case apidae
    case tourinsoft
    case tif
    case lei
    case csv
    case geojson
    case json
    case jsonld
    case fitxa

    /// Whether the format needs a mapping from columns to fields.
    package var isMapped: Bool { [.tourinsoft, .csv, .geojson, .json].contains(self) }

    /// A reader of single records; `mappings` serve the formats that need one.
    package func reader(
        _ vocabularies: Vocabularies, _ communes: CommuneIndex, _ mappings: MappingChoice = .ready([])
    ) -> any RecordReader {
        switch self {
        case .datatourisme: DATAtourismeReader(vocabularies: vocabularies, communes: communes)
        case .apidae: ApidaeReader(vocabularies: vocabularies, communes: communes)
        case .tif, .lei: TourInFranceReader(vocabularies: vocabularies, communes: communes)
        case .tourinsoft, .csv, .json:
            MappingReader(mappings, vocabularies: vocabularies, communes: communes)
        case .geojson:
            GeoJSONReader(
                MappingReader(mappings, vocabularies: vocabularies, communes: communes), vocabularies)
        case .jsonld: SchemaOrgReader(vocabularies: vocabularies, communes: communes)
        case .fitxa: FitxaReader(vocabularies: vocabularies)
        }
    }

    /// What cuts the bytes of one file into records; `shelf` makes room for those that have to wait for its end.
    package func splitter(
        _ file: String, _ mappings: MappingChoice = .ready([]),
        shelf: @escaping () throws -> any ByteShelf = MemoryShelf.init
    ) -> any RecordSplitter {
        switch self {
        case .datatourisme, .jsonld: JSONListSplitter(file, member: "@graph")
        case .apidae: ApidaeReader.splitter(file)
        case .tif, .lei: XMLRecords(file, shelf: shelf)
        case .tourinsoft: TourinsoftRecords(file, mappings)
        case .csv: CSVRecords(file, mappings)
        case .geojson: GeoJSONRecords(file, mappings)
        case .json: JSONRecords(file, mappings, shelf: shelf)
        case .fitxa: EachLine(file)
        }
    }
}
