import Directory
import FoundationEssentials

extension ReferenceFiles {
    /// Reads the files below a folder `db`.
    package init(db: String) throws {
        func bytes(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: URL(filePath: "\(db)/\(name)")))
        }
        var vocabularies: [VocabularyName: [UInt8]] = [:]
        for name in VocabularyName.allCases {
            vocabularies[name] = try bytes("vocabularies/\(name.rawValue).csv")
        }
        self.init(
            vocabularies: vocabularies, territories: try bytes("territories/territories.csv"),
            communes: try bytes("territories/communes.csv"),
            formerCommunes: try bytes("territories/former-communes.csv"),
            areas: try bytes("territories/areas.csv"))
    }
}
