extension FieldValue {
    static func text(_ json: JSON, _ place: String, limit: Int) throws(Invalid) -> String {
        guard let raw = json.string else {
            throw Invalid([FieldProblem(place, "type.string", "expected a string, not \(json.kind)")])
        }
        let text = raw.trimmed
        if let problem = PlainText.problem(in: text, limit: limit) {
            throw Invalid([FieldProblem(place, problem.code, problem.message)])
        }
        guard !text.isEmpty else {
            throw Invalid([FieldProblem(place, "text.empty", "the text is empty: unset the field instead")])
        }
        return text
    }

    static func member(
        _ json: JSON, _ place: String, of vocabulary: Vocabulary, _ name: String
    ) throws(Invalid) -> String {
        let code = try text(json, place, limit: 100)
        guard vocabulary.entry(code) != nil else {
            let message = "“\(code)” is not in the vocabulary \(name)"
            throw Invalid([FieldProblem(place, "code.unknown", message)])
        }
        return code
    }

    static func choice(_ json: JSON, _ place: String, _ choices: [String]) throws(Invalid) -> String {
        guard let code = json.string, choices.contains(code) else {
            let message = "expected one of \(choices.joined(separator: ", "))"
            throw Invalid([FieldProblem(place, "code.unknown", message)])
        }
        return code
    }

    static func flag(_ json: JSON, _ place: String) throws(Invalid) -> Bool {
        guard let flag = json.bool else {
            throw Invalid([FieldProblem(place, "type.boolean", "expected true or false, not \(json.kind)")])
        }
        return flag
    }

    static func count(_ json: JSON, _ place: String) throws(Invalid) -> Int {
        guard let count = json.integer, (0...1_000_000).contains(count) else {
            throw Invalid([FieldProblem(place, "number.range", "expected a whole number from 0 to 1000000")])
        }
        return count
    }

    /// The value of a code's path is `true`: the code is set or it is not.
    static func membership(
        _ json: JSON, _ path: FieldPath, _ vocabularies: Vocabularies
    ) throws(Invalid) -> Bool {
        guard json == true else {
            let message = "a code is set with true and unset otherwise, not \(json.kind)"
            throw Invalid([FieldProblem(path.description, "type.boolean", message)])
        }
        let list: VocabularyName? =
            switch path.field {
            case .labels: .labels
            case .amenities: .amenities
            case .accessibility: .accessibility
            default: nil
            }
        if let list, let code = path.key, vocabularies[list].entry(code) == nil {
            let message = "“\(code)” is not in the vocabulary \(list.rawValue)"
            throw Invalid([FieldProblem(path.description, "code.unknown", message)])
        }
        return true
    }

    static func legal(_ json: JSON, _ path: FieldPath) throws(Invalid) -> String {
        let text = try text(json, path.description, limit: 100)
        guard path.key == "siret" else { return text }
        let digits = text.filter { $0 != " " }
        guard Siret.isValid(digits) else {
            let message = "a SIRET has 14 digits and a right check digit"
            throw Invalid([FieldProblem(path.description, "siret.invalid", message)])
        }
        return digits
    }

    static func paymentMethod(
        _ json: JSON, _ path: FieldPath, _ vocabularies: Vocabularies
    ) throws(Invalid) -> PaymentMethod {
        let method = try PaymentMethod(json, at: path.description, vocabularies)
        guard method.key == path.key else {
            let message = "the key of this method is \(method.key)"
            throw Invalid([FieldProblem(path.description, "payment.key", message)])
        }
        return method
    }
}

/// The number of an establishment in the SIRENE register.
package enum Siret {
    /// Whether the text is 14 digits that pass the Luhn check (those of La Poste sum to a multiple of five).
    package static func isValid(_ text: String) -> Bool {
        let digits = text.utf8.map { Int($0) - 0x30 }
        guard digits.count == 14, digits.allSatisfy({ (0...9).contains($0) }), !text.hasPrefix("000000000")
        else {
            return false
        }
        var sum = 0
        for (index, digit) in digits.enumerated() {
            let doubled = index % 2 == 0 ? digit * 2 : digit
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0 || text.hasPrefix("356000000") && digits.reduce(0, +) % 5 == 0
    }
}
