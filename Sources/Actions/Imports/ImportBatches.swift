import Crypto
import Directory
import Exchange
import FoundationEssentials
import Postgres

/// Up to 250 records, read and hashed.
struct ImportBatch: Sendable {
    /// A record that may change something.
    struct Item: Sendable {
        let record: SourceRecord
        let sha256: Bytea
    }

    var items: [Item] = []
    /// The keys of records that the source says are gone.
    var removed: [String] = []
    var unchanged = 0
    var rejected = 0
    var skipped = 0
    var findings: [Finding] = []
    /// The keys of this batch and of those before.
    var seen: Set<String> = []

    var isEmpty: Bool {
        items.isEmpty && removed.isEmpty && unchanged == 0 && rejected == 0 && skipped == 0
    }
}

/// Reads records on all cores; those that came with the same bytes before are not even parsed.
struct ImportBatches: Sendable {
    static let size = 250

    let reader: any RecordReader
    let known: [Bytea: String]

    private enum Outcome: Sendable {
        case unchanged(String)
        case reading(Reading, Bytea)
    }

    /// Reads the records of one batch; of several with one key the first counts, so that a second run finds the same.
    func read(_ raw: [RawRecord], after seen: Set<String> = []) async throws -> ImportBatch {
        let slices = stride(from: 0, to: raw.count, by: 63).map { Array(raw[$0..<min($0 + 63, raw.count)]) }
        let outcomes = await withTaskGroup(of: (Int, [Outcome]).self) { group in
            for (index, slice) in slices.enumerated() {
                group.addTask { @concurrent in (index, slice.map(outcome)) }
            }
            var parts: [(Int, [Outcome])] = []
            for await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
        return batch(outcomes, seen)
    }

    private func outcome(_ raw: RawRecord) -> Outcome {
        var hash = SHA256()
        hash.update(data: Array(reader.version.utf8))
        hash.update(data: raw.bytes)
        let digest = Bytea(Array(hash.finalize()))
        if let key = known[digest] { return .unchanged(key) }
        return .reading(reader.read(raw.bytes, name: raw.name), digest)
    }

    private func batch(_ outcomes: [Outcome], _ seen: Set<String>) -> ImportBatch {
        var batch = ImportBatch(seen: seen)
        for outcome in outcomes {
            switch outcome {
            case .unchanged(let key):
                batch.unchanged += 1
                batch.seen.insert(key)
            case .reading(.skipped, _): batch.skipped += 1
            case .reading(.removed(let key), _): batch.removed.append(key)
            case .reading(.rejected(_, let findings), _):
                batch.rejected += 1
                batch.findings += findings
            case .reading(.record(let record), let digest):
                if batch.seen.insert(record.key).inserted {
                    batch.findings += record.findings
                    batch.items.append(ImportBatch.Item(record: record, sha256: digest))
                } else {
                    batch.unchanged += 1
                    batch.findings.append(Self.twice(record))
                }
            }
        }
        return batch
    }

    private static func twice(_ record: SourceRecord) -> Finding {
        Finding(
            record: record.key, listing: record.name, path: "", rule: "record.twice", severity: .warning,
            message: "the record stands twice in the source; the first counts")
    }
}
