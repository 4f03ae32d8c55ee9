import Directory
import Exchange
import Postgres
import Store

/// Writes one batch of records in one transaction.
struct ImportWriter: Sendable {
    let context: Context
    let options: ImportOptions
    let actor: Actor
    let run: Int?

    /// Carries the outcomes of a dry run out of the transaction that it undoes.
    private struct DryRun: Error {
        let outcomes: [RecordOutcome]
    }

    /// Writes the batch, or works out what writing it would do; gives an outcome for each record in order.
    func write(_ batch: ImportBatch) async throws -> [RecordOutcome] {
        var settled: [Int: RecordOutcome] = [:]
        for (index, entry) in batch.entries.enumerated() { settled[index] = Self.settled(entry) }
        if settled.count < batch.entries.count {
            do {
                let outcomes = try await context.database.write { [settled] tx in
                    let outcomes = try store(batch, settled, in: tx)
                    if options.dryRun { throw DryRun(outcomes: outcomes) }
                    return outcomes
                }
                return outcomes
            } catch let dry as DryRun {
                return dry.outcomes
            }
        }
        return batch.entries.indices.compactMap { settled[$0] }
    }

    /// The outcome of a record that needs no comparison.
    private static func settled(_ entry: ImportBatch.Entry) -> RecordOutcome? {
        switch entry.content {
        case .unchanged(let findings): RecordOutcome(entry, .unchanged, findings)
        case .rejected(let findings): RecordOutcome(entry, .rejected, findings)
        default: nil
        }
    }

    private func store(
        _ batch: ImportBatch, _ settled: [Int: RecordOutcome], in tx: borrowing WriteTransaction
    ) throws -> [RecordOutcome] {
        try tx.run(ImportQueries.lockSource, options.source)
        let stamp = Stamp(
            actor: actor.account, via: actor.via, at: context.now, comment: "import \(options.source)",
            run: run)
        var outcomes = settled
        var open = batch.entries.indices.filter { settled[$0] == nil }
        // Two records of one listing are dealt with one after the other: a revision holds what one of them brings.
        while !open.isEmpty {
            var round = try ImportRound(open.map { ($0, batch.entries[$0]) }, self, stamp, in: tx)
            try round.run(in: tx)
            outcomes.merge(round.outcomes) { _, new in new }
            open.removeAll { outcomes[$0] != nil }
        }
        return batch.entries.indices.compactMap { outcomes[$0] }
    }
}
