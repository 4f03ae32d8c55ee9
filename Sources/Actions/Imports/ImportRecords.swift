package import Directory
package import Exchange
import FoundationEssentials
import Postgres
import Store

/// What one run of an import is asked to do.
package struct ImportOptions: Sendable {
    /// The name of the source whose records these are.
    package var source: String
    /// The name of the format, for the run's record.
    package var format: String
    /// Where the records come from, for the run's record.
    package var path: String
    /// Whether all is worked out and nothing is kept.
    package var dryRun: Bool

    /// Options of these parts.
    package init(source: String, format: String, path: String, dryRun: Bool = false) {
        (self.source, self.format, self.path, self.dryRun) = (source, format, path, dryRun)
    }
}

/// How many records an import has dealt with in which way.
package struct ImportCounts: Sendable, Hashable {
    /// New listings.
    package var created = 0
    /// Listings that were changed.
    package var updated = 0
    /// Records that bring nothing new.
    package var unchanged = 0
    /// Listings where source and people disagree: a proposal waits for the moderator.
    package var conflicted = 0
    /// Records that cannot be listings.
    package var rejected = 0
    /// Listings whose record vanished from the source.
    package var removed = 0

    /// Nothing yet.
    package init() {}

    /// All records.
    package var total: Int { created + updated + unchanged + conflicted + rejected + removed }

    /// The counts by name.
    package var json: JSON {
        [
            "created": .integer(created), "updated": .integer(updated), "unchanged": .integer(unchanged),
            "conflicted": .integer(conflicted), "rejected": .integer(rejected), "removed": .integer(removed),
        ]
    }

    static func + (left: ImportCounts, right: ImportCounts) -> ImportCounts {
        var sum = left
        sum.created += right.created
        sum.updated += right.updated
        sum.unchanged += right.unchanged
        sum.conflicted += right.conflicted
        sum.rejected += right.rejected
        sum.removed += right.removed
        return sum
    }
}

/// Takes in the records of a source, 250 to a transaction, without overwriting what others wrote.
///
/// Each record is compared field by field: what the source sent last, what it sends now, what is published. Only the
/// source has changed a field: it is published. Both have: a proposal of origin `import` waits for the moderator.
/// Nothing has: no revision, no date moves. A run that is cut off and started again ends in the same state.
package struct ImportRecords: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Takes in all records that `next` gives, at most so many at a time, until it gives none.
    ///
    /// `reader` turns a record into a document and is called on several threads at once; `findings` is told what
    /// was noticed, batch by batch; `progress` is told the counts after each batch.
    package func run(
        _ options: ImportOptions, by actor: Actor, reader: any RecordReader,
        next: (Int) throws -> [RawRecord],
        findings: ([Finding]) throws -> Void, progress: (ImportCounts) -> Void
    ) async throws -> ImportCounts {
        guard actor.has(.write(source: options.source)), actor.scopes != nil || actor.isAdministrator else {
            throw ActionError.forbidden(code: "scope_missing", "the key may not write to \(options.source)")
        }
        let run = options.dryRun ? nil : try await start(options, actor)
        let known = try await knownRecords(of: options.source, reader)
        let batches = ImportBatches(reader: reader, known: known)
        let writer = ImportWriter(context: context, options: options, actor: actor, run: run)
        var counts = ImportCounts()
        var pending = try await batches.read(try next(ImportBatches.size))
        while !pending.isEmpty {
            try Task.checkCancellation()
            let batch = pending
            // While this batch is written, the next one is read: PostgreSQL and the reader share the two cores.
            async let written = writer.write(batch)
            let raw = Result { try next(ImportBatches.size) }
            async let following = batches.read(try raw.get(), after: batch.seen)
            let outcome = try await written
            counts = counts + outcome.counts
            try findings(batch.findings + outcome.findings)
            progress(counts)
            pending = try await following
        }
        if let run {
            let (counts, now) = (counts, context.now)
            try await context.database.write { tx in
                _ = try tx.run(ImportQueries.finish, run, now, JSONB(counts.json))
            }
        }
        return counts
    }

    private func start(_ options: ImportOptions, _ actor: Actor) async throws -> Int {
        let now = context.now
        return try await context.database.write { tx in
            try tx.one(ImportQueries.start, options.source, options.format, options.path, actor.account, now)
                .value
        }
    }

    private func knownRecords(of source: String, _ reader: any RecordReader) async throws -> [Bytea: String] {
        let rows = try await context.database.fetch(ImportQueries.hashes, source)
        return Dictionary(rows.map { ($0.sentSHA256, $0.key) }) { first, _ in first }
    }
}
