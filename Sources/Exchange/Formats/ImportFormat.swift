package import Directory

/// The formats that listings come in.
package enum ImportFormat: String, CaseIterable, Sendable {
    case datatourisme
    case fitxa

    /// A reader of single records.
    package func reader(_ vocabularies: Vocabularies, _ communes: CommuneIndex) -> any RecordReader {
        switch self {
        case .datatourisme: DATAtourismeReader(vocabularies: vocabularies, communes: communes)
        case .fitxa: FitxaReader(vocabularies: vocabularies)
        }
    }

    /// What cuts the bytes of one file into records.
    package func splitter(_ file: String) -> any RecordSplitter {
        switch self {
        case .datatourisme: WholeFile(file)
        case .fitxa: EachLine(file)
        }
    }
}
