import Postgres
import Store

/// What the database holds of the work of publishers, by the name under which it was asked for.
struct StoredEffects {
    private let places: [String: [String]]

    /// How many effects there are.
    var count: Int { places.values.reduce(0) { $0 + $1.count } }

    /// Reads the database of the embedded server in that folder.
    init(folder: String) async throws {
        let embedded = try EmbeddedPostgres.acquire(dataFolder: folder)
        defer { embedded.release() }
        let database = Database(DatabaseConfiguration(writer: embedded.connectionString))
        let sql: SQL = """
            select comment, listing || ' ' || number from revisions where cause = 'edit' and number > 1
            union all
            select comment, id from proposals
            union all
            select regexp_replace(p.comment, 'proposal$', 'decision'), r.listing || ' ' || r.number
            from revisions r join proposals p on p.id = r.proposal
            """
        let rows = try await database.read { tx in try tx.all(sql, as: PairRow.self) }
        await database.close()
        places = Dictionary(grouping: rows, by: \.first).mapValues { $0.map(\.second) }
    }

    /// Where an effect shows: in one place, if it has happened once.
    func places(of effect: Effect) -> [String] { places[effect.request.key] ?? [] }
}
