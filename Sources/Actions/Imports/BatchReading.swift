import Exchange
import FoundationEssentials

/// The records of one batch while they are read: whoever has a core to spare takes a few, until none are left.
actor BatchReading {
    private let raw: [RawRecord]
    private let batches: ImportBatches
    private var taken = 0
    private var outcomes: [Int: [ImportBatches.Outcome]] = [:]

    /// How many records are taken at once.
    private static let portion = 25

    init(_ raw: [RawRecord], _ batches: ImportBatches) {
        (self.raw, self.batches) = (raw, batches)
    }

    /// Reads until none are left, on all cores but so many.
    @concurrent nonisolated func read(sparing spared: Int = 0) async throws {
        let threads = max(1, ProcessInfo.processInfo.activeProcessorCount - spared)
        try await withThrowingTaskGroup { group in
            for _ in 0..<threads { group.addTask { try await self.readPortions() } }
            try await group.waitForAll()
        }
    }

    /// The batch, once all is read; of several records with one key the first counts, so that a second run finds the same.
    func batch(after earlier: ImportBatch = ImportBatch()) -> ImportBatch {
        var batch = ImportBatch(
            isLast: raw.isEmpty, seen: earlier.seen, touches: earlier.touches, removed: earlier.removed,
            nameless: earlier.nameless)
        let read = outcomes.sorted { $0.key < $1.key }.flatMap(\.value)
        for (raw, outcome) in zip(raw, read) { batch.add(outcome, raw.name) }
        return batch
    }

    @concurrent nonisolated private func readPortions() async throws {
        while let (start, portion) = await take() {
            var read: [ImportBatches.Outcome] = []
            for raw in portion { read.append(try await batches.outcome(of: raw)) }
            await put(read, at: start)
        }
    }

    private func take() -> (start: Int, portion: ArraySlice<RawRecord>)? {
        guard taken < raw.count else { return nil }
        let start = taken
        taken = min(start + Self.portion, raw.count)
        return (start, raw[start..<taken])
    }

    private func put(_ read: [ImportBatches.Outcome], at start: Int) {
        outcomes[start] = read
    }
}
