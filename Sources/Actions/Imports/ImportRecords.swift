package import Directory
import Exchange
import Postgres
import Store

/// Takes in the records of a source, 250 to a transaction, without overwriting what others wrote.
///
/// Each record is compared field by field: what the source sent last, what it sends now, what is published. Only the
/// source has changed a field: it is published. Both have: a proposal of origin `import` waits for the moderator.
/// Nothing has: no revision, no date moves. A run that is cut off and started again ends in the same state, and closes
/// nothing that the rest of the feed may hold. A feed that cannot be read to its end ends the run early, with what came
/// before that place taken in.
package struct ImportRecords: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Takes in all records of a feed.
    ///
    /// `reader` turns a record into a document and is called on several threads at once; `outcomes` is told what
    /// became of the records, batch by batch and in order; `progress` is told the counts after each batch.
    package func run(
        _ options: ImportOptions, by actor: Actor, reader: DeferredReader, feed: ImportFeed,
        outcomes: ([RecordOutcome]) async throws -> Void, progress: (ImportCounts) -> Void = { _ in }
    ) async throws -> ImportResult {
        try actor.check(source: options.source)
        let began = context.now
        async let started = options.dryRun ? nil : start(options, actor)
        let batches = ImportBatches(
            reader: reader, known: try await knownRecords(of: options.source))
        var (pending, cut) = try await Self.first(of: feed, batches)
        let run = try await started
        let writer = ImportWriter(
            context: context, options: options, actor: actor, run: run, reader: reader)
        var tally = Tally()
        func tell(_ told: [RecordOutcome]) async throws {
            tally.add(told)
            try await outcomes(told)
            progress(tally.counts)
        }
        while !pending.isLast {
            try Task.checkCancellation()
            let batch = pending
            // While this batch is written, the next one is read, on all cores but the one that PostgreSQL needs: slowed
            // down, it would be waited for. When it is done, its core helps.
            async let written = writer.write(batch)
            let part = await Self.next(ImportBatches.size, of: feed)
            cut = part.error
            let following = BatchReading(part.records, batches)
            async let ahead: Void = following.read(sparing: 1)
            try await tell(try await written)
            try await following.read()
            try await ahead
            pending = await following.batch(after: batch)
        }
        if let cut, cut is CancellationError { throw cut }
        let end = cut.map { ImportFeed.End(cut: $0, options.path) } ?? feed.end()
        var vanished: Vanished?
        if options.isComplete, cut == nil {
            vanished = try await CloseVanished(context: context, writer: writer, began: began)
                .run(seen: pending.seen.union(end.withheld), nameless: pending.nameless, outcomes: tell)
        }
        tally.add(end.findings)
        if let run { try await finish(run, tally) }
        return ImportResult(
            run: run, counts: tally.counts, vanished: vanished, findings: end.findings, cut: cut)
    }

    /// The first batch; its reader is made while its records come in.
    private static func first(
        of feed: ImportFeed, _ batches: ImportBatches
    ) async throws -> (batch: ImportBatch, error: (any Error)?) {
        async let reader = batches.known.isEmpty ? batches.reader.reader() : nil
        let part = await next(ImportBatches.firstSize, of: feed)
        _ = try await reader
        let reading = BatchReading(part.records, batches)
        try await reading.read()
        return (await reading.batch(), part.error)
    }

    /// The next records; where there are none for an error, what came before is still written.
    private static func next(
        _ count: Int, of feed: ImportFeed
    ) async -> (records: [RawRecord], error: (any Error)?) {
        do {
            return (try await feed.next(count), nil)
        } catch {
            return ([], error)
        }
    }

    /// What the run's record is to say at its end.
    private struct Tally {
        var counts = ImportCounts()
        var rules: [String: Int] = [:]

        mutating func add(_ outcomes: [RecordOutcome]) {
            counts.add(outcomes)
            for outcome in outcomes { add(outcome.findings) }
        }

        mutating func add(_ findings: [Finding]) {
            for finding in findings { rules[finding.rule, default: 0] += 1 }
        }

        var findings: JSON {
            .object(
                JSONObject(
                    rules.sorted { $0.key < $1.key }.map {
                        JSONObject.Member(key: $0.key, value: .integer($0.value))
                    }))
        }
    }

    private func start(_ options: ImportOptions, _ actor: Actor) async throws -> Int {
        let now = context.now
        return try await context.database.write { tx in
            try tx.one(
                ImportRunQueries.start, options.source, options.format, options.path, actor.account,
                options.isComplete, now
            ).value
        }
    }

    private func finish(_ run: Int, _ tally: Tally) async throws {
        let now = context.now
        let (counts, findings) = (JSONB(tally.counts.json), JSONB(tally.findings))
        try await context.database.write { tx in
            _ = try tx.run(ImportRunQueries.finish, run, now, counts, findings)
        }
    }

    private func knownRecords(of source: String) async throws -> [Bytea: String] {
        let rows = try await context.database.fetch(ImportQueries.hashes, source)
        return Dictionary(rows.map { ($0.sentSHA256, $0.key) }) { first, _ in first }
    }
}

extension ImportFeed.End {
    /// The end of a feed that could not be read any further.
    fileprivate init(cut: any Error, _ path: String) {
        let finding = Finding(
            record: path, listing: "", path: "", rule: Self.cutRule, severity: .error, message: "\(cut)")
        self.init(findings: [finding])
    }
}

extension Actor {
    /// Refuses whoever may not write records of that source.
    func check(source: String) throws(ActionError) {
        guard has(.write(source: source)), scopes != nil || isAdministrator else {
            throw .forbidden(code: "scope_missing", "the key may not write to \(source)")
        }
    }
}
