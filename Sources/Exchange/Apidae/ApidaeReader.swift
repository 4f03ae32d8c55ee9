package import Directory

/// Makes a listing of one object of Apidae: an element of `list-objets-touristiques`, an answer of `get-by-id`, an
/// object of the daily export.
///
/// Of the export, `objets_modifies` and `objets_lies` are read, `objets_supprimes` says what is gone, the lists beside
/// them are no records. A value that is not valid is dropped with a finding and never costs the record; an object is
/// rejected only where it is not JSON, has no number, no name or no category. One that Apidae no longer publishes
/// counts as removed.
package struct ApidaeReader: RecordReader {
    package let version: String
    let tools: ReadingTools
    let categories: ApidaeCategories

    /// A reader that knows these vocabularies and communes.
    package init(vocabularies: Vocabularies, communes: CommuneIndex) {
        version = "apidae/7 \(vocabularies.fingerprint)"
        tools = ReadingTools(vocabularies: vocabularies, communes: communes)
        categories = ApidaeCategories(vocabularies[.categories])
    }

    package func read(_ bytes: [UInt8], name: String) -> Reading {
        let path = name.lastIndex(of: "#").map { name[..<$0] } ?? name[...]
        let file = path.split(separator: "/").last.map(String.init) ?? ""
        guard !Self.asides.contains(file), Self.holdsJSON(file) else { return .skipped }
        let json: JSON
        do throws(JSONSyntaxError) {
            json = try JSON(parsing: bytes)
        } catch {
            return rejected(name, "json.invalid", error.description)
        }
        if file.contains("supprimes") {
            guard let id = json.reference else {
                return rejected(name, "id.missing", "expected the number of an object")
            }
            return .removed(key: String(id))
        }
        return read(json, name: name, communes: tools.communes)
    }

    func read(_ object: JSON, name: String, communes: CommuneIndex) -> Reading {
        guard object.object != nil else { return rejected(name, "json.invalid", "expected an object") }
        guard let key = object["id"]?.scalarText ?? object["identifier"]?.scalarText, key.utf8.count <= 200
        else {
            return rejected(name, "id.missing", "the object has no id")
        }
        guard object["state"]?.string ?? "PUBLISHED" == "PUBLISHED" else { return .removed(key: key) }
        guard let type = ApidaeType.type(of: object) else {
            return rejected(key, "category.unknown", "the object has no type")
        }
        var mapping = ApidaeMapping(object, type: type, key: key, reader: self, communes: communes)
        mapping.readTexts()
        guard !mapping.draft.name.isEmpty else {
            return rejected(key, "name.missing", "the object has no name")
        }
        guard mapping.readCategory() else {
            return rejected(key, "category.unknown", "no category fits \(type)")
        }
        mapping.readLocation()
        mapping.readContacts()
        mapping.readPayment()
        mapping.readPrices()
        mapping.readOpening()
        mapping.readFacilities()
        mapping.readMedia()
        mapping.readLegal()
        if name.contains("objets_lies/") {
            mapping.draft.note(
                "", "object.linked", .info, "the object came because others of the project name it")
        }
        mapping.noteUnmapped()
        let updatedOn = object["gestion"]?.date("dateModification")
        return .record(mapping.draft.record(updatedOn: updatedOn))
    }

    private func rejected(_ key: String, _ rule: String, _ message: String) -> Reading {
        let path = rule.hasPrefix("category") ? "category" : rule.hasPrefix("name") ? "name" : ""
        let finding = Finding(
            record: key, listing: "", path: path, rule: rule, severity: .error, message: message)
        return .rejected(key: key, findings: [finding])
    }

    /// The lists that the export carries beside its objects.
    private static let asides: Set<String> = [
        "communes.json", "criteres_internes.json", "elements_reference.json", "selections.json",
        "territoires.json",
    ]

    /// What cuts the bytes of a file into objects; a file of another kind is left alone by its reader.
    package static func splitter(_ file: String) -> any RecordSplitter {
        holdsJSON(file.split(separator: "/").last.map(String.init) ?? "")
            ? JSONListSplitter(file, member: "objetsTouristiques") : SkippedFile()
    }

    private static func holdsJSON(_ file: String) -> Bool {
        guard let dot = file.lastIndex(of: ".") else { return true }
        return ["json", "ndjson", "jsonl"].contains(file[file.index(after: dot)...].lowercased())
    }
}
