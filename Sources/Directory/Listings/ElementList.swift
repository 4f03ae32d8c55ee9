/// The values of one field as somebody wrote them together, cut into one value for each key.
struct ElementList {
    private(set) var elements: [(key: String, value: JSON)] = []

    /// Cuts `{"fr": …}`, `[{"key": …}]` or `["wifi"]`, according to the field's shape; problems go to `problems`.
    init(_ field: Field, _ json: JSON, _ problems: inout [FieldProblem]) {
        guard !json.isNull else { return }
        switch field.shape {
        case .single: elements = [("", json)]
        case .named: named(field, json, &problems)
        case .codes: codes(field, json, &problems)
        case .keyed: keyed(field, json, &problems)
        }
    }

    private mutating func add(_ field: Field, _ key: String, _ value: JSON, _ problems: inout [FieldProblem])
    {
        let place = "\(field.rawValue)/\(key.prefix(120))"
        if !FieldPath.isKey(key, of: field) {
            problems.append(FieldProblem(place, "key.invalid", "“\(key.prefix(120))” cannot be a key here"))
        } else if elements.contains(where: { $0.key == key }) {
            problems.append(FieldProblem(place, "key.twice", "the key “\(key)” stands twice"))
        } else {
            elements.append((key, value))
        }
    }

    private mutating func named(_ field: Field, _ json: JSON, _ problems: inout [FieldProblem]) {
        guard let object = json.object else {
            let message = "expected an object, not \(json.kind)"
            problems.append(FieldProblem(field.rawValue, "type.object", message))
            return
        }
        for member in object.members where !member.value.isNull {
            add(field, member.key, member.value, &problems)
        }
    }

    private mutating func codes(_ field: Field, _ json: JSON, _ problems: inout [FieldProblem]) {
        guard let list = json.array else {
            problems.append(FieldProblem(field.rawValue, "type.list", "expected a list, not \(json.kind)"))
            return
        }
        for (index, element) in list.enumerated() {
            guard let code = element.string else {
                let message = "expected a string, not \(element.kind)"
                problems.append(FieldProblem("\(field.rawValue)/\(index)", "type.string", message))
                continue
            }
            if !elements.contains(where: { $0.key == code }) { add(field, code, true, &problems) }
        }
    }

    private mutating func keyed(_ field: Field, _ json: JSON, _ problems: inout [FieldProblem]) {
        guard let list = json.array else {
            problems.append(FieldProblem(field.rawValue, "type.list", "expected a list, not \(json.kind)"))
            return
        }
        for (index, element) in list.enumerated() {
            guard element.object != nil else {
                let message = "expected an object, not \(element.kind)"
                problems.append(FieldProblem("\(field.rawValue)/\(index)", "type.object", message))
                continue
            }
            add(field, key(field, element), element, &problems)
        }
    }

    /// The key that is written, else one made from what the element says (and a number where that stands already).
    private func key(_ field: Field, _ element: JSON) -> String {
        if let key = element["key"]?.string, !key.isEmpty { return key }
        let base = ElementKey.make(field, element)
        guard field != .paymentMethods else { return base }
        var key = base
        var number = 2
        while elements.contains(where: { $0.key == key }) {
            key = "\(base)-\(number)"
            number += 1
        }
        return key
    }
}
