import Directory
import Exchange
import Testing

/// One row of a small table with the point of a test visible in its mapping.
enum MappedRow {
    /// A mapping with these columns beside id, name and category.
    static func mapping(_ columns: JSON, more: JSON = [:]) throws -> Mapping {
        var all = JSONObject()
        all.append("Nom", "name")
        for member in columns.object?.members ?? [] { all[member.key] = member.value }
        var json = JSONObject()
        json.append("name", "test")
        json.append("format", "csv")
        json.append("key", "Id")
        json.append("category", ["hotel"])
        json.append("columns", .object(all))
        for member in more.object?.members ?? [] { json[member.key] = member.value }
        return try Mapping(json: .object(json), try Sample.vocabularies.get())
    }

    /// What becomes of a row with these cells; it must be a listing that can be stored and read again.
    static func read(_ columns: JSON, _ cells: JSON, more: JSON = [:]) throws -> SourceRecord {
        guard case .record(let record) = try reading(columns, cells, more: more) else { throw NoRecord() }
        let vocabularies = try Sample.vocabularies.get()
        #expect(try Document(stored: record.document.storedJSON, vocabularies) == record.document)
        return record
    }

    static func reading(_ columns: JSON, _ cells: JSON, more: JSON = [:]) throws -> Reading {
        var row = JSONObject()
        row.append("Id", "HOT1")
        row.append("Nom", "Hôtel des Pyrénées")
        for member in cells.object?.members ?? [] { row[member.key] = member.value }
        let reader = MappingReader(
            .named(try mapping(columns, more: more)), vocabularies: try Sample.vocabularies.get(),
            communes: try Sample.communes.get())
        return reader.read(JSON.object(row).bytes, name: "test.csv:2")
    }

    struct NoRecord: Error {}
}

extension SourceRecord {
    /// The rules of the findings.
    var findingRules: [String] { findings.map(\.rule) }

    /// The value at a path, as the contract shows it.
    func value(_ path: String) -> JSON? {
        FieldPath(path).flatMap { document[$0]?.json }
    }

    /// The values of the contacts of a kind.
    func contacts(_ kind: String) -> [String] {
        document.elements(.contacts).compactMap { element in
            guard case .contact(let contact) = element.value, contact.kind == kind else { return nil }
            return contact.value
        }
        .sorted()
    }
}
