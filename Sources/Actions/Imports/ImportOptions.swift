package import Exchange

/// What one run of an import is asked to do.
package struct ImportOptions: Sendable {
    /// The share of a source's records and listings, in percent, that may be closed at once unless said otherwise.
    package static let usualShare = 10.0

    /// The name of the source whose records these are.
    package var source: String
    /// The name of the format, for the run's record.
    package var format: String
    /// Where the records come from, for the run's record.
    package var path: String
    /// Whether all is worked out and nothing is kept.
    package var dryRun: Bool
    /// Whether the feed is all that the source has, so that records which it lacks have vanished.
    package var isComplete: Bool
    /// The share of the source's records, in percent, that may be closed at once; nil for the usual one.
    package var closeAtMost: Double?

    /// Options of these parts.
    package init(
        source: String, format: String, path: String, dryRun: Bool = false, isComplete: Bool = false,
        closeAtMost: Double? = nil
    ) {
        (self.source, self.format, self.path, self.dryRun) = (source, format, path, dryRun)
        (self.isComplete, self.closeAtMost) = (isComplete, closeAtMost)
    }
}

/// The records of a source as they come.
package struct ImportFeed {
    /// What is known of a feed at its end.
    package struct End: Sendable {
        /// What the feed itself lacks.
        package let findings: [Finding]
        /// The keys of records that the source has and that did not come: they have not vanished.
        package let withheld: Set<String>

        /// The rule of the finding that a feed could not be read to its end.
        static let cutRule = "feed.cut"

        /// An end of these parts; nothing to tell unless said otherwise.
        package init(findings: [Finding] = [], withheld: Set<String> = []) {
            (self.findings, self.withheld) = (findings, withheld)
        }
    }

    /// The next records, at most so many; none at the end.
    let next: (Int) async throws -> [RawRecord]
    /// Told at the end.
    let end: () -> End

    /// A feed of these parts.
    package init(next: @escaping (Int) async throws -> [RawRecord], end: @escaping () -> End = { End() }) {
        (self.next, self.end) = (next, end)
    }
}

/// What came of an import.
package struct ImportResult: Sendable {
    /// The number of the run, nil for a dry run.
    package let run: Int?
    /// How many records were dealt with in which way.
    package let counts: ImportCounts
    /// What became of records that a complete feed lacks.
    package let vanished: Vanished?
    /// What was noticed of the feed itself.
    package let findings: [Finding]
    /// Why the feed could not be read to its end, nil where it was; what came before that place has been taken in.
    package let cut: (any Error)?
}
