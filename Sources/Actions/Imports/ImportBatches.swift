import Crypto
import Directory
import Exchange
import FoundationEssentials
import Postgres
import Store

/// Up to 250 records, read and hashed, in the order of the feed.
struct ImportBatch: Sendable {
    /// What is known of a record before it is compared with the database.
    enum Content: Sendable {
        /// It brings nothing: it came before, or stands twice.
        case unchanged([Finding])
        /// It came with the same bytes before, as far as was known when the import began.
        case known(RawRecord, Bytea)
        /// It cannot be a listing.
        case rejected([Finding])
        /// It may change something; with its document written out, which the threads that read have done.
        case record(SourceRecord, JSONB, Bytea)
        /// It names some of its fields and may change something.
        case partial(PartialRecord, Bytea)
        /// The source says that it is gone.
        case removed
        /// A complete feed does not have it.
        case vanished
    }

    /// One record.
    struct Entry: Sendable {
        /// The file or line that held it.
        let name: String
        /// Its key, nil where it cannot be told.
        let key: String?
        let content: Content
    }

    var entries: [Entry] = []
    /// Whether the feed has ended.
    var isLast = false
    /// The keys of this batch and of those before, of records that could be read or not.
    var seen: Set<String> = []
    /// The content of touch lists, in this batch and those before: one that comes again as it was brings nothing.
    var touches: Set<Bytea> = []
    /// The keys of records that the source said are gone, in this batch and those before.
    var removed: Set<String> = []
    /// How many records up to here could not even be told by their key.
    var nameless = 0
}

/// Reads records; those that came with the same bytes before are not even parsed.
struct ImportBatches: Sendable {
    static let size = 250
    /// The first batch is small, so that the database soon has something to do.
    static let firstSize = 60

    let reader: DeferredReader
    let known: [Bytea: String]

    enum Outcome: Sendable {
        case known(String, RawRecord, Bytea)
        case reading(Reading, ImportBatch.Content, Bytea)
    }

    /// The outcome of one record.
    func outcome(of raw: RawRecord) async throws -> Outcome {
        let digest = Self.digest(raw.bytes, reader.version)
        if let key = known[digest] { return .known(key, raw, digest) }
        let reading = try await reader.reader().read(raw.bytes, name: raw.name)
        return .reading(reading, ImportBatch.content(reading, digest), digest)
    }

    /// The SHA-256 of a record as it came and of the version of the reader that reads it.
    static func digest(_ bytes: [UInt8], _ version: String) -> Bytea {
        var hash = SHA256()
        hash.update(data: Array(version.utf8))
        hash.update(data: bytes)
        return Bytea(Array(hash.finalize()))
    }
}

extension ImportBatch {
    mutating func add(_ outcome: ImportBatches.Outcome, _ name: String) {
        switch outcome {
        case .known(let key, let raw, let digest):
            let isGone = removed.contains(key)
            add(
                key, name, otherwise: isGone ? .rejected([Self.twice(key, "", .error)]) : .unchanged([]),
                .known(raw, digest))
        case .reading(let reading, let content, let digest): add(reading, content, digest, name)
        }
    }

    /// Adds a record that has been read, with what is known of it and the digest of its bytes.
    mutating func add(_ reading: Reading, _ content: Content, _ digest: Bytea, _ name: String) {
        switch reading {
        case .skipped: break
        case .removed(let key):
            removed.insert(key)
            add(key, name, otherwise: .rejected([Self.twice(key, "", .error)]), content)
        case .rejected(let key, _):
            // A record without a key of its own is told by its file or line.
            if key == name { nameless += 1 } else { seen.insert(key) }
            entries.append(Entry(name: name, key: key == name ? nil : key, content: content))
        case .record(let record):
            let isGone = removed.contains(record.key)
            let finding = Self.twice(record.key, record.name, isGone ? .error : .warning)
            add(
                record.key, name, otherwise: isGone ? .rejected([finding]) : .unchanged([finding]),
                content)
        case .partial(let record):
            let isNews = touches.insert(digest).inserted
            let finding = Self.twice(record.key, "", isNews ? .error : .warning)
            add(
                record.key, name, otherwise: isNews ? .rejected([finding]) : .unchanged([finding]),
                content)
        }
    }

    private mutating func add(
        _ key: String, _ name: String, otherwise second: Content, _ content: Content
    ) {
        let isFirst = seen.insert(key).inserted
        entries.append(Entry(name: name, key: key, content: isFirst ? content : second))
    }

    /// What a record says that was taken for known and is not.
    static func content(_ reading: Reading, _ digest: Bytea) -> Content {
        switch reading {
        case .skipped: .unchanged([])
        case .removed: .removed
        case .rejected(_, let findings): .rejected(findings)
        case .record(let record): .record(record, JSONB(record.document.storedJSON), digest)
        case .partial(let record): .partial(record, digest)
        }
    }

    /// The second time that a record stands in one run: whole again it brings nothing, anything else would be lost.
    private static func twice(_ key: String, _ title: String, _ severity: Finding.Severity) -> Finding {
        Finding(
            record: key, listing: title, path: "", rule: "record.twice", severity: severity,
            message: "the record stands twice in the source; the first counts")
    }
}
