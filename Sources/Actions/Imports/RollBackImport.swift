package import Directory
import Postgres
import Store

/// What a rollback made of one record of a run.
package struct RolledBack: Sendable {
    /// How far it was taken back.
    package enum Extent: String, Sendable, CaseIterable {
        /// All that the run did with the record.
        case takenBack = "taken_back"
        /// What nobody has changed since.
        case partly
        /// Nothing.
        case skipped
    }

    /// The record's key in the source.
    package let key: String
    /// The listing.
    package let listing: String
    /// How far it was taken back.
    package var extent: Extent
    /// The revision that was published for it, nil where none was.
    package var revision: Int?
    /// The paths that were left as they are, for they have changed since.
    package var left: [FieldPath] = []
    /// Why nothing was taken back, or not all.
    package var reason: String?

    /// The outcome for an operator.
    package var json: JSON {
        [
            "key": .string(key), "listing": .string(listing), "undone": .string(extent.rawValue),
            "revision": JSON(revision), "left": .array(left.map { .string($0.description) }),
            "reason": JSON(reason),
        ]
    }
}

/// Takes back what one run of an import did, field by field, where nobody has changed the field since.
///
/// What the run published goes back to what stood before; listings that it created are closed unless somebody has
/// touched them; listings that it closed are published again; its conflicts no longer wait for the moderator, while
/// those of other imports in the same proposal do. What the source sent goes back with it and is read anew when it comes again. Revisions are added, none is taken away. A
/// rollback that is broken off goes on where it was; one that is repeated finds nothing to do.
///
/// Refused: no such run; no right to write to its source.
package struct RollBackImport: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Carries the outcomes of a dry run out of the transaction that it undoes.
    private struct DryRun: Error {
        let outcomes: [RolledBack]
    }

    /// Rolls the run back, a batch of records to a transaction; `outcomes` is told what became of each record.
    ///
    /// - Returns: how many records were taken back how far this time.
    package func run(
        _ id: Int, dryRun: Bool, by actor: Actor, outcomes: ([RolledBack]) throws -> Void
    ) async throws -> [RolledBack.Extent: Int] {
        let run = try await ReadImports(context).one(id)
        try actor.check(source: run.source)
        var counts: [RolledBack.Extent: Int] = [:]
        let stamp = Stamp(actor, at: context.now, comment: "rollback of import \(id)")
        var last = ""
        while true {
            try Task.checkCancellation()
            let done = try await step(run, after: last, dryRun, stamp)
            guard let end = done.map(\.key).max() else { break }
            last = end
            for outcome in done { counts[outcome.extent, default: 0] += 1 }
            try outcomes(done)
        }
        if !dryRun { try await finish(id, stamp) }
        return counts
    }

    private func step(
        _ run: ImportRunRow, after key: String, _ dryRun: Bool, _ stamp: Stamp
    ) async throws -> [RolledBack] {
        let vocabularies = context.vocabularies
        do {
            return try await context.database.write { tx in
                try tx.run(ImportQueries.lockSource, run.source)
                var open = try tx.all(ImportRunQueries.standing, run.id, key, ImportBatches.size)
                open.sort { ($0.revision ?? 0) > ($1.revision ?? 0) }
                var outcomes: [RolledBack] = []
                var announcement = Announcement()
                // Two records of one listing are taken back one after the other, the newer revision first.
                while !open.isEmpty {
                    var taken: Set<String> = []
                    let now = open.filter { taken.insert($0.listing).inserted }
                    let keys = Set(now.map(\.key))
                    var round = try RollBackRound(run, now, stamp, vocabularies, in: tx)
                    outcomes += try round.run(for: &announcement, in: tx)
                    open.removeAll { keys.contains($0.key) }
                }
                if dryRun { throw DryRun(outcomes: outcomes) }
                try announcement.make(stamp, in: tx)
                return outcomes
            }
        } catch let dry as DryRun {
            return dry.outcomes
        }
    }

    private func finish(_ id: Int, _ stamp: Stamp) async throws {
        try await context.database.write { tx in
            guard try tx.run(ImportRunQueries.rollBack, id, stamp.at, stamp.actor) == 1 else { return }
            try Audit.append("import.rollback", String(id), [:], stamp, in: tx)
        }
    }
}
