package import Directory

/// Makes a listing of one object of a DATAtourisme feed (the JSON-LD layout with one file for each object).
///
/// Understood are the layouts from 2020 to 2025: one value or a list, numbers as text, texts with or without
/// languages. A value that is not valid is dropped with a finding and never costs the record; an object is rejected
/// only where it is not JSON, has no `@id`, no name or no category.
package struct DATAtourismeReader: RecordReader {
    package let version: String
    private(set) var tools: ReadingTools
    let categories: CategoryIndex

    var vocabularies: Vocabularies { tools.vocabularies }

    /// A reader that knows these vocabularies and communes.
    package init(vocabularies: Vocabularies, communes: CommuneIndex) {
        tools = ReadingTools(vocabularies: vocabularies, communes: communes)
        version = "datatourisme/3 \(vocabularies.fingerprint)"
        categories = CategoryIndex(vocabularies[.categories])
    }

    /// The same reader with other communes.
    func with(_ communes: CommuneIndex) -> DATAtourismeReader {
        var reader = self
        reader.tools.communes = communes
        return reader
    }

    package func read(_ bytes: [UInt8], name: String) -> Reading {
        // Objects of one document are named by their number in it (`export.json#7`).
        let file = String(name.prefix { $0 != "#" })
        guard file.hasSuffix(".json") || file.hasSuffix(".jsonld") || file == "-", !Self.isIndex(file) else {
            return .skipped
        }
        let object: JSON
        do throws(JSONSyntaxError) {
            object = try JSON(parsing: bytes)
        } catch {
            return rejected(name, "json.invalid", error.description)
        }
        return read(object, name: name)
    }

    /// Reads an object that has been parsed already.
    package func read(_ object: JSON, name: String) -> Reading {
        guard object.object != nil else { return rejected(name, "json.invalid", "expected an object") }
        guard let key = Self.key(object["@id"]?.string ?? "") else {
            return rejected(name, "id.missing", "the object has no @id")
        }
        var mapping = DATAtourismeMapping(object, key: key, reader: self)
        mapping.readTexts()
        let classes = object.values("@type").compactMap(Self.className)
        guard mapping.readCategory(classes) else {
            return rejected(key, "category.unknown", "no category fits \(classes.joined(separator: ", "))")
        }
        guard !mapping.draft.name.isEmpty else {
            return rejected(key, "name.missing", "the object has no name")
        }
        mapping.readLocation()
        mapping.readContacts()
        mapping.readOffers()
        mapping.readOpening()
        mapping.readDates()
        mapping.readReviews()
        mapping.readFacilities()
        mapping.readMedia()
        mapping.readLegal()
        mapping.noteUnmapped()
        let updatedOn = object.firstText("lastUpdate").flatMap { CalendarDate(String($0.prefix(10))) }
        return .record(mapping.draft.record(updatedOn: updatedOn))
    }

    private func rejected(_ key: String, _ rule: String, _ message: String) -> Reading {
        let path = rule.hasPrefix("category") ? "category" : rule.hasPrefix("name") ? "name" : ""
        let finding = Finding(
            record: key, listing: "", path: path, rule: rule, severity: .error, message: message)
        return .rejected(key: key, findings: [finding])
    }

    static func isIndex(_ name: String) -> Bool {
        let file = name.split(separator: "/").last ?? ""
        return ["index.json", "context.json", "context.jsonld"].contains(String(file))
    }

    /// The path of an `@id` behind its host: `15/0049d959-…`.
    static func key(_ id: String) -> String? {
        let path =
            id.firstRange(of: "://").map { id[$0.upperBound...].drop { $0 != "/" }.dropFirst() } ?? id[...]
        let key = String(path).trimmed
        return (1...200).contains(key.utf8.count) && !key.contains(where: \.isWhitespace) ? key : nil
    }

    /// The name of a class of DATAtourisme itself; those of other vocabularies (`schema:Hotel`) are left out.
    private static func className(_ json: JSON) -> String? {
        guard let name = json.string else { return nil }
        if let mark = name.lastIndex(of: "#") { return String(name[name.index(after: mark)...]) }
        return name.contains(":") ? nil : name
    }
}
