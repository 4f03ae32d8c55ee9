import Postgres
package import Store

/// Reads the tree of territories.
package struct ReadTerritories: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// A page after a code, of one kind, below one parent and with a name that holds a text where asked for.
    package func page(
        after code: String, kind: String?, parent: String?, name: String?, limit: Int
    ) async throws -> [TerritoryRow] {
        try await context.database.fetch(TerritoryQueries.page, code, kind, parent, name, limit)
    }

    /// Refuses a code that no territory has.
    package func check(_ code: String?) async throws {
        guard let code, try await known([code]).isEmpty else { return }
        throw ActionError.notFound("there is no territory \(code.prefix(60))")
    }

    /// The territories that have these codes.
    package func known(_ codes: [String]) async throws -> [TerritoryRow] {
        try await context.database.fetch(TerritoryQueries.byCodes, codes)
    }
}
