package import Directory

extension Mapping {
    /// Reads a mapping; all that is wrong with it is told together.
    ///
    /// Refused: members that do not exist, targets that do not exist, counts and codes that no list has, no way to a key, a name
    /// or a category.
    package init(json: JSON, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = MappingParser(json, vocabularies)
        let name = reader.text("name") ?? ""
        let format = reader.text("format").flatMap(Format.init)
        if format == nil {
            let known = Format.allCases.map(\.rawValue).joined(separator: ", ")
            reader.fail("format", "code.unknown", "expected one of \(known)")
        }
        if name.isEmpty { reader.fail("name", "required", "a mapping needs a name") }
        let rules = reader.rules()
        let ignored = reader.strings("ignored")
        let unmapped = reader.strings("unmapped")
        let (records, join) = reader.records(format)
        let key = reader.key()
        let category = reader.category()
        if !rules.contains(where: { $0.target == .text(.name) }) {
            reader.fail("columns", "required", "no column becomes the name")
        }
        let constants = reader.constants()
        let empty = reader.strings("empty")
        let labels = Set(
            rules.map(\.column) + ignored + unmapped + (key?.columns ?? []) + category.compactMap(\.column))
        reader.finish()
        guard reader.problems.isEmpty, let format, let key else { throw Invalid(reader.problems) }
        self.init(
            name: name, source: reader.text("source") ?? name, format: format,
            fingerprint: ElementKey.digest(json.canonicalText), isTemplate: reader.flag("template"),
            isOpen: reader.flag("open"), key: key,
            category: category, rules: rules, ignored: Set(ignored),
            // The geometry of GeoJSON stands beside the properties.
            labels: labels.subtracting(format == .geojson ? ["geometry"] : []),
            isOwn: labels == Set(CSVWriter.columns), unmapped: unmapped, constants: constants,
            empty: Set(["", "-", "null", "http://", "https://"] + empty), silent: reader.strings("silent"),
            records: records, join: join, system: reader.text("system"), language: reader.defaultLanguage)
    }
}

/// Reads the members of a mapping one by one and gathers what is wrong with them.
struct MappingParser {
    private let json: JSON
    let vocabularies: Vocabularies
    private(set) var problems: [FieldProblem] = []

    init(_ json: JSON, _ vocabularies: Vocabularies) {
        (self.json, self.vocabularies) = (json, vocabularies)
        if json.object == nil { fail("", "type.object", "expected an object, not \(json.kind)") }
    }

    mutating func fail(_ path: String, _ code: String, _ message: String) {
        problems.append(FieldProblem(path, code, message))
    }

    /// The columns and what becomes of them.
    var columns: JSONObject? { json["columns"]?.object }

    /// The language of texts without one.
    var defaultLanguage: LanguageCode { text("language").flatMap { LanguageCode($0) } ?? .french }

    /// Tells the members that no mapping has.
    mutating func finish() {
        for key in json.object?.keys ?? [] where !Self.members.contains(key) {
            fail(key, "member.unknown", "“\(key)” is not a member of a mapping")
        }
    }

    private static let members: Set<String> = [
        "name", "title", "source", "format", "open", "key", "category", "columns", "ignored", "unmapped",
        "constants", "empty", "silent", "records", "join", "system", "language", "licence", "template",
    ]

    func text(_ name: String) -> String? {
        json[name]?.string?.trimmed
    }

    func flag(_ name: String) -> Bool {
        json[name]?.bool ?? false
    }

    mutating func strings(_ name: String) -> [String] {
        strings(json[name], at: name)
    }

    mutating func strings(_ json: JSON?, at path: String) -> [String] {
        var texts: [String] = []
        for element in json?.elements ?? [] {
            if let text = element.string ?? element.integer.map(String.init) {
                texts.append(text)
            } else {
                fail(path, "type.string", "expected texts, not \(element.kind)")
            }
        }
        return texts
    }

    /// `{"label": "code"}`; null for what is known and has no place.
    mutating func values(_ json: JSON?, at path: String) -> [String: String?] {
        guard let json, !json.isNull else { return [:] }
        guard let object = json.object else {
            fail(path, "type.object", "expected an object, not \(json.kind)")
            return [:]
        }
        var values: [String: String?] = [:]
        for member in object.members {
            guard member.value.isNull || member.value.string != nil else {
                fail(
                    "\(path)/\(member.key)", "type.string",
                    "expected a text or null, not \(member.value.kind)")
                continue
            }
            values[FoldedText.label(member.key)] = .some(member.value.string)
        }
        return values
    }

    mutating func constants() -> [String: String] {
        var constants: [String: String] = [:]
        for member in json["constants"]?.object?.members ?? [] {
            if let text = member.value.string, member.key == "address.country" {
                constants[member.key] = text
            } else {
                fail("constants/\(member.key)", "path.unknown", "only address.country can be a constant")
            }
        }
        return constants
    }

    mutating func records(_ format: Mapping.Format?) -> ([(name: String, path: [String])], [String]?) {
        func path(_ text: String) -> [String] { text.split(separator: ".").map(String.init) }
        let join = text("join").map(path)
        if let object = json["records"]?.object {
            if join == nil { fail("join", "required", "records of several places need what joins them") }
            return (object.members.map { ($0.key, path($0.value.string ?? "")) }, join)
        }
        return ([("", path(text("records") ?? ""))], join)
    }

    mutating func key() -> MappingKey? {
        var parts: [MappingKey.Part] = []
        for (index, element) in (json["key"]?.elements ?? []).enumerated() {
            guard let column = element.string ?? element["column"]?.string else {
                fail("key/\(index)", "required", "a part of the key needs its column")
                continue
            }
            var values: [String: String] = [:]
            for (label, value) in self.values(element["values"], at: "key/\(index)/values") {
                if let value { values[label] = value }
            }
            let without = strings(element["without"], at: "key/\(index)/without")
            parts.append(
                MappingKey.Part(
                    column: column, without: Set(without.flatMap(FoldedText.words)), values: values,
                    isFirstDate: element["first_date"]?.bool ?? false))
        }
        guard !parts.isEmpty else {
            fail("key", "required", "a mapping needs the columns that make the key of a record")
            return nil
        }
        return MappingKey(parts: parts)
    }

    mutating func category() -> [MappingCategory] {
        var ways: [MappingCategory] = []
        for (index, element) in (json["category"]?.elements ?? []).enumerated() {
            if let code = element.string ?? element["fixed"]?.string {
                ways.append(.fixed(code))
            } else if let column = element["column"]?.string {
                let path = "category/\(index)"
                let conditions = (element["with"]?.object?.members ?? []).map { member in
                    MappingCategory.Condition(
                        column: member.key,
                        words: Set(strings(member.value, at: "\(path)/with").flatMap(FoldedText.words)))
                }
                ways.append(
                    .column(
                        column, separators: strings(element["split"], at: "\(path)/split"),
                        prefix: element["prefix"]?.integer,
                        values: values(element["values"], at: "\(path)/values"), with: conditions))
            } else {
                fail("category/\(index)", "required", "expected a code, or a column and its values")
            }
        }
        if json["category"]?.elements.isEmpty ?? true {
            fail("category", "required", "a mapping needs a way to the category")
        }
        return ways
    }
}
