import Directory
import Exchange

/// Turns rows of `db/demo/lodgings.csv` into listings (source: Atout France, Licence Ouverte).
struct DemoLodgings: RecordReader {
    let vocabularies: Vocabularies
    var version: String { "demo/1 \(vocabularies.fingerprint)" }

    /// The rows as records, one JSON object each.
    static func records(_ csv: [UInt8]) throws -> [RawRecord] {
        let table = try CSVTable(csv, file: "lodgings.csv", required: ["key", "name", "type", "insee"])
        return table.rows.map { row in
            let members = table.columns.map { JSONObject.Member(key: $0, value: .string(row[$0])) }
            return RawRecord(name: row["key"], bytes: JSON.object(JSONObject(members)).bytes)
        }
    }

    func read(_ bytes: [UInt8], name: String) -> Reading {
        do {
            let row = try JSON(parsing: bytes)
            let touch = try Touch(set: set(row), unset: nil, on: Document(), vocabularies)
            return .record(
                SourceRecord(
                    key: name, name: row["name"]?.string ?? "", document: touch.applied(to: Document())))
        } catch {
            let finding = Finding(
                record: name, listing: "", path: "", rule: "demo.invalid", severity: .error,
                message: "\(error)")
            return .rejected(key: name, findings: [finding])
        }
    }

    private func set(_ row: JSON) -> JSON {
        func text(_ column: String) -> String? { row[column]?.string.flatMap { $0.isEmpty ? nil : $0 } }
        func number(_ column: String) -> JSON { JSON(text(column).flatMap { Int($0) }) }
        var set = JSONObject()
        set.append("category", JSON(text("type")))
        set.append("name.fr", JSON(text("name")))
        if let lat = text("lat").flatMap(Double.init), let lon = text("lon").flatMap(Double.init) {
            set.append("location.point", ["lat": .double(lat), "lon": .double(lon)])
            set.append("location.accuracy", "unknown")
            set.append("location.origin", "import")
        }
        set.append(
            "location.address",
            [
                "lines": .array([text("address")].compactMap { $0.map(JSON.string) }),
                "postcode": JSON(text("postcode")),
                "commune": JSON(text("commune")), "insee": JSON(text("insee")), "country": "FR",
            ])
        let contacts = [("phone", text("phone")), ("email", text("email")), ("website", text("website"))]
        for (kind, value) in contacts {
            guard let value, Contact.normalised(value, kind: kind) != nil else { continue }
            set.append("contacts/\(kind)", ["kind": .string(kind), "value": .string(value)])
        }
        set.append("capacity.persons", number("capacity_persons"))
        set.append("capacity.rooms", number("rooms"))
        if let rating = rating(text("type") ?? "", text("stars"), text("classified_on")) {
            set.append("classification/\(rating["scheme"]?.string ?? "")", rating)
        }
        return .object(set)
    }

    private func rating(_ category: String, _ stars: String?, _ day: String?) -> JSON? {
        guard let stars else { return nil }
        let families = Set(vocabularies[.categories].lineage(category))
        let schemes = vocabularies[.classifications].entries.filter { entry in
            entry.values("values").contains(stars) && !families.isDisjoint(with: entry.values("families"))
        }
        guard let scheme = schemes.first(where: { $0.code.hasSuffix("_stars") }) else { return nil }
        return ["scheme": .string(scheme.code), "value": .string(stars), "delivered_on": JSON(day)]
    }
}
