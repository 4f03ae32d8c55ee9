package import Directory

/// What a moderator chooses for one field.
package struct Choice: Sendable {
    /// The kinds of choice.
    package enum Kind: String, Sendable, CaseIterable {
        case accept
        case reject
        case amend
    }

    /// What is chosen.
    package let kind: Kind
    /// The value to publish in the place of the proposed one; nil or null empties the field.
    package let value: JSON?
    /// The code in `rejection_reasons`.
    package let reasonCode: String?
    /// The reason in words.
    package let reason: String?

    /// A choice of these parts.
    package init(_ kind: Kind, value: JSON? = nil, reasonCode: String? = nil, reason: String? = nil) {
        (self.kind, self.value, self.reasonCode, self.reason) = (kind, value, reasonCode, reason)
    }

    /// Reads the choices of a decision, `{path: {"decision": …}}`; every problem is told.
    package static func all(_ json: JSON?) throws(ActionError) -> [String: Choice] {
        guard let object = json?.object, !object.isEmpty else {
            throw .invalid("choices", "required", "choices must name one field at least")
        }
        var problems: [FieldProblem] = []
        var choices: [String: Choice] = [:]
        for member in object.members {
            let text = member.value["decision"]?.string ?? member.value.string ?? ""
            guard let kind = Kind(rawValue: text) else {
                let message = "expected accept, reject or amend"
                problems.append(
                    FieldProblem("choices/\(member.key.prefix(120))/decision", "code.unknown", message))
                continue
            }
            for name in ["reason_code", "reason"] {
                guard let said = member.value[name], !said.isNull, said.string == nil else { continue }
                let message = "expected a string, not \(said.kind)"
                problems.append(
                    FieldProblem("choices/\(member.key.prefix(120))/\(name)", "type.string", message))
            }
            choices[member.key] = Choice(
                kind, value: member.value["value"], reasonCode: member.value["reason_code"]?.string,
                reason: member.value["reason"]?.string)
        }
        guard problems.isEmpty else { throw .invalid(problems) }
        return choices
    }

    /// Problems of the value of a field, each at the place in the choice where that value stands.
    func placed(_ problems: [FieldProblem], at path: String) -> [FieldProblem] {
        let place = "choices/\(path)" + (kind == .amend ? "/value" : "")
        return problems.map { problem in
            let isWithin = problem.path.hasPrefix(path)
            let rest = isWithin ? String(problem.path.dropFirst(path.count)) : ""
            return FieldProblem(place + rest, problem.code, problem.message)
        }
    }

    /// What is wrong with the choice for a field with that proposed value.
    func problems(at path: String, _ proposed: JSON?, _ vocabularies: Vocabularies) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        let place = "choices/\(path)"
        if let reasonCode, vocabularies[.rejectionReasons].entry(reasonCode) == nil {
            let message = "“\(reasonCode.prefix(60))” is not in the vocabulary rejection_reasons"
            problems.append(FieldProblem("\(place)/reason_code", "code.unknown", message))
        }
        if let reason, let problem = PlainText.problem(in: reason, limit: 2_000) {
            problems.append(FieldProblem("\(place)/reason", problem.code, problem.message))
        }
        if kind == .reject, reasonCode == nil, reason?.trimmed.isEmpty ?? true {
            problems.append(FieldProblem("\(place)/reason", "reason.required", "a refusal needs a reason"))
        }
        if kind == .accept, let value, !value.isNull, value.canonicalText != proposed?.canonicalText {
            let message = "to accept publishes the proposed value, which this is not; amend publishes another"
            problems.append(FieldProblem("\(place)/value", "value.differs", message))
        }
        if kind == .amend, value == nil {
            problems.append(FieldProblem("\(place)/value", "required", "an amendment needs its value"))
        }
        return problems
    }
}
