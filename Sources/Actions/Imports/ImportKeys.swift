import Directory
import Exchange
import Postgres
import Store

/// The keys by which other sources know the listings of a step, as another Fitxa tells them with what each sent last.
///
/// A source's next record then finds its listing instead of becoming a second one. A key that another listing holds is
/// told and left there.
struct ImportKeys {
    /// One key that is to be kept here.
    struct Key {
        let listing: ListingID
        let source: ListingRecord.SourceKey
    }

    /// The listings that hold keys, by source and key.
    private var holders: [[String]: String] = [:]

    /// The sources that listings of these entries name.
    static func sources(_ entries: [ImportBatch.Entry]) -> Set<String> {
        var sources: Set<String> = []
        for case .record(let record, _, _) in entries.lazy.map(\.content) {
            for key in record.foreignKeys { sources.insert(key.source) }
        }
        return sources
    }

    /// Looks up who holds the keys that these records name.
    init(_ records: [SourceRecord], in tx: borrowing WriteTransaction) throws {
        let keys = records.flatMap(\.foreignKeys)
        guard !keys.isEmpty else { return }
        for row in try tx.all(SourceKeyQueries.holders, keys.map(\.source), keys.map(\.key)) {
            holders[[row.source, row.key]] = row.listing
        }
    }

    /// Takes the keys that nobody holds for the listing of a record, and tells those that are another one's.
    mutating func take(_ record: SourceRecord, for listing: ListingID) -> (keys: [Key], findings: [Finding]) {
        var (keys, findings): ([Key], [Finding]) = ([], [])
        for key in record.foreignKeys {
            guard let holder = holders[[key.source, key.key]] else {
                holders[[key.source, key.key]] = listing.text
                keys.append(Key(listing: listing, source: key))
                continue
            }
            guard holder != listing.text else { continue }
            findings.append(
                Finding(
                    record: record.key, listing: record.name, path: "sources", rule: "source.taken",
                    severity: .warning,
                    message:
                        "the key \(key.key) of the source \(key.source) is that of listing \(holder) here and stays there"
                ))
        }
        return (keys, findings)
    }

    /// Keeps keys, with what each source sent last: the next record is compared with it.
    static func put(_ keys: [Key], _ run: Int?, _ stamp: Stamp, in tx: borrowing WriteTransaction) throws {
        guard !keys.isEmpty else { return }
        try tx.send(
            SourceKeyQueries.bring, keys.map(\.source.source), keys.map(\.source.key),
            keys.map(\.listing.text),
            // Of what is not known nothing is the source's own: where it says something else, that is proposed.
            keys.map { JSONB($0.source.sent ?? [:]) }, run, stamp.at)
    }
}

extension SourceRecord {
    /// The keys of other sources, without the name that the listing has anyway.
    fileprivate var foreignKeys: [ListingRecord.SourceKey] {
        (listing?.sources ?? []).filter { $0.key != key }
    }
}
