import Crypto
package import Directory
package import Exchange
package import Postgres
import FoundationEssentials
import Store

/// The reference data that stands in files under `db`, as bytes by name.
package struct ReferenceFiles: Sendable {
    /// One CSV for each vocabulary.
    package var vocabularies: [VocabularyName: [UInt8]]
    /// `territories.csv`: regions and departments.
    package var territories: [UInt8]
    /// `communes.csv`.
    package var communes: [UInt8]
    /// `former-communes.csv`.
    package var formerCommunes: [UInt8]
    /// `areas.csv`.
    package var areas: [UInt8]

    /// These files.
    package init(
        vocabularies: [VocabularyName: [UInt8]], territories: [UInt8], communes: [UInt8],
        formerCommunes: [UInt8], areas: [UInt8]
    ) {
        (self.vocabularies, self.territories) = (vocabularies, territories)
        (self.communes, self.formerCommunes, self.areas) = (communes, formerCommunes, areas)
    }
}

/// Brings vocabularies and territories of the database to the state of the files; a file that was loaded as
/// it is is not even parsed.
///
/// Nothing is ever deleted: listings may refer to it. Rows that are made of listings wait to be made anew where they hold
/// what has changed: what a category is called or belongs to, the name of a commune.
package enum LoadReferenceData {
    /// Loads what is new and gives the names of the files that were.
    package static func run(_ files: ReferenceFiles, into database: Database) async throws -> [String] {
        var loaded: [String] = []
        for (name, bytes) in files.vocabularies.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let file = "vocabularies/\(name.rawValue).csv"
            if try await load(file, bytes, into: database, { tx in try put(bytes, name, in: tx) }) {
                loaded.append(file)
            }
        }
        let territories = files.territories + files.communes + files.formerCommunes
        if try await load("territories", territories, into: database, { tx in try put(files, in: tx) }) {
            loaded.append("territories")
        }
        let areas = files.areas
        if try await load("territories/areas.csv", areas, into: database, { tx in try put(areas, in: tx) }) {
            loaded.append("territories/areas.csv")
        }
        return loaded
    }

    /// Reads the vocabularies of the database; not of a replica, which may lack what was loaded a moment ago.
    package static func vocabularies(of database: Database) async throws -> Vocabularies {
        var entries: [VocabularyName: [VocabularyEntry]] = [:]
        for row in try await database.read({ tx in try tx.all(VocabularyQueries.all) }) {
            if let name = row.name { entries[name, default: []].append(try row.entry()) }
        }
        return Vocabularies(entries.mapValues { Vocabulary($0) })
    }

    /// Reads the communes of the database.
    package static func communes(of database: Database) async throws -> CommuneIndex {
        let communes = try await database.fetch(AreaQueries.communes).map(\.commune)
        let former = try await database.fetch(TerritoryQueries.formerCommunes)
        return CommuneIndex(
            communes, former: Dictionary(former.map { ($0.first, $0.second) }) { first, _ in first })
    }

    private static func load(
        _ name: String, _ bytes: [UInt8], into database: Database,
        _ put: @escaping @Sendable (borrowing WriteTransaction) throws -> Void
    ) async throws -> Bool {
        let digest = Bytea(Array(SHA256.hash(data: bytes)))
        if try await database.fetch(VocabularyQueries.loadedFile, name).first?.value == digest {
            return false
        }
        return try await database.write { tx in
            // Who else begins on a new database waits for the one who loads, and finds it done.
            _ = try tx.one(VocabularyQueries.waitForever)
            try tx.run(VocabularyQueries.lockLoading)
            guard try tx.first(VocabularyQueries.loadedFile, name)?.value != digest else { return false }
            try put(tx)
            try tx.run(VocabularyQueries.noteFile, name, digest)
            return true
        }
    }

    private static func put(
        _ bytes: [UInt8], _ name: VocabularyName, in tx: borrowing WriteTransaction
    ) throws {
        let entries = try VocabularyCSV.parse(bytes, name: name).entries
        let before = try RowSources.contents(of: name, in: tx)
        func object(_ members: [(String, JSON)]) -> JSONB {
            JSONB(.object(JSONObject(members.map { JSONObject.Member(key: $0.0, value: $0.1) })))
        }
        try tx.run(
            VocabularyQueries.put, name.rawValue, entries.map(\.code), entries.map(\.parent),
            entries.map { JSONB($0.labels.json) },
            entries.map { object($0.codes.map { ($0.key, .array($0.value.map(JSON.string))) }) },
            entries.map { $0.deprecatedOn?.description }, entries.map(\.replacedBy),
            entries.map { object($0.attributes.map { ($0.key, .string($0.value)) }) })
        try RowSources.compare(name, with: before, in: tx)
    }

    private static func put(_ files: ReferenceFiles, in tx: borrowing WriteTransaction) throws {
        let table = try CSVTable(
            files.territories, file: "territories.csv", required: ["code", "kind", "parent", "name"])
        for kind in ["region", "department"] {
            let rows = table.rows.filter { $0["kind"] == kind }
            try tx.run(
                TerritoryQueries.put, rows.map { $0["code"] }, rows.map { $0["kind"] },
                rows.map { $0["parent"].isEmpty ? nil : $0["parent"] }, rows.map { $0["name"] },
                rows.map { _ in nil }, rows.map { _ in "" }, rows.map { _ in nil }, rows.map { _ in nil },
                rows.map { _ in nil })
        }
        let communes = try CSVTable(
            files.communes, file: "communes.csv",
            required: ["insee", "name", "department", "postcodes", "lat", "lon", "reach"])
        let rows = communes.rows
        let renamed = try tx.all(TerritoryQueries.renamed, rows.map { $0["insee"] }, rows.map { $0["name"] })
        try tx.run(RebuildQueries.markSome, [], renamed.map(\.value))
        try tx.run(
            TerritoryQueries.put, rows.map { $0["insee"] }, rows.map { _ in "commune" },
            rows.map { $0["department"] }, rows.map { $0["name"] }, rows.map { _ in nil },
            rows.map { $0["postcodes"] }, rows.map { Double($0["lat"]) }, rows.map { Double($0["lon"]) },
            rows.map { Int32($0["reach"]) })
        let former = try CSVTable(
            files.formerCommunes, file: "former-communes.csv", required: ["insee", "now"])
        try tx.run(
            TerritoryQueries.putFormer, former.rows.map { $0["insee"] }, former.rows.map { $0["now"] })
    }

    private static func put(_ areas: [UInt8], in tx: borrowing WriteTransaction) throws {
        let rows = try CSVTable(areas, file: "areas.csv", required: ["code", "twkb"]).rows
        try tx.run(AreaQueries.put, rows.map { $0["code"] }, rows.map { $0["twkb"] })
    }
}
