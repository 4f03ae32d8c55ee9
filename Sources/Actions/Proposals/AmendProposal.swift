package import Directory
import Postgres
import Store

/// Moves an open proposal on: amended or withdrawn by its author, sent back by a moderator.
///
/// Refused, in this order: no such proposal within reach; not the author (or not a moderator); a value that is wrong;
/// another version than the one named; no longer open.
package struct AmendProposal: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Changes what the author wants; fields that are decided stay as they are.
    ///
    /// Nothing new: no new version.
    package func amend(
        _ id: String, _ draft: Draft, version: Int, by actor: Actor
    ) async throws -> LoadedProposal {
        let (context, stamp) = (context, Stamp(actor, at: context.now, comment: draft.comment))
        return try await context.write { tx in
            let loaded = try Self.lock(id, actor, context, asAuthor: true, in: tx)
            let visible = actor.part(of: loaded.current, at: loaded.reach)
            let touch = try draft.touch(on: visible, context.vocabularies, today: context.today, in: tx)
            guard loaded.row.version == version else { throw ActionError.stale(current: loaded.row.version) }
            try Self.open(loaded)
            guard loaded.kind == .edit || loaded.kind == .create else {
                throw ActionError.conflict(
                    code: "not_amendable", "a proposal to \(loaded.kind.rawValue) has no fields",
                    detail: .null)
            }
            let frozen = Set(loaded.fields.filter { $0.status != .pending }.map(\.path))
            let paths = touch.paths.filter { path in
                guard !frozen.contains(path.description) else { return false }
                let wanted = touch.changes[path].flatMap { $0 }?.json
                if let field = loaded.field(path.description) {
                    return field.proposed?.canonicalText != wanted?.canonicalText
                }
                return wanted != loaded.current[path]?.json
            }
            // A new listing may be proposed by anybody, whatever it says; once a part of it is published it is one.
            if loaded.head != nil {
                try actor.check(paths + touch.secret(besides: paths), role: .provider, at: loaded.reach)
            }
            guard !paths.isEmpty || draft.comment != nil else {
                return try LoadedProposal.one(id, for: actor, context.vocabularies, in: tx)
            }
            let after = try Self.complete(loaded, touch, context.vocabularies, in: tx)
            if loaded.head == nil { try actor.check(newAt: after, in: tx) }
            try tx.run(
                ProposalQueries.putFields, id, paths.map(\.description),
                paths.map { loaded.current[$0].map { JSONB($0.json) } },
                paths.map { touch.changes[$0].flatMap { $0 }.map { JSONB($0.json) } })
            if loaded.head == nil { try tx.run(ProposalQueries.place, id, after.address?.insee) }
            try tx.run(
                ProposalQueries.move, id, ProposalState.submitted.rawValue, stamp.at, false, draft.comment,
                nil)
            let detail: JSON = ["fields": .array(paths.map { .string($0.description) })]
            try Audit.append("proposal.amend", id, detail, stamp, in: tx)
            return try LoadedProposal.one(id, for: actor, context.vocabularies, in: tx)
        }
    }

    /// Takes the proposal back: what is undecided ends as withdrawn.
    package func withdraw(_ id: String, version: Int?, by actor: Actor) async throws -> LoadedProposal {
        let (context, stamp) = (context, Stamp(actor, at: context.now))
        return try await context.write { tx in
            let loaded = try Self.lock(id, actor, context, asAuthor: true, in: tx)
            try Self.match(version, loaded)
            try Self.open(loaded)
            try EndProposals.end(loaded.row.id, as: .withdrawn, stamp, in: tx)
            try EndProposals.audit([loaded.row.id], as: .withdrawn, stamp, in: tx)
            return try LoadedProposal.one(id, for: actor, context.vocabularies, in: tx)
        }
    }

    /// Sends the proposal back to its author, who reads the comment as its remark.
    package func requestChanges(
        _ id: String, comment: String?, version: Int?, by actor: Actor
    ) async throws -> LoadedProposal {
        try CommentText.check(comment)
        let (context, stamp) = (context, Stamp(actor, at: context.now))
        return try await context.write { tx in
            let loaded = try Self.lock(id, actor, context, asAuthor: false, in: tx)
            try Self.match(version, loaded)
            guard loaded.state == .submitted else { throw Self.notOpen(loaded) }
            try tx.run(
                ProposalQueries.move, id, ProposalState.changesRequested.rawValue, stamp.at, false, nil,
                comment)
            try Audit.append("proposal.request_changes", id, [:], stamp, in: tx)
            return try LoadedProposal.one(id, for: actor, context.vocabularies, in: tx)
        }
    }

    private static func lock(
        _ id: String, _ actor: Actor, _ context: Context, asAuthor: Bool, in tx: borrowing WriteTransaction
    ) throws -> LoadedProposal {
        let loaded = try LoadedProposal.lock(id, context.vocabularies, in: tx).visible(to: actor)
        if asAuthor {
            guard actor.has(.propose) else { throw actor.refusal(of: .provider, at: loaded.reach) }
            guard loaded.row.author == actor.account else {
                throw ActionError.forbidden(
                    code: "not_the_author", "only its author may change this proposal")
            }
        } else {
            guard actor.may(.moderator, at: loaded.reach) else {
                throw actor.refusal(of: .moderator, at: loaded.reach)
            }
            guard loaded.row.author != actor.account else { throw DecideProposal.ownProposal }
        }
        return loaded
    }

    private static func match(_ version: Int?, _ loaded: LoadedProposal) throws(ActionError) {
        guard version ?? loaded.row.version == loaded.row.version else { throw DecideProposal.moved(loaded) }
    }

    private static func open(_ loaded: LoadedProposal) throws(ActionError) {
        guard loaded.state.isOpen else { throw notOpen(loaded) }
    }

    /// The refusal of a proposal that has come to its end or waits for its author.
    static func notOpen(_ loaded: LoadedProposal) -> ActionError {
        .conflict(
            code: "not_open", "the proposal is \(loaded.row.state)",
            detail: ["state": .string(loaded.row.state), "version": .integer(loaded.row.version)])
    }

    /// What would be published if all were accepted, which must still be a listing.
    private static func complete(
        _ loaded: LoadedProposal, _ touch: Touch, _ vocabularies: Vocabularies,
        in tx: borrowing WriteTransaction
    ) throws -> Document {
        var document = loaded.current
        for field in loaded.pending {
            guard let path = FieldPath(field.path) else { continue }
            document[path] = try field.proposed.map { try FieldValue($0, at: path, vocabularies) }
        }
        let after = touch.applied(to: document)
        guard after.missing.isEmpty else { throw ActionError.invalid(after.missing) }
        try Relations.heads(
            after.related.subtracting(loaded.current.related), loaded.head?.id, vocabularies, in: tx)
        return after
    }
}
