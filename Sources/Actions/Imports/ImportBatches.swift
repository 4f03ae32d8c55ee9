import Crypto
import Directory
import Exchange
import FoundationEssentials
import Postgres

/// Up to 500 records, read and hashed.
struct ImportBatch: Sendable {
    /// A record that may change something.
    struct Item: Sendable {
        let record: SourceRecord
        let sha256: Bytea
    }

    var items: [Item] = []
    var unchanged = 0
    var rejected = 0
    var skipped = 0
    var findings: [Finding] = []

    var isEmpty: Bool { items.isEmpty && unchanged == 0 && rejected == 0 && skipped == 0 }
}

/// Reads records on all cores; those that came with the same bytes before are not even parsed.
struct ImportBatches: Sendable {
    static let size = 500

    let reader: any RecordReader
    let known: [Bytea: String]

    private enum Outcome: Sendable {
        case unchanged
        case reading(Reading, Bytea)
    }

    /// Reads the records of one batch; of two with one key the last counts.
    func read(_ raw: [RawRecord]) async throws -> ImportBatch {
        let slices = stride(from: 0, to: raw.count, by: 63).map { Array(raw[$0..<min($0 + 63, raw.count)]) }
        let outcomes = await withTaskGroup(of: (Int, [Outcome]).self) { group in
            for (index, slice) in slices.enumerated() {
                group.addTask { @concurrent in (index, slice.map(outcome)) }
            }
            var parts: [(Int, [Outcome])] = []
            for await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
        return batch(outcomes)
    }

    private func outcome(_ raw: RawRecord) -> Outcome {
        var hash = SHA256()
        hash.update(data: Array(reader.version.utf8))
        hash.update(data: raw.bytes)
        let digest = Bytea(Array(hash.finalize()))
        return known[digest] == nil ? .reading(reader.read(raw.bytes, name: raw.name), digest) : .unchanged
    }

    private func batch(_ outcomes: [Outcome]) -> ImportBatch {
        var batch = ImportBatch()
        var positions: [String: Int] = [:]
        for outcome in outcomes {
            switch outcome {
            case .unchanged: batch.unchanged += 1
            case .reading(.skipped, _): batch.skipped += 1
            case .reading(.rejected(_, let findings), _):
                batch.rejected += 1
                batch.findings += findings
            case .reading(.record(let record), let digest):
                batch.findings += record.findings
                let item = ImportBatch.Item(record: record, sha256: digest)
                if let position = positions[record.key] {
                    batch.items[position] = item
                    batch.unchanged += 1
                    batch.findings.append(
                        Finding(
                            record: record.key, listing: record.name, path: "", rule: "record.twice",
                            severity: .warning, message: "the record stands twice in the source; the last counts"))
                } else {
                    positions[record.key] = batch.items.count
                    batch.items.append(item)
                }
            }
        }
        return batch
    }
}
