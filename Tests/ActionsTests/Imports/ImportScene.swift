import Actions
import Directory
import Exchange
import Postgres
import Store
import Support
import Synchronization

/// A source of records and imports from it.
struct ImportScene {
    let given: Given
    var source = "tests"
    var format = "tests"
    var dryRun = false
    var isComplete = false
    var closeAtMost: Double?
    var actor = Actor.system

    init(_ given: Given? = nil) async throws {
        if let given { self.given = given } else { self.given = try await Given() }
    }

    /// What came of an import.
    struct Result: Equatable {
        var counts: String
        var rules: [String]
    }

    /// A record that says this, with what a listing needs.
    static func record(_ key: String, _ set: JSON = [:], silent: JSON = []) -> RawRecord {
        var object = JSONObject()
        object["category"] = "hotel"
        object["name.fr"] = .string("Hôtel \(key)")
        for member in set.object?.members ?? [] {
            object[member.key] = member.value.isNull ? nil : member.value
        }
        let json: JSON = ["key": .string(key), "set": .object(object), "silent": silent]
        return RawRecord(name: "file \(key)", bytes: json.bytes)
    }

    /// Takes the records in; `stop` breaks the run off when so many have been asked for.
    @discardableResult
    func run(_ records: [RawRecord], stop: Int? = nil) async throws -> Result {
        let reader = LineReader(vocabularies: given.context.vocabularies)
        return try await run(records, reader: reader, stop: stop)
    }

    @discardableResult
    func run(_ records: [RawRecord], reader: any RecordReader, stop: Int? = nil) async throws -> Result {
        var rules: [String] = []
        let result = try await result(records, reader: reader, stop: stop) { outcomes in
            rules += outcomes.flatMap(\.findings).map(\.rule)
        }
        return Result(counts: result.counts.short, rules: rules)
    }

    /// Takes the records in and gives all that came of it.
    func result(
        _ records: [RawRecord], reader: (any RecordReader)? = nil, stop: Int? = nil,
        end: ImportFeed.End = .init(),
        outcomes: ([RecordOutcome]) -> Void = { _ in }
    ) async throws -> ImportResult {
        var position = 0
        let feed = ImportFeed {
            count in
            if let stop, position >= stop { throw BrokenOff() }
            defer { position = min(position + count, records.count) }
            return Array(records[position..<min(position + count, records.count)])
        } end: {
            end
        }
        let result = try await result(feed, reader: reader, outcomes: outcomes)
        if let cut = result.cut { throw cut }
        return result
    }

    /// Takes in the records of a feed.
    func result(
        _ feed: ImportFeed, reader: (any RecordReader)? = nil, outcomes: ([RecordOutcome]) -> Void = { _ in }
    ) async throws -> ImportResult {
        let options = ImportOptions(
            source: source, format: format, path: "-", dryRun: dryRun, isComplete: isComplete,
            closeAtMost: closeAtMost)
        return try await ImportRecords(given.context).run(
            options, by: actor,
            reader: DeferredReader(reader ?? LineReader(vocabularies: given.context.vocabularies)),
            feed: feed, outcomes: outcomes)
    }

    /// The listing that a record became.
    func listing(_ key: String) async throws -> ListingID? {
        let rows = try await given.database.read { [source] tx in
            try tx.all(ImportQueries.records, source, [key])
        }
        return rows.first.flatMap { ListingID($0.listing) }
    }

    /// The newest position of the feed, and how many runs, listings, source records and proposals there are.
    func totals() async throws -> [Int] {
        try await given.database.read { tx in
            let sql: SQL = """
                select array[(select position from feed_head), (select count(*) from import_runs),
                    (select count(*) from listings), (select count(*) from listing_sources),
                    (select count(*) from proposals), (select number from audit_head)]
                """
            return try tx.first(sql, as: One<[Int]>.self)?.value ?? []
        }
    }

    /// Makes another source send the listing of a record too.
    func share(_ key: String, with other: String = "others") async throws {
        guard let id = try await listing(key)?.text else { return }
        try await given.database.write { tx in
            let sql: SQL = """
                insert into listing_sources (source, key, listing, sent, sent_sha256, seen_at)
                values (\(other), \(key + "-too"), \(id), \(JSONB("{}")), \(Bytea([])), now())
                """
            _ = try tx.run(sql)
        }
    }

    struct BrokenOff: Error {}
}

extension ImportCounts {
    /// The counts that are not zero.
    var short: String {
        let all = [
            ("created", created), ("updated", updated), ("unchanged", unchanged), ("conflicted", conflicted),
            ("rejected", rejected), ("removed", removed),
        ]
        return all.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
