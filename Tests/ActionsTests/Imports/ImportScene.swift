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
    var dryRun = false

    init(_ given: Given? = nil) async throws {
        if let given { self.given = given } else { self.given = try await Given() }
    }

    /// What came of an import.
    struct Result: Equatable {
        var counts: String
        var rules: [String]
    }

    /// A record that says this, with what a listing needs.
    static func record(_ key: String, _ set: JSON = [:]) -> RawRecord {
        var object = JSONObject()
        object["category"] = "hotel"
        object["name.fr"] = .string("Hôtel \(key)")
        for member in set.object?.members ?? [] {
            object[member.key] = member.value.isNull ? nil : member.value
        }
        let json: JSON = ["key": .string(key), "set": .object(object)]
        return RawRecord(name: key, bytes: json.bytes)
    }

    /// Takes the records in; `stop` breaks the run off when so many have been asked for.
    @discardableResult
    func run(_ records: [RawRecord], stop: Int? = nil) async throws -> Result {
        let reader = LineReader(vocabularies: given.context.vocabularies)
        return try await run(records, reader: reader, stop: stop)
    }

    @discardableResult
    func run(_ records: [RawRecord], reader: any RecordReader, stop: Int? = nil) async throws -> Result {
        let options = ImportOptions(source: source, format: "tests", path: "-", dryRun: dryRun)
        var (position, found) = (0, [Finding]())
        let counts = try await ImportRecords(given.context).run(
            options, by: .system, reader: reader,
            next: { count in
                if let stop, position >= stop { throw BrokenOff() }
                defer { position = min(position + count, records.count) }
                return Array(records[position..<min(position + count, records.count)])
            },
            findings: { found += $0 }, progress: { _ in })
        return Result(counts: counts.short, rules: found.map(\.rule))
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
