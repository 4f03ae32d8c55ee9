import Directory

extension MappingParser {
    /// The rules of all columns, in the order of the columns.
    mutating func rules() -> [ColumnRule] {
        guard let columns = columns else {
            fail("columns", "type.object", "expected an object of column: target")
            return []
        }
        var rules: [ColumnRule] = []
        for member in columns.members {
            for element in member.value.elements {
                if let rule = rule(member.key, element) { rules.append(rule) }
            }
        }
        return rules
    }

    private mutating func rule(_ column: String, _ json: JSON) -> ColumnRule? {
        let path = "columns/\(column)"
        guard let name = json.string ?? json["to"]?.string else {
            fail(path, "required", "expected a target, or an object with a target in “to”")
            return nil
        }
        let (bare, written) = Self.language(name)
        guard let target = MappingTarget(bare) else {
            let known = MappingTarget.known.joined(separator: ", ")
            fail(path, "path.unknown", "“\(name)” is no target; there are \(known)")
            return nil
        }
        check(target, at: path)
        for key in json.object?.keys ?? [] where !Self.options.contains(key) {
            fail("\(path)/\(key)", "member.unknown", "“\(key)” is not an option of a column")
        }
        return ColumnRule(
            column: column, path: column.split(separator: ".").map(String.init), target: target,
            separators: strings(json["split"], at: "\(path)/split"),
            values: values(json["values"], at: "\(path)/values"),
            language: json["language"]?.string.flatMap { LanguageCode($0) } ?? written ?? defaultLanguage,
            only: Set(strings(json["only"], at: "\(path)/only").flatMap(FoldedText.words)),
            role: json["role"]?.string ?? "establishment", isPublic: json["public"]?.bool ?? true,
            parts: json["parts"]?.string ?? "||", list: json["list"]?.string ?? ",",
            prefix: json["prefix"]?.string ?? "", unit: json["unit"]?.string,
            scheme: json["scheme"]?.string, place: json["place"]?.string,
            isProperCase: json["case"]?.string == "proper",
            credits: strings(json["credit"], at: "\(path)/credit"))
    }

    /// Refuses a count or a code that no list has.
    private mutating func check(_ target: MappingTarget, at path: String) {
        if case .capacity(let unit) = target {
            let known = vocabularies.counts
            guard !known.contains(unit) else { return }
            let message = "no count is called “\(unit)”; expected one of \(known.joined(separator: ", "))"
            fail(path, "path.unknown", message)
        } else if let (list, code) = target.entry, vocabularies[list].entry(code) == nil {
            fail(path, "code.unknown", "“\(code)” is not in the vocabulary \(list.rawValue)")
        }
    }

    private static let options: Set<String> = [
        "to", "split", "values", "language", "role", "public", "parts", "list", "prefix", "unit", "scheme",
        "place", "case", "only", "credit",
    ]

    /// `name.de` is the name in German.
    private static func language(_ name: String) -> (String, LanguageCode?) {
        guard let dot = name.lastIndex(of: "."),
            let language = LanguageCode(String(name[name.index(after: dot)...])),
            translated.contains(String(name[..<dot]))
        else { return (name, nil) }
        return (String(name[..<dot]), language)
    }

    private static let translated: Set<String> = [
        "name", "summary", "description", "prices.label", "opening.note", "opening.text", "media",
    ]
}
