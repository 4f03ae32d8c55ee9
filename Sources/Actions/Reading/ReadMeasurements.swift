import Directory
import Postgres
import Store

/// What can be measured of the database and of the work that waits.
package struct Measurements: Sendable {
    /// The values by the name of the metric, with what each one means.
    package let gauges: [(name: String, help: String, value: Int)]
    /// The growing counts, likewise.
    package let counters: [(name: String, help: String, value: Int)]
}

/// Measures connections, feed and queue, and tells whether the database can be used.
package struct ReadMeasurements: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// The present values.
    package func run() async throws -> Measurements {
        let statistics = context.database.statistics()
        let position = try await context.database.fetch(ChangeQueries.head).first?.position ?? 0
        var filter = ProposalFilter(limit: 1)
        filter.state = .submitted
        let waiting = try await FindProposals(context).count(filter, by: .system)
        return Measurements(
            gauges: [
                (
                    "fitxa_database_connections_in_use", "Connections that run a transaction.",
                    statistics.inUse
                ),
                ("fitxa_database_connections_idle", "Connections that wait for work.", statistics.idle),
                ("fitxa_database_waiting", "Callers that wait for a connection.", statistics.waiting),
                (
                    "fitxa_database_waiting_reads", "Single reads that are not sent yet.",
                    statistics.waitingReads
                ),
                ("fitxa_feed_position", "The newest position of the change feed.", position),
                ("fitxa_queue_length", "Proposals that wait for a decision.", waiting),
            ],
            counters: [
                (
                    "fitxa_database_transactions_total", "Transactions, attempts counted.",
                    statistics.transactions
                ),
                ("fitxa_database_reads_total", "Single reads.", statistics.reads),
                ("fitxa_database_read_batches_total", "Batches of single reads.", statistics.batches),
            ])
    }

    /// Fails where the database cannot be reached or has no schema.
    package func checkDatabase() async throws {
        _ = try await context.database.fetch(ChangeQueries.head)
    }
}
