import Actions
import Directory
import FoundationEssentials
package import Postgres

extension TestDatabase {
    /// What is loaded into the template after the migrations, once per run: vocabularies and territories.
    package static let prepare: @Sendable (Database) async throws -> Void = { database in
        _ = try await LoadReferenceData.run(try ReferenceFiles(db: TestDatabase.db), into: database)
    }

    /// The folder `db` of the project.
    package static let db = URL(filePath: #filePath)
        .appending(path: "../../../../db").standardizedFileURL.path
}
