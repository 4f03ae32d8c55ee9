package import Directory
import Postgres
import Store

/// Reads the controlled lists as they are at this moment.
package struct ReadVocabularies: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// The entries of every list in order.
    package func all() async throws -> [(name: VocabularyName, entries: [VocabularyEntry])] {
        var entries: [VocabularyName: [VocabularyEntry]] = [:]
        for row in try await context.database.fetch(VocabularyQueries.all) {
            if let name = row.name { entries[name, default: []].append(try row.entry()) }
        }
        return VocabularyName.allCases.map { ($0, entries[$0] ?? []) }
    }

    /// The entries of one list in order; refused where there is none of that name.
    package func one(_ name: String) async throws -> [VocabularyEntry] {
        guard let known = VocabularyName(rawValue: name) else {
            throw ActionError.notFound("there is no vocabulary \(name.prefix(40))")
        }
        return try await all().first { $0.name == known }?.entries ?? []
    }
}
