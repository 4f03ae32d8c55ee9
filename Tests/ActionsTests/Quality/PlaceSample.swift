import Actions
import Directory
import Exchange
import FoundationEssentials
import Postgres
import Support

/// Real places with their labels, some of them spoilt on purpose: `Tests/Fixtures/places/sample.csv`.
struct PlaceSample: RecordReader {
    let vocabularies: Vocabularies
    let version = "places/1"

    /// The rules that each place breaks, by key.
    let labels: [String: Set<String>]
    /// The rows, one JSON object each.
    let records: [RawRecord]

    init(_ vocabularies: Vocabularies) throws {
        self.vocabularies = vocabularies
        let file = URL(filePath: #filePath).appending(path: "../../../Fixtures/places/sample.csv")
            .standardized
        let table = try CSVTable(
            Array(try Data(contentsOf: file)), file: "sample.csv", required: ["key", "lat", "lon", "faults"])
        labels = Dictionary(
            uniqueKeysWithValues: table.rows.map { row in
                (row["key"], Set(row["faults"].split(separator: "|").map(String.init)))
            })
        records = table.rows.map { row in
            let members = table.columns.map { JSONObject.Member(key: $0, value: .string(row[$0])) }
            return RawRecord(name: row["key"], bytes: JSON.object(JSONObject(members)).bytes)
        }
    }

    func read(_ bytes: [UInt8], name: String) -> Reading {
        do {
            let row = try JSON(parsing: bytes)
            let touch = try Touch(set: Self.set(row), unset: nil, on: Document(), vocabularies)
            return .record(SourceRecord(key: name, name: name, document: touch.applied(to: Document())))
        } catch {
            return .rejected(key: name, findings: [])
        }
    }

    private static func set(_ row: JSON) -> JSON {
        func text(_ column: String) -> String? { row[column]?.string.flatMap { $0.isEmpty ? nil : $0 } }
        var set = JSONObject()
        set.append("category", "hotel")
        set.append("name.fr", JSON(text("key")))
        set.append(
            "location.address",
            [
                "lines": .array([text("line")].compactMap { $0.map(JSON.string) }),
                "postcode": JSON(text("postcode")),
                "commune": JSON(text("commune")), "insee": JSON(text("insee")),
            ])
        set.append("location.accuracy", JSON(text("accuracy")))
        if let latitude = text("lat").flatMap(Double.init), let longitude = text("lon").flatMap(Double.init) {
            set.append("location.point", ["lat": .double(latitude), "lon": .double(longitude)])
        }
        if let phone = text("phone") {
            set.append("contacts/phone", ["kind": "phone", "value": .string(phone)])
        }
        return .object(set)
    }

    /// The rules that the check finds in each place, by key; the places are published in that database.
    func found(_ given: Given) async throws -> [String: Set<String>] {
        var keys: [String: String] = [:]
        for (key, id) in try await ExportListings(given.context).ids(of: "tests") { keys[id] = key }
        var found: [String: Set<String>] = [:]
        _ = try await CheckListings(given.context).run(territory: nil, rules: QualityRule.every) { reports in
            for report in reports {
                found[keys[report.listing.text] ?? ""] = Set(report.findings.map(\.rule.code))
            }
        }
        return found
    }
}

/// How often a rule was right.
struct Figures {
    var right = 0
    var wrong = 0
    var overlooked = 0

    /// The share of the findings that are right.
    var precision: Double { right + wrong == 0 ? 1 : Double(right) / Double(right + wrong) }
    /// The share of the faults that are found.
    var recall: Double { right + overlooked == 0 ? 1 : Double(right) / Double(right + overlooked) }

    /// The figures of each rule.
    static func by(
        rule rules: [String], _ labels: [String: Set<String>], _ found: [String: Set<String>]
    ) -> [String: Figures] {
        var figures: [String: Figures] = [:]
        for (key, faults) in labels {
            for rule in rules {
                switch (faults.contains(rule), found[key]?.contains(rule) ?? false) {
                case (true, true): figures[rule, default: Figures()].right += 1
                case (false, true): figures[rule, default: Figures()].wrong += 1
                case (true, false): figures[rule, default: Figures()].overlooked += 1
                case (false, false): break
                }
            }
        }
        return figures
    }
}
