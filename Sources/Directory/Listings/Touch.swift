/// A list of fields to set and to unset; what it does not name stays untouched.
package struct Touch: Sendable, Hashable {
    /// The changes by path, nil to unset.
    package private(set) var changes: [FieldPath: FieldValue?]

    /// These changes.
    package init(_ changes: [FieldPath: FieldValue?]) {
        self.changes = changes
    }

    /// Reads a touch list against the document that it is to change.
    ///
    /// A path may name one value (`name.fr`) or a whole field or group (`name`, `location`, `payment`, `contacts`):
    /// then its value replaces all that stands there. `null` unsets. Every problem is told at once.
    package init(
        set: JSON?, unset: JSON?, on document: Document, _ vocabularies: Vocabularies
    ) throws(Invalid) {
        var reader = TouchReader(document: document, vocabularies: vocabularies)
        if let set, !set.isNull {
            if let object = set.object {
                for member in object.members { reader.set(member.key, member.value) }
            } else {
                reader.problems.append(
                    FieldProblem("set", "type.object", "expected an object of path: value"))
            }
        }
        if let unset, !unset.isNull {
            if let paths = unset.array, paths.allSatisfy({ $0.string != nil }) {
                for path in paths { reader.set(path.string ?? "", .null) }
            } else {
                reader.problems.append(FieldProblem("unset", "type.list", "expected a list of paths"))
            }
        }
        guard reader.problems.isEmpty else { throw Invalid(reader.problems) }
        changes = reader.changes
    }

    /// What is wrong with sales channels that are new here and sell no listings of this category.
    ///
    /// For people only: what an import or another Fitxa sends is taken, with a finding.
    package func misplacedChannels(on document: Document, _ vocabularies: Vocabularies) -> [FieldProblem] {
        guard let category = applied(to: document).category else { return [] }
        return changes.sorted { $0.key < $1.key }.compactMap { path, value in
            guard case .salesChannel(let channel)? = value, document[path] != value,
                !channel.fits(category, vocabularies)
            else { return nil }
            let message = "\(channel.platform) is no platform for the category \(category)"
            return FieldProblem("\(path)/platform", "channel.category", message)
        }
    }

    /// Counts that are new here and have a name that nobody knows: a slip of the pen, or an amenity.
    ///
    /// For touch lists only, as misplaced channels. The names are those of the amenities of the kind `capacity`.
    package func unknownCounts(on document: Document, _ vocabularies: Vocabularies) -> [FieldProblem] {
        paths.filter { $0.field == .capacity && document[$0] == nil && changes[$0] != .some(nil) }
            .compactMap { path in
                let known = vocabularies.counts
                guard let name = path.key, !known.contains(name) else { return nil }
                let message = "no count is called “\(name)”; expected one of \(known.joined(separator: ", "))"
                return FieldProblem(path.description, "path.unknown", message)
            }
    }

    /// The paths in order.
    package var paths: [FieldPath] { changes.keys.sorted() }

    /// Whether nothing is named.
    package var isEmpty: Bool { changes.isEmpty }

    /// The document after the changes.
    package func applied(to document: Document) -> Document {
        var result = document
        for (path, value) in changes { result[path] = value }
        return result
    }
}

/// Takes the members of a touch list one by one and gathers changes and problems.
struct TouchReader {
    let document: Document
    let vocabularies: Vocabularies
    var changes: [FieldPath: FieldValue?] = [:]
    var problems: [FieldProblem] = []
    private var wholes: Set<Field> = []

    init(document: Document, vocabularies: Vocabularies) {
        self.document = document
        self.vocabularies = vocabularies
    }

    mutating func set(_ name: String, _ json: JSON) {
        if let path = FieldPath(name) {
            guard !wholes.contains(path.field) else { return failTwice(path.description) }
            setValue(path, json)
        } else if let field = Field(rawValue: name) {
            setField(field, json)
        } else if let members = Self.groups[name] {
            setGroup(name, members, json)
        } else {
            problems.append(FieldProblem(String(name.prefix(120)), "path.unknown", "no field has this path"))
        }
    }

    private mutating func setValue(_ path: FieldPath, _ json: JSON) {
        guard changes[path] == nil else { return failTwice(path.description) }
        if json.isNull {
            changes[path] = .some(nil)
            return
        }
        do throws(Invalid) {
            changes[path] = try FieldValue(json, at: path, vocabularies)
        } catch {
            problems.append(contentsOf: error.problems)
        }
    }

    private mutating func setGroup(_ name: String, _ members: [String: Field], _ json: JSON) {
        guard json.isNull || json.object != nil else {
            problems.append(FieldProblem(name, "type.object", "expected an object, not \(json.kind)"))
            return
        }
        for key in json.object?.keys ?? [] where members[key] == nil {
            problems.append(
                FieldProblem("\(name)/\(key)", "member.unknown", "“\(key)” is not a member of \(name)"))
        }
        for (key, field) in members.sorted(by: { $0.key < $1.key }) { setField(field, json[key] ?? .null) }
    }

    /// Replaces all that the field holds.
    private mutating func setField(_ field: Field, _ json: JSON) {
        guard field.shape != .single else { return setValue(FieldPath(field), json) }
        // Its value replaces all: one of its paths beside it would contradict it.
        guard wholes.insert(field).inserted, !changes.keys.contains(where: { $0.field == field }) else {
            return failTwice(field.rawValue)
        }
        let before = Set(document.fields.keys.filter { $0.field == field })
        let named = ElementList(field, json, &problems)
        for (key, value) in named.elements { setValue(FieldPath(field, key), value) }
        for path in before where changes[path] == nil { changes[path] = .some(nil) }
    }

    private mutating func failTwice(_ place: String) {
        problems.append(FieldProblem(place, "path.twice", "the field is named twice"))
    }

    private static let groups: [String: [String: Field]] = [
        "location": ["point": .point, "accuracy": .accuracy, "origin": .origin, "address": .address],
        "payment": ["complete": .paymentComplete, "methods": .paymentMethods],
    ]
}
