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
    /// Reads records that were taken for known.
    let reader: DeferredReader

    /// Says which records have changed since they were taken for known.
    private struct Changed: Error {
        let keys: Set<String>
    }

    /// Carries the outcomes of a dry run out of the transaction that it undoes.
    private struct DryRun: Error {
        let outcomes: [RecordOutcome]
    }

    /// Writes the batch, or works out what writing it would do; gives an outcome for each record in order.
    func write(_ batch: ImportBatch) async throws -> [RecordOutcome] {
        try await write(batch.entries)
    }

    private func write(_ entries: [ImportBatch.Entry]) async throws -> [RecordOutcome] {
        let settled = entries.compactMap(Self.settled)
        guard settled.count < entries.count else { return settled }
        let reader = entries.contains(where: \.isCopy) ? try await reader.reader() : nil
        do {
            return try await context.database.write { tx in
                let outcomes = try store(entries, reader, in: tx)
                if options.dryRun { throw DryRun(outcomes: outcomes) }
                return outcomes
            }
        } catch let dry as DryRun {
            return dry.outcomes
        } catch let changed as Changed {
            return try await write(try await read(entries, changed.keys))
        }
    }

    /// The entries with those records read that were taken for known.
    private func read(
        _ entries: [ImportBatch.Entry], _ keys: Set<String>
    ) async throws -> [ImportBatch.Entry] {
        let reader = try await reader.reader()
        return entries.map { entry in
            guard case .known(let raw, let digest) = entry.content, keys.contains(entry.key ?? "") else {
                return entry
            }
            let content = ImportBatch.content(reader.read(raw.bytes, name: raw.name), digest)
            return ImportBatch.Entry(name: entry.name, key: entry.key, content: content)
        }
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
        _ entries: [ImportBatch.Entry], _ reader: (any RecordReader)?, in tx: borrowing WriteTransaction
    ) throws -> [RecordOutcome] {
        // In their order, so that two imports that bring keys of each other's source do not wait for each other.
        let foreign = actor.isAdministrator ? ImportKeys.sources(entries) : []
        for source in foreign.union([options.source]).sorted() {
            try tx.run(ImportQueries.lockSource, source)
        }
        let listings = try checkKnown(entries, in: tx)
        let stamp = Stamp(
            actor: actor.account, via: actor.via, at: context.now, comment: "import \(options.source)",
            run: run)
        var outcomes: [Int: RecordOutcome] = [:]
        for (index, entry) in entries.enumerated() {
            if case .known = entry.content {
                outcomes[index] = RecordOutcome(
                    entry, .unchanged, listing: entry.key.flatMap { listings[$0] })
            } else {
                outcomes[index] = Self.settled(entry)
            }
        }
        var open = entries.indices.filter { outcomes[$0] == nil }
        var announcement = Announcement()
        // Two records of one listing are dealt with one after the other: a revision holds what one of them brings.
        while !open.isEmpty {
            var round = try ImportRound(open.map { ($0, entries[$0]) }, self, reader, stamp, in: tx)
            try round.run(for: &announcement, in: tx)
            outcomes.merge(round.outcomes) { _, new in new }
            open.removeAll { outcomes[$0] != nil }
        }
        try announcement.make(stamp, in: tx)
        return entries.indices.compactMap { outcomes[$0] }
    }

    /// Looks at records that are known by their bytes, now that nobody else writes to the source: what another import
    /// has changed since this one began must be read after all.
    ///
    /// Gives their listings by key.
    private func checkKnown(
        _ entries: [ImportBatch.Entry], in tx: borrowing WriteTransaction
    ) throws -> [String: String] {
        var known: [String: Bytea] = [:]
        for entry in entries {
            if case .known(_, let digest) = entry.content, let key = entry.key { known[key] = digest }
        }
        guard !known.isEmpty else { return [:] }
        let rows = try tx.all(ImportQueries.knownOf, options.source, Array(known.keys))
        let digests = Dictionary(uniqueKeysWithValues: rows.map { ($0.key, $0.sentSHA256) })
        let changed = Set(known.filter { digests[$0.key] != $0.value }.keys)
        guard changed.isEmpty else { throw Changed(keys: changed) }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.key, $0.listing) })
    }
}
