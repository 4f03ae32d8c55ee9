import Archive
import Directory
import Exchange

/// The project's own lists, as the readers need them.
enum Sample {
    static let root = #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/\($1)" }

    static func file(_ path: String) throws -> [UInt8] {
        let reader = try ArchiveReader(path: "\(root)/\(path)")
        return try reader.next() == nil ? [] : try reader.contents()
    }

    static func vocabulary(_ name: VocabularyName) throws -> Vocabulary {
        try VocabularyCSV.parse(try file("db/vocabularies/\(name.rawValue).csv"), name: name)
    }

    static let vocabularies = Result {
        var lists: [VocabularyName: Vocabulary] = [:]
        for name in VocabularyName.allCases { lists[name] = try vocabulary(name) }
        return Vocabularies(lists)
    }

    static let communes = Result {
        try CommuneIndex(
            communes: try file("db/territories/communes.csv"),
            former: try file("db/territories/former-communes.csv"))
    }
}
