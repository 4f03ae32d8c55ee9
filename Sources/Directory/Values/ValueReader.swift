/// Reads the members of one JSON object and gathers every problem on the way.
struct ValueReader {
    let path: String
    let vocabularies: Vocabularies
    private let object: JSONObject
    private var known: Set<String> = []
    private(set) var problems: [FieldProblem] = []

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) {
        self.path = path
        self.vocabularies = vocabularies
        if case .object(let object) = json {
            self.object = object
        } else {
            self.object = JSONObject()
            problems.append(FieldProblem(path, "type.object", "expected an object, not \(json.kind)"))
        }
    }

    /// Notes a problem at a member (or at the value itself where `member` is empty).
    mutating func fail(_ member: String, _ code: String, _ message: String) {
        problems.append(FieldProblem(member.isEmpty ? path : "\(path)/\(member)", code, message))
    }

    /// The member, nil where it is absent or null.
    mutating func member(_ name: String) -> JSON? {
        known.insert(name)
        guard let value = object[name], !value.isNull else { return nil }
        return value
    }

    /// Marks members that a reader of listings gets and a writer may send back without effect.
    mutating func ignore(_ names: String...) {
        known.formUnion(names)
    }

    /// A trimmed, non-empty text of at most `limit` characters.
    mutating func text(_ name: String, limit: Int = 500) -> String? {
        guard let value = member(name) else { return nil }
        guard let raw = value.string else {
            fail(name, "type.string", "expected a string, not \(value.kind)")
            return nil
        }
        return checked(raw, name, limit)
    }

    private mutating func checked(_ raw: String, _ name: String, _ limit: Int) -> String? {
        let text = raw.trimmed
        if let problem = PlainText.problem(in: text, limit: limit) {
            fail(name, problem.code, problem.message)
            return nil
        }
        return text.isEmpty ? nil : text
    }

    /// A member that must be there.
    mutating func required<Value>(_ name: String, _ value: Value?) -> Value? {
        if value == nil,
            object[name] == nil || object[name]?.isNull == true || object[name]?.string?.trimmed == ""
        {
            fail(name, "required", "\(name) is missing")
        }
        return value
    }

    /// A whole number within `range`.
    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = member(name) else { return nil }
        guard let number = value.integer, range.contains(number) else {
            let bounds = "\(range.lowerBound) to \(range.upperBound)"
            fail(name, "number.range", "expected a whole number from \(bounds)")
            return nil
        }
        return number
    }

    /// A number within `range`.
    mutating func number(_ name: String, in range: ClosedRange<Double>) -> Double? {
        guard let value = member(name) else { return nil }
        guard let number = value.double, range.contains(number) else {
            let bounds = "\(JSON.double(range.lowerBound).text) to \(JSON.double(range.upperBound).text)"
            fail(name, "number.range", "expected a number from \(bounds)")
            return nil
        }
        return number
    }

    /// A truth value.
    mutating func flag(_ name: String) -> Bool? {
        guard let value = member(name) else { return nil }
        guard let flag = value.bool else {
            fail(name, "type.boolean", "expected true or false, not \(value.kind)")
            return nil
        }
        return flag
    }

    /// A value that parses itself from text, with the code and the message for when it does not.
    mutating func parsed<Value>(_ name: String, _ code: String, _ parse: (String) -> Value?) -> Value? {
        guard let text = text(name, limit: 2_000) else { return nil }
        guard let value = parse(text) else {
            fail(
                name, code, "“\(text.prefix(80))” is not \(ValueReader.expectation[code] ?? "a valid value")")
            return nil
        }
        return value
    }

    /// A date `YYYY-MM-DD`.
    mutating func date(_ name: String) -> CalendarDate? {
        parsed(name, "date.invalid", CalendarDate.init)
    }

    /// A code of a vocabulary.
    mutating func code(_ name: String, of list: VocabularyName) -> String? {
        guard let code = text(name, limit: 100) else { return nil }
        guard vocabularies[list].entry(code) != nil else {
            fail(name, "code.unknown", "“\(code.prefix(80))” is not in the vocabulary \(list.rawValue)")
            return nil
        }
        return code
    }

    /// A text in several languages.
    mutating func translations(_ name: String, limit: Int = 500) -> Translations? {
        guard let value = member(name) else { return nil }
        guard let object = value.object else {
            fail(name, "type.object", "expected texts by language, not \(value.kind)")
            return nil
        }
        var texts: [LanguageCode: String] = [:]
        for entry in object.members {
            let place = "\(name)/\(entry.key)"
            guard let language = LanguageCode(entry.key) else {
                fail(place, "language.unknown", "“\(entry.key.prefix(20))” is not an ISO 639-1 language")
                continue
            }
            guard !entry.value.isNull else { continue }
            guard let raw = entry.value.string else {
                fail(place, "type.string", "expected a string, not \(entry.value.kind)")
                continue
            }
            texts[language] = checked(raw, place, limit)
        }
        return texts.isEmpty ? nil : Translations(texts)
    }

    /// Says whether all is well, after a look for members that nobody asked for.
    mutating func finish() throws(Invalid) {
        for key in object.keys where !known.contains(key) {
            fail(
                String(key.prefix(80)), "member.unknown", "“\(key.prefix(80))” is not a member of this value")
        }
        guard problems.isEmpty else { throw Invalid(problems) }
    }

    private static let expectation = [
        "date.invalid": "a date YYYY-MM-DD", "time.invalid": "a time HH:MM",
        "url.invalid": "an address http:// or https:// with a full host name",
        "phone.invalid": "a telephone number: French with ten digits or international with +",
        "email.invalid": "an e-mail address", "money.invalid": "an amount such as 80.00",
        "insee.invalid": "an INSEE commune code of five characters",
        "currency.invalid": "an ISO 4217 currency", "country.invalid": "an ISO 3166-1 country",
    ]
}
