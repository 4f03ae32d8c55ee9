import Postgres
import Store

extension Given {
    /// Makes all entries of the feed up to a position count as no longer kept.
    package func moveHorizon(to position: Int) async throws {
        try await database.write { tx in
            let sql: SQL = "update feed_head set horizon = \(position)"
            _ = try tx.run(sql)
        }
    }
}
