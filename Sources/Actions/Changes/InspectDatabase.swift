package import FoundationEssentials
import Postgres
import Store

/// What the database says of itself.
package struct DatabaseState: Sendable {
    /// The version of the server, such as 150018.
    package let serverVersion: Int
    /// The extensions that are there.
    package let extensions: [String]
    /// The time of the server.
    package let now: Date
}

/// Asks the database for its version, extensions and clock.
package struct InspectDatabase: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// What it says at this moment.
    package func run() async throws -> DatabaseState {
        try await context.database.read { tx in
            DatabaseState(
                serverVersion: try tx.one(InspectionQueries.version).value,
                extensions: try tx.all(InspectionQueries.extensions).map(\.value),
                now: try tx.one(InspectionQueries.now).value)
        }
    }

    /// Asks a replica as reads do; fails where it cannot be reached, or holds nothing of ours.
    package static func askReplica(_ url: String) async throws {
        let database = Database(DatabaseConfiguration(writer: url, replica: url))
        do {
            _ = try await database.fetch(VocabularyQueries.loadedFile, "")
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }
}
