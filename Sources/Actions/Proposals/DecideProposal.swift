package import Directory
import Postgres
import Store

/// What a moderator saw and chose.
package struct Decision: Sendable {
    /// The version of the proposal that was seen.
    package let version: Int
    /// The hash of what was published in each field, by path.
    package let seen: [String: String]
    /// The choices by path.
    package let choices: [String: Choice]

    /// A decision of these parts.
    package init(version: Int, seen: [String: String], choices: [String: Choice]) {
        (self.version, self.seen, self.choices) = (version, seen, choices)
    }

    /// The listing that the moderator chooses for a merger in the place of the proposed one.
    var named: [String] { [choices[ProposedField.mergePath]?.value?.string].compactMap(\.self) }
}

/// Decides a proposal field by field; what is accepted is published at once, in one revision.
///
/// Refused, in this order: no such proposal within reach; no right as a moderator there (or for a field's group);
/// one's own proposal; no longer waiting; another version than the one seen; a field that does not wait, a choice
/// without its reason or value; a field whose published value is not the one that was seen; a result that is no
/// listing. Proposal and listing stay locked from the first check to the commit.
package struct DecideProposal: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Decides and gives the proposal as it is then, and the number of the revision that was published.
    package func run(
        _ id: String, _ decision: Decision, by actor: Actor
    ) async throws -> (proposal: LoadedProposal, revision: Int?) {
        let (context, stamp) = (context, Stamp(actor, at: context.now, proposal: id))
        let listing = ListingID(random: context.random())
        return try await context.write { tx in
            let loaded = try LoadedProposal.lock(
                id, with: decision.named, context.vocabularies, in: tx
            ).visible(to: actor)
            try Self.check(loaded, decision, actor, context.vocabularies)
            let outcome = try DecisionOutcome(
                loaded, decision, newListing: listing, by: actor, context, in: tx)
            if let publication = outcome.publication {
                try actor.check(moveFrom: loaded.reach, to: publication.after, in: tx)
                try Relations.check(
                    publication.after, from: loaded.current, of: loaded.head?.id, by: actor, in: tx,
                    context.vocabularies)
            }
            try outcome.record(decision, stamp, in: tx)
            let superseded = try outcome.supersedes(stamp, in: tx)
            try PublishRevision.run(
                try outcome.publications(in: tx), stamp, context.vocabularies, in: tx)
            try outcome.adopt(in: tx)
            let detail: JSON = [
                "version": .integer(decision.version), "revision": JSON(outcome.publication?.revision),
                "fields": .object(
                    JSONObject(
                        outcome.fields.map {
                            JSONObject.Member(key: $0.path, value: .string($0.status.rawValue))
                        })),
            ]
            try Audit.append("proposal.decide", id, detail, stamp, in: tx)
            try EndProposals.audit(superseded, as: .superseded, stamp, in: tx)
            let decided = try LoadedProposal.one(id, for: actor, context.vocabularies, in: tx)
            return (decided, outcome.publication?.revision)
        }
    }

    static func check(
        _ loaded: LoadedProposal, _ decision: Decision, _ actor: Actor, _ vocabularies: Vocabularies
    ) throws(ActionError) {
        guard actor.may(.moderator, at: loaded.reach) else {
            guard actor.has(.moderate) else { throw actor.refusal(of: .moderator, at: loaded.reach) }
            throw .forbidden(code: "not_a_moderator", "you may not decide proposals of this territory")
        }
        guard loaded.row.author != actor.account else { throw ownProposal }
        guard loaded.state == .submitted else { throw AmendProposal.notOpen(loaded) }
        guard loaded.row.version == decision.version else { throw moved(loaded) }
        try checkChoices(loaded, decision, vocabularies)
        try actor.check(
            decision.choices.keys.compactMap { FieldPath($0) }, role: .moderator, at: loaded.reach)
        if [.close, .claim, .merge].contains(loaded.kind) { try actor.checkIdentity(at: loaded.reach) }
        try checkSeen(loaded, decision)
    }

    private static func checkChoices(
        _ loaded: LoadedProposal, _ decision: Decision, _ vocabularies: Vocabularies
    ) throws(ActionError) {
        var problems: [FieldProblem] = []
        for (path, choice) in decision.choices.sorted(by: { $0.key < $1.key }) {
            guard let field = loaded.field(path) else {
                let message = "the proposal has no field \(path.prefix(120))"
                problems.append(FieldProblem("choices/\(path.prefix(120))", "path.unknown", message))
                continue
            }
            if field.status != .pending {
                throw .conflict(
                    code: "already_decided", "\(path) is \(field.status.rawValue) already",
                    detail: ["path": .string(path), "version": .integer(loaded.row.version)])
            }
            problems += choice.problems(at: path, field.proposed, vocabularies)
            if choice.kind == .amend, [ProposedField.statusPath, ProposedField.claimPath].contains(path) {
                let message = "to \(loaded.kind.rawValue) a listing is accepted or rejected"
                problems.append(FieldProblem("choices/\(path)/decision", "code.unknown", message))
            }
            if decision.seen[path] == nil {
                let message = "the hash of what was seen is missing: it stands beside the field as hash"
                problems.append(FieldProblem("seen/\(path)", "seen.required", message))
            }
        }
        guard problems.isEmpty else { throw .invalid(problems) }
    }

    private static func checkSeen(_ loaded: LoadedProposal, _ decision: Decision) throws(ActionError) {
        let unseen = loaded.pending.filter { field in
            decision.choices[field.path] != nil
                && decision.seen[field.path] != FieldHash.of(field.current(in: loaded))
        }
        guard unseen.isEmpty else {
            let differences = unseen.map { field -> JSON in
                let current = field.current(in: loaded)
                return [
                    "path": .string(field.path), "status": .string(field.comparison(in: loaded).rawValue),
                    "base": field.base ?? .null, "current": current ?? .null,
                    "proposed": field.proposed ?? .null,
                    "hash": .string(FieldHash.of(current)),
                ]
            }
            let paths = unseen.map(\.path).joined(separator: ", ")
            throw .conflict(
                code: "changed_since_seen", "what is published has changed since you looked: \(paths)",
                detail: ["fields": .array(differences), "current_revision": JSON(loaded.head?.revision)])
        }
    }

    /// The refusal of a version that is not the one seen.
    static func moved(_ loaded: LoadedProposal) -> ActionError {
        .conflict(
            code: "version_stale", "the proposal is at version \(loaded.row.version) now",
            detail: ["version": .integer(loaded.row.version), "state": .string(loaded.row.state)])
    }

    /// The refusal of one's own proposal.
    static let ownProposal = ActionError.forbidden(
        code: "own_proposal", "nobody decides their own proposal")
}
