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

    /// What became of one batch.
    struct Outcome: Sendable {
        var counts = ImportCounts()
        var findings: [Finding] = []
    }

    /// Carries the outcome of a dry run out of the transaction that it undoes.
    private struct DryRun: Error {
        let outcome: Outcome
    }

    /// Writes the batch, or works out what writing it would do.
    func write(_ batch: ImportBatch) async throws -> Outcome {
        var outcome = Outcome()
        if !batch.items.isEmpty || !batch.removed.isEmpty {
            do {
                outcome = try await context.database.write { tx in
                    let outcome = try store(batch, in: tx)
                    if options.dryRun { throw DryRun(outcome: outcome) }
                    return outcome
                }
            } catch let dry as DryRun {
                outcome = dry.outcome
            }
        }
        outcome.counts.unchanged += batch.unchanged
        outcome.counts.rejected += batch.rejected
        return outcome
    }

    private func store(_ batch: ImportBatch, in tx: borrowing WriteTransaction) throws -> Outcome {
        let items = batch.items
        try tx.run(ImportQueries.lockSource, options.source)
        let stamp = Stamp(
            actor: actor.account, via: actor.via, at: context.now, comment: "import \(options.source)",
            run: run)
        let rows = try tx.all(
            ImportQueries.records, options.source, items.map(\.record.key) + batch.removed)
        let known = Dictionary(uniqueKeysWithValues: rows.map { ($0.key, $0) })
        // Records of another Fitxa are known by the ids of their listings, which they keep.
        let new = items.map(\.record).filter { known[$0.key] == nil }
        let named = options.format == "fitxa" ? new.map(\.key) : []
        let twins = try ImportTwins(
            options.format == "fitxa" ? [] : new, of: options.source, context.vocabularies, in: tx)
        let joined = twins.joined.values.map(\.head.id.text)
        let heads = try tx.all(ListingQueries.lock, Set(rows.map(\.listing) + named + joined).sorted())
            .map { try Head($0, context.vocabularies) }
        let byID = Dictionary(uniqueKeysWithValues: heads.map { ($0.id.text, $0) })
        var merges: [ImportMerge] = []
        for item in items {
            if let twin = twins.joined[item.record.key], let head = byID[twin.head.id.text], !head.isClosed {
                merges.append(ImportMerge(item.record, joining: head))
                continue
            }
            let row = known[item.record.key]
            let id = row?.listing ?? (options.format == "fitxa" ? item.record.key : "")
            merges.append(
                try ImportMerge(item.record, sent: row?.sent, head: byID[id]) {
                    (options.format == "fitxa" ? ListingID(item.record.key) : nil)
                        ?? ListingID(random: context.random())
                })
        }
        let gone = Set(batch.removed.compactMap { known[$0]?.listing }).sorted().compactMap { byID[$0] }
        return try publish(items, merges, twins, try closings(gone, in: tx), stamp, in: tx)
    }

    /// Closes listings whose record is gone, those that no other source sends.
    private func closings(_ heads: [Head], in tx: borrowing WriteTransaction) throws -> [Publication] {
        let sources = try tx.all(PublicationQueries.sources, heads.map(\.id.text))
        return heads.filter { head in
            !head.isClosed && sources.count { $0.listing == head.id.text } == 1
        }.map { head in
            Publication(
                id: head.id, before: head, after: head.document, cause: .close,
                closing: Publication.Closing(reason: "source_removed"))
        }
    }

    private func publish(
        _ items: [ImportBatch.Item], _ merges: [ImportMerge], _ twins: ImportTwins,
        _ closings: [Publication], _ stamp: Stamp, in tx: borrowing WriteTransaction
    ) throws -> Outcome {
        try tx.run(
            ImportQueries.put, options.source, items.map(\.record.key), merges.map(\.id.text),
            merges.map { JSONB($0.sent) }, items.map(\.sha256), run, stamp.at)
        var outcome = Outcome()
        var proposals: [ImportProposal.Entry] = []
        for merge in merges {
            outcome.findings += twins.findings(merge)
            if !merge.conflicts.isEmpty {
                proposals += try ImportProposal.put(merge, stamp, id: context.newID("pr"), in: tx)
                outcome.counts.conflicted += 1
                outcome.findings += merge.conflictFindings
            } else if merge.publication == nil {
                outcome.counts.unchanged += 1
                outcome.findings += merge.closedFindings
            } else if merge.head == nil {
                outcome.counts.created += 1
                proposals += try twins.propose(merge, stamp, id: { context.newID("pr") }, in: tx)
            } else {
                outcome.counts.updated += 1
            }
        }
        outcome.counts.removed += closings.count
        try PublishRevision.run(
            merges.compactMap(\.publication) + closings, stamp, context.vocabularies, in: tx)
        try ImportProposal.audit(proposals, stamp, in: tx)
        return outcome
    }
}
