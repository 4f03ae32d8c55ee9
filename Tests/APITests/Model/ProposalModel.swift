import Directory

/// What the actions promise about one listing and its proposals, said once more and as simply as possible.
struct ProposalModel {
    /// A check that is left out, to see that the comparison with the actions finds it.
    enum Fault: CaseIterable {
        case seen
        case versions
        case revert
    }

    struct Field {
        var base: Int?
        var proposed: Int?
        var status = FieldStatus.pending
    }

    struct Decided {
        let paths: [String]
        let revision: Int?
    }

    struct Proposal {
        var state = ProposalState.submitted
        var version = 1
        var fields: [String: Field]
        var decisions: [Decided] = []
    }

    static let paths = ["description.fr", "name.en", "name.fr", "summary.fr"]

    var fault: Fault?
    /// The values of each revision, the first one first.
    var revisions: [[String: Int]] = [["name.fr": 0]]
    var isClosed = false
    var proposals: [Proposal] = []

    var published: [String: Int] { revisions.last ?? [:] }

    /// Does the step, and tells how it ends in the words of the refusals.
    mutating func apply(_ step: ModelStep) -> String {
        switch step {
        case .submit(let base, let patch): submit(base, patch)
        case .amend(let number, let version, let patch): amend(number, version, patch)
        case .decide(let number, let version, let seen, let choices): decide(number, version, seen, choices)
        case .withdraw(let number, let version): withdraw(number, version)
        case .requestChanges(let number, let version): requestChanges(number, version)
        case .undo(let number): undo(number)
        case .edit(let revision, let patch): edit(revision, patch)
        case .revert(let number): revert(number)
        case .close: close()
        case .restore: restore()
        }
    }

    private mutating func publish(_ values: [String: Int]) -> Int? {
        guard values != published else { return nil }
        revisions.append(values)
        return revisions.count
    }

    private mutating func submit(_ base: Int, _ patch: [String: Int?]) -> String {
        guard !isClosed else { return "gone" }
        let open = patch.filter { published[$0.key] != $0.value }
        guard !open.isEmpty else { return "no difference" }
        let seen = revisions[base - 1]
        proposals.append(
            Proposal(
                fields: Dictionary(
                    uniqueKeysWithValues: open.map { ($0.key, Field(base: seen[$0.key], proposed: $0.value)) }
                )))
        return "done"
    }

    private mutating func amend(_ number: Int, _ version: Int, _ patch: [String: Int?]) -> String {
        let proposal = proposals[number]
        guard proposal.version == version else { return "stale: \(proposal.version)" }
        guard proposal.state.isOpen else { return "conflict: not_open" }
        let fresh = patch.filter { path, value in
            guard let field = proposal.fields[path] else { return published[path] != value }
            return field.status == .pending && field.proposed != value
        }
        guard !fresh.isEmpty else { return "done" }
        let current = published
        for (path, value) in fresh {
            proposals[number].fields[path, default: Field(base: current[path])].proposed = value
        }
        move(number, to: .submitted)
        return "done"
    }

    private mutating func decide(
        _ number: Int, _ version: Int, _ seen: [String: Int?], _ choices: [String: ModelChoice]
    ) -> String {
        let proposal = proposals[number]
        if fault != .versions {
            guard proposal.state == .submitted else { return "conflict: not_open" }
            guard proposal.version == version else { return "conflict: version_stale" }
            guard choices.keys.allSatisfy({ proposal.fields[$0]?.status == .pending }) else {
                return "conflict: already_decided"
            }
        }
        if fault != .seen, choices.keys.contains(where: { published[$0] != (seen[$0] ?? nil) }) {
            return "conflict: changed_since_seen"
        }
        var values = published
        for (path, choice) in choices {
            switch choice {
            case .accept: values[path] = proposal.fields[path]?.proposed
            case .amend(let value): values[path] = value
            case .reject: break
            }
            proposals[number].fields[path]?.status = choice.status
        }
        let revision = publish(values)
        proposals[number].decisions.append(Decided(paths: Array(choices.keys), revision: revision))
        let statuses = proposals[number].fields.values.map(\.status)
        move(number, to: statuses.contains(.pending) ? .submitted : ProposalState(decided: statuses))
        return "done"
    }

    private mutating func withdraw(_ number: Int, _ version: Int) -> String {
        guard proposals[number].version == version else { return "conflict: version_stale" }
        guard proposals[number].state.isOpen else { return "conflict: not_open" }
        end(number, .withdrawn, .withdrawn)
        return "done"
    }

    private mutating func requestChanges(_ number: Int, _ version: Int) -> String {
        guard proposals[number].version == version else { return "conflict: version_stale" }
        guard proposals[number].state == .submitted else { return "conflict: not_open" }
        move(number, to: .changesRequested)
        return "done"
    }

    private mutating func undo(_ number: Int) -> String {
        let proposal = proposals[number]
        let states: [ProposalState] = [.submitted, .accepted, .partiallyAccepted, .rejected]
        guard let decision = proposal.decisions.last, states.contains(proposal.state) else {
            return "conflict: nothing_to_undo"
        }
        guard !isClosed else { return "gone" }
        if let revision = decision.revision {
            let changes = changes(of: revision)
            guard changes.allSatisfy({ published[$0.path] == $0.after }) else {
                return "conflict: changed_since_decided"
            }
            takeBack(changes)
        }
        for path in decision.paths { proposals[number].fields[path]?.status = .pending }
        proposals[number].decisions.removeLast()
        move(number, to: .submitted)
        return "done"
    }

    private mutating func edit(_ revision: Int, _ patch: [String: Int?]) -> String {
        guard !isClosed else { return "gone" }
        guard revision == revisions.count else { return "stale: \(revisions.count)" }
        var values = published
        for (path, value) in patch { values[path] = value }
        _ = publish(values)
        return "done"
    }

    private mutating func revert(_ number: Int) -> String {
        guard !isClosed else { return "gone" }
        takeBack(changes(of: number).filter { fault == .revert || published[$0.path] == $0.after })
        return "done"
    }

    private mutating func close() -> String {
        guard !isClosed else { return "gone" }
        for number in proposals.indices where proposals[number].state.isOpen {
            end(number, .superseded, .superseded)
        }
        isClosed = true
        revisions.append(published)
        return "done"
    }

    private mutating func restore() -> String {
        guard isClosed else { return "conflict: not_closed" }
        isClosed = false
        revisions.append(published)
        return "done"
    }

    // What a revision did

    private func changes(of revision: Int) -> [(path: String, before: Int?, after: Int?)] {
        let (before, after) = (revisions[revision - 2], revisions[revision - 1])
        return Self.paths.filter { before[$0] != after[$0] }.map { ($0, before[$0], after[$0]) }
    }

    private mutating func takeBack(_ changes: [(path: String, before: Int?, after: Int?)]) {
        var values = published
        for change in changes { values[change.path] = change.before }
        _ = publish(values)
    }

    private mutating func end(_ number: Int, _ state: ProposalState, _ status: FieldStatus) {
        for (path, field) in proposals[number].fields where field.status == .pending {
            proposals[number].fields[path]?.status = status
        }
        move(number, to: state)
    }

    private mutating func move(_ number: Int, to state: ProposalState) {
        proposals[number].state = state
        proposals[number].version += 1
    }
}

extension ModelChoice {
    var status: FieldStatus {
        switch self {
        case .accept: .accepted
        case .reject: .rejected
        case .amend: .acceptedModified
        }
    }
}
