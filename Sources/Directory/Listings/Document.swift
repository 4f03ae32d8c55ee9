/// What a listing says: validated values by field path.
package struct Document: Sendable, Hashable {
    /// The values by path.
    package private(set) var fields: [FieldPath: FieldValue]

    /// A document of these values.
    package init(_ fields: [FieldPath: FieldValue] = [:]) {
        self.fields = fields
    }

    /// The value at a path; setting nil removes it.
    package subscript(_ path: FieldPath) -> FieldValue? {
        get { fields[path] }
        set { fields[path] = newValue }
    }

    /// The paths in the order in which people read them.
    package var paths: [FieldPath] { fields.keys.sorted() }

    /// The keys and values of one field in order.
    package func elements(_ field: Field) -> [(key: String, value: FieldValue)] {
        fields.filter { $0.key.field == field }.sorted { $0.key < $1.key }.map {
            ($0.key.key ?? "", $0.value)
        }
    }

    /// What is wrong with scores that nobody can have seen by that day; where it ends first, it is one day later already.
    package func scoresToCome(after day: CalendarDate) -> [FieldProblem] {
        elements(.reviewProfiles).compactMap { key, value in
            guard case .reviewProfile(let profile) = value, let seen = profile.observedOn,
                seen.daysSince1970 > day.daysSince1970 + 1
            else { return nil }
            return FieldProblem(
                "\(FieldPath(.reviewProfiles, key))/observed_on", "date.future",
                "nobody has seen the score of \(seen) yet")
        }
    }

    /// The keys of one field in order.
    package func keys(_ field: Field) -> [String] {
        elements(field).map(\.key)
    }

    /// The category code.
    package var category: String? {
        guard case .code(let code) = fields[FieldPath(.category)] else { return nil }
        return code
    }

    /// The point.
    package var point: Point? {
        guard case .point(let point) = fields[FieldPath(.point)] else { return nil }
        return point
    }

    /// The address.
    package var address: Address? {
        guard case .address(let address) = fields[FieldPath(.address)] else { return nil }
        return address
    }

    /// The texts of a field by language.
    package func translations(_ field: Field) -> Translations {
        var texts: [LanguageCode: String] = [:]
        for (path, value) in fields where path.field == field {
            if let language = LanguageCode(path.key ?? ""), case .text(let text) = value {
                texts[language] = text
            }
        }
        return Translations(texts)
    }

    /// The paths at which two documents differ, in order.
    package func differences(from other: Document) -> [FieldPath] {
        Set(fields.keys).union(other.fields.keys).filter { fields[$0] != other.fields[$0] }.sorted()
    }

    /// What is missing before the document can be published: a category and a name.
    package var missing: [FieldProblem] {
        var problems: [FieldProblem] = []
        if category == nil {
            problems.append(FieldProblem("category", "required", "a listing needs a category"))
        }
        if translations(.name).texts.isEmpty {
            problems.append(
                FieldProblem("name", "required", "a listing needs a name in one language at least"))
        }
        return problems
    }

    /// The document by path, as revisions store it.
    package var storedJSON: JSON {
        .object(
            JSONObject(
                paths.map { path in
                    JSONObject.Member(key: path.description, value: fields[path]?.json ?? .null)
                }))
    }

    /// Reads what ``storedJSON`` wrote.
    ///
    /// The values were checked when they were written; what no longer passes (a code that a vocabulary lost) is told.
    package init(stored json: JSON, _ vocabularies: Vocabularies) throws(Invalid) {
        guard let object = json.object else {
            throw Invalid([FieldProblem("", "type.object", "expected an object, not \(json.kind)")])
        }
        let trusting = vocabularies.trusting
        var fields: [FieldPath: FieldValue] = [:]
        for member in object.members {
            guard let path = FieldPath(member.key) else {
                throw Invalid([FieldProblem(member.key, "path.unknown", "no field has this path")])
            }
            fields[path] = try FieldValue(member.value, at: path, trusting)
        }
        self.init(fields)
    }
}
