package import Directory

/// The formats that listings come in.
package enum ImportFormat: String, CaseIterable, Sendable {
    case datatourisme
    case apidae
    #if canImport(Xml)
        case tif
        case lei
    #endif
    case fitxa

    /// A reader of single records.
    package func reader(_ vocabularies: Vocabularies, _ communes: CommuneIndex) -> any RecordReader {
        switch self {
        case .datatourisme: DATAtourismeReader(vocabularies: vocabularies, communes: communes)
        case .apidae: ApidaeReader(vocabularies: vocabularies, communes: communes)
        #if canImport(Xml)
            case .tif, .lei: TourInFranceReader(vocabularies: vocabularies, communes: communes)
        #endif
        case .fitxa: FitxaReader(vocabularies: vocabularies)
        }
    }

    /// What cuts the bytes of one file into records.
    package func splitter(_ file: String) -> any RecordSplitter {
        switch self {
        case .datatourisme: JSONListSplitter(file, member: "@graph")
        case .apidae: ApidaeReader.splitter(file)
        #if canImport(Xml)
            case .tif, .lei: XMLRecords(file)
        #endif
        case .fitxa: EachLine(file)
        }
    }
}
