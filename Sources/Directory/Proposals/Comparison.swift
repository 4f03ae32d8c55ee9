/// How a proposed value stands to the one that is published (three-way, per field).
package enum Comparison: String, Sendable {
    /// What is published is what the author saw.
    case clean
    /// What is published is what the author wants.
    case already
    /// What is published is neither.
    case conflict

    /// Compares the value the author saw, the published one and the proposed one; nil stands for an empty field.
    package init<Value: Equatable>(base: Value?, current: Value?, proposed: Value?) {
        if current == proposed {
            self = .already
        } else {
            self = current == base ? .clean : .conflict
        }
    }
}

/// The states of a proposal.
package enum ProposalState: String, Sendable, CaseIterable {
    case submitted
    case changesRequested = "changes_requested"
    case accepted
    case partiallyAccepted = "partially_accepted"
    case rejected
    case withdrawn
    case expired
    case superseded

    /// Whether it can still be amended or withdrawn.
    package var isOpen: Bool { self == .submitted || self == .changesRequested }

    /// The end of a proposal whose fields were decided so: all refused, none refused, or some.
    package init(decided statuses: [FieldStatus]) {
        if statuses.allSatisfy({ $0 == .rejected }) {
            self = .rejected
        } else {
            self = statuses.contains(.rejected) ? .partiallyAccepted : .accepted
        }
    }
}

/// What became of one proposed field.
package enum FieldStatus: String, Sendable, CaseIterable {
    case pending
    case accepted
    case acceptedModified = "accepted_modified"
    case rejected
    case withdrawn
    case expired
    case superseded
}

/// What a proposal asks for.
package enum ProposalKind: String, Sendable, CaseIterable {
    case edit
    case create
    case close
    case claim
    case merge
}

/// How much harm a wrong value does, 0 to 3.
package enum Risk {
    /// The risk of a field.
    package static func of(_ field: Field) -> Int {
        switch FieldGroup(field) {
        case .identity, .location, .regulated: 3
        case .commerce, .contacts: 2
        case .texts, .media, .facilities, .office: 1
        case .opening: 0
        }
    }
}
