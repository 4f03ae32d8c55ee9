package import Directory
import FoundationEssentials
import Postgres
import Store

/// What became of records that a complete feed lacks.
package struct Vanished: Sendable, Hashable {
    /// Why nothing was closed.
    package enum Hold: String, Sendable {
        /// A larger share of the source's records is missing, or of its listings would be closed, than is allowed at once.
        case share
        /// Records could not be read and name nobody: they may be those that seem to have vanished.
        case nameless
        /// The feed has no record at all: rather than of its source that tells of a feed that was cut off.
        case empty
    }

    /// How many records the source had.
    package var live = 0
    /// How many published listings they stand for.
    package var listings = 0
    /// How many of the records the feed lacks.
    package var missing = 0
    /// How many listings that no other record stands for would be closed.
    package var closing = 0
    /// Why nothing was closed, nil where it was.
    package var hold: Hold?

    /// The share of the source's records that would go, or of its listings that would be closed, whichever is larger,
    /// in percent.
    package var share: Double {
        max(Double(missing) / Double(max(live, 1)), Double(closing) / Double(max(listings, 1))) * 100
    }

    /// The numbers by name.
    package var json: JSON {
        [
            "live": .integer(live), "listings": .integer(listings), "missing": .integer(missing),
            "closing": .integer(closing),
            "held": JSON(hold?.rawValue),
        ]
    }
}

/// Marks the records that a complete feed lacks and closes their listings, unless they are too many.
///
/// It runs when the feed has ended and not before. The mark is a fact and is always made; to close is a rule: not more
/// than a share of the source's records and of its listings at once, and nothing while records of the feed could not be
/// told apart or where it has none.
struct CloseVanished {
    let context: Context
    let writer: ImportWriter
    /// When the import began: what somebody else has sent since is not missing.
    let began: Date

    /// Marks and closes; `outcomes` is told of each record.
    func run(
        seen: Set<String>, nameless: Int, outcomes: ([RecordOutcome]) async throws -> Void
    ) async throws -> Vanished {
        let options = writer.options
        let live = try await context.database.fetch(ImportQueries.live, options.source)
        let missing = live.filter { !seen.contains($0.key) && $0.seenAt <= began }
        var result = Vanished(
            live: live.count, listings: Set(live.filter(\.isPublished).map(\.listing)).count,
            missing: missing.count, closing: Self.closing(missing))
        guard !missing.isEmpty else { return result }
        try await mark(missing.map(\.key))
        if options.closeAtMost == nil {
            if nameless > 0 { result.hold = .nameless } else if seen.isEmpty { result.hold = .empty }
        }
        if result.hold == nil, result.share > options.closeAtMost ?? ImportOptions.usualShare {
            result.hold = .share
        }
        guard result.hold == nil else { return result }
        // A dry run marks nothing, so that the writer would find nothing to remove.
        let content = options.dryRun ? ImportBatch.Content.removed : .vanished
        for start in stride(from: 0, to: missing.count, by: ImportBatches.size) {
            try Task.checkCancellation()
            let part = missing[start..<min(start + ImportBatches.size, missing.count)]
            let entries = part.map { ImportBatch.Entry(name: $0.key, key: $0.key, content: content) }
            try await outcomes(try await writer.write(ImportBatch(entries: entries)))
        }
        return result
    }

    /// The listings that only missing records stand for.
    private static func closing(_ missing: [LiveRecordRow]) -> Int {
        Dictionary(grouping: missing.filter(\.isPublished), by: \.listing)
            .count { $0.value.count == $0.value[0].senders }
    }

    private func mark(_ keys: [String]) async throws {
        guard !writer.options.dryRun else { return }
        let (source, now, run) = (writer.options.source, context.now, writer.run)
        try await context.database.write { tx in
            try tx.run(ImportQueries.lockSource, source)
            _ = try tx.run(ImportQueries.miss, source, keys, now, run)
        }
    }
}
