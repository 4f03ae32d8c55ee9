import Directory
import Postgres
import Store

/// What a decision makes of a proposal and of its listing.
struct DecisionOutcome {
    /// What becomes of one field.
    struct Field {
        let path: String
        let status: FieldStatus
        let final: JSON?
        let choice: Choice
    }

    let loaded: LoadedProposal
    let fields: [Field]
    let state: ProposalState
    let publication: Publication?
    let merger: Merger?

    /// Works out the outcome of a decision that has been checked.
    init(
        _ loaded: LoadedProposal, _ decision: Decision, newListing: ListingID, by actor: Actor,
        _ context: Context, in tx: borrowing WriteTransaction
    ) throws {
        self.loaded = loaded
        let vocabularies = context.vocabularies
        var document = loaded.current
        var fields: [Field] = []
        var problems: [FieldProblem] = []
        for field in loaded.pending {
            guard let choice = decision.choices[field.path] else { continue }
            let wanted = choice.kind == .amend ? choice.value : field.proposed
            // JSON takes nil for null: only the spelt-out Optional empties the field.
            var final = wanted.flatMap { $0.isNull ? Optional<JSON>.none : $0 }
            if choice.kind != .reject, let path = FieldPath(field.path) {
                do {
                    document[path] =
                        choice.kind == .amend
                        ? try Self.written(final, at: path, of: document, context, in: tx)
                        : try final.map { try FieldValue($0, at: path, vocabularies) }
                    final = document[path]?.json
                } catch let invalid as Invalid {
                    problems += choice.placed(invalid.problems, at: field.path)
                } catch ActionError.invalid(let wrong) {
                    problems += choice.placed(wrong, at: field.path)
                }
            }
            let status: FieldStatus =
                switch choice.kind {
                case .accept: .accepted
                case .amend: .acceptedModified
                case .reject: .rejected
                }
            fields.append(
                Field(
                    path: field.path, status: status, final: choice.kind == .reject ? nil : final,
                    choice: choice))
        }
        guard problems.isEmpty else { throw ActionError.invalid(problems) }
        self.fields = fields
        let decided = Dictionary(uniqueKeysWithValues: fields.map { ($0.path, $0.status) })
        let statuses = loaded.fields.map { decided[$0.path] ?? $0.status }
        state = statuses.contains(.pending) ? .submitted : ProposalState(decided: statuses)
        merger = try Self.merger(loaded, fields, by: actor, vocabularies, in: tx)
        publication = try merger?.end ?? Self.publication(loaded, fields, document, newListing)
    }

    /// What a moderator writes in the place of a proposed value, completed and checked as in a proposal.
    private static func written(
        _ value: JSON?, at path: FieldPath, of document: Document, _ context: Context,
        in tx: borrowing WriteTransaction
    ) throws -> FieldValue? {
        let set = JSONObject([JSONObject.Member(key: path.description, value: value ?? .null)])
        let draft = Draft(set: .object(set), unset: nil, comment: nil)
        let touch = try draft.touch(on: document, context.vocabularies, today: context.today, in: tx)
        return touch.changes[path] ?? nil
    }

    private static func merger(
        _ loaded: LoadedProposal, _ fields: [Field], by actor: Actor, _ vocabularies: Vocabularies,
        in tx: borrowing WriteTransaction
    ) throws -> Merger? {
        guard let head = loaded.head,
            let field = fields.first(where: { $0.path == ProposedField.mergePath && $0.status != .rejected })
        else { return nil }
        do {
            return try Merger(
                try head.open(), into: field.final?.string ?? "", by: actor, vocabularies, in: tx)
        } catch ActionError.invalid(let problems) {
            throw ActionError.invalid(field.choice.placed(problems, at: field.path))
        }
    }

    /// What is to be published; a merger moves what belongs to the other listing first.
    func publications(in tx: borrowing WriteTransaction) throws -> [Publication] {
        guard let merger else { return [publication].compactMap(\.self) }
        return merger.publications(moved: try merger.move(in: tx))
    }

    private static func publication(
        _ loaded: LoadedProposal, _ fields: [Field], _ document: Document, _ newListing: ListingID
    ) throws -> Publication? {
        let accepted = fields.filter { $0.status != .rejected }
        guard !accepted.isEmpty else { return nil }
        if let head = loaded.head {
            _ = try head.open()
            if accepted.contains(where: { $0.path == ProposedField.statusPath }) {
                let closing = Publication.Closing(reason: "provider_request")
                return Publication(
                    id: head.id, before: head, after: document, cause: .close, closing: closing)
            }
            guard document != head.document else { return nil }
            try check(document, fields)
            return Publication(id: head.id, before: head, after: document, cause: .proposal)
        }
        try check(document, fields)
        return Publication(id: newListing, before: nil, after: document, cause: .create)
    }

    /// Refuses what would be no listing, at the choice that leaves it without name or category.
    private static func check(_ document: Document, _ fields: [Field]) throws(ActionError) {
        let missing = document.missing.map { problem in
            let choice = fields.first { $0.path == problem.path || $0.path.hasPrefix(problem.path + ".") }
            let place = choice.map { "choices/\($0.path)" } ?? "choices"
            return FieldProblem(place, problem.code, problem.message)
        }
        guard missing.isEmpty else { throw .invalid(missing) }
    }

    /// Stores what became of the fields, the decision and the new state; a claim that is accepted becomes a right.
    func record(_ decision: Decision, _ stamp: Stamp, in tx: borrowing WriteTransaction) throws {
        try tx.run(
            ProposalQueries.decideFields, loaded.row.id, fields.map(\.path), fields.map(\.status.rawValue),
            fields.map { $0.final.map { JSONB($0) } }, fields.map(\.choice.reasonCode),
            fields.map(\.choice.reason),
            stamp.actor, stamp.at)
        try tx.run(
            ProposalQueries.move, loaded.row.id, state.rawValue, stamp.at, state != .submitted, nil, nil)
        let choices = fields.map { field in
            JSONObject.Member(
                key: field.path,
                value: [
                    "decision": .string(field.choice.kind.rawValue), "value": field.final ?? .null,
                    "reason_code": JSON(field.choice.reasonCode), "reason": JSON(field.choice.reason),
                ])
        }
        let seen = fields.map { JSONObject.Member(key: $0.path, value: JSON(decision.seen[$0.path])) }
        try tx.run(
            ProposalQueries.decide, loaded.row.id, Int32(decision.version), stamp.actor, stamp.at,
            JSONB(.object(JSONObject(seen))), JSONB(.object(JSONObject(choices))),
            publication.map { Int32($0.revision) }, try handOver(in: tx))
    }

    /// Makes the author of a claim that is accepted a provider of the listing; gives the right.
    private func handOver(in tx: borrowing WriteTransaction) throws -> Int? {
        guard let listing = loaded.row.listing,
            fields.contains(where: { $0.path == ProposedField.claimPath && $0.status == .accepted })
        else { return nil }
        return try grant(listing, in: tx)
    }

    /// Gives the author the right of a provider.
    private func grant(_ listing: String, in tx: borrowing WriteTransaction) throws -> Int {
        try tx.one(
            AccountQueries.addGrant, loaded.row.author, Role.provider.rawValue, nil, listing, nil, nil
        ).value
    }

    /// Ties a created listing to its proposal and makes the author its provider, as the decision notes.
    func adopt(in tx: borrowing WriteTransaction) throws {
        guard loaded.head == nil, let publication else { return }
        try tx.run(
            ProposalQueries.setListing, loaded.row.id, publication.id.text, publication.after.address?.insee)
        let right = try grant(publication.id.text, in: tx)
        try tx.run(ProposalQueries.granted, loaded.row.id, Int32(loaded.row.version), right)
    }

    /// Ends the other proposals of a listing that is closed; gives their ids.
    func supersedes(_ stamp: Stamp, in tx: borrowing WriteTransaction) throws -> [String] {
        guard let publication, publication.closing != nil else { return [] }
        return try EndProposals.run(
            of: publication.id, as: .superseded, except: loaded.row.id, remark: merger?.remark, stamp, in: tx)
    }
}
