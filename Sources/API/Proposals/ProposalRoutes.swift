import Actions
import Directory
import HTTPTypes
import NIOCore
import Store

/// Submitting, reading and amending proposals.
enum ProposalRoutes {
    static func submit(_ call: Call) async throws -> Answer {
        let draft = try call.draft(also: ["base_revision"])
        let (id, base, actor) = (
            try call.part("id"), try call.integer("base_revision"), try call.account()
        )
        return try await call.once {
            try await SubmitProposal($0).run(id, draft, base: base, by: actor)
        } answer: { submission in
            let already = submission.fields.filter { $0.comparison == .already }.map { field -> JSON in
                ["path": .string(field.path.description), "status": "already"]
            }
            guard let proposal = submission.proposal else {
                return Answer(json: ["outcome": "no_difference", "fields": .array(already)])
            }
            return created(proposal, already: already)
        }
    }

    static func create(_ call: Call) async throws -> Answer {
        let actor = try call.account()
        let draft = try call.draft(also: ["kind", "listing", "into", "base_revision"])
        let kind = try call.text("kind") ?? "create"
        let (listing, target) = (try call.text("listing"), try call.text("into"))
        let base = (call.body?["base_revision"] ?? .null).isNull ? nil : try call.integer("base_revision")
        switch ProposalKind(rawValue: kind) {
        case .create:
            let others = [
                ("listing", listing != nil), ("into", target != nil), ("base_revision", base != nil),
            ]
            for (member, isNamed) in others where isNamed {
                throw Call.wrong(member, "member.unknown", "a new listing has no id and no revision yet")
            }
            return try await call.once {
                try await ProposeListing($0).create(draft, by: actor)
            } answer: {
                created($0, already: [])
            }
        case .close, .claim, .merge:
            guard let listing else { throw Call.wrong("listing", "required", "name the listing") }
            guard draft.set == nil, draft.unset == nil else {
                throw Call.wrong("set", "member.unknown", "a proposal to \(kind) has no fields")
            }
            guard kind == ProposalKind.merge.rawValue || target == nil else {
                throw Call.wrong("into", "member.unknown", "only a merger names a second listing")
            }
            return try await call.once {
                try await ProposeListing($0).onListing(
                    listing, ProposalKind(rawValue: kind) ?? .close, into: target, base: base,
                    comment: draft.comment, by: actor)
            } answer: {
                created($0, already: [])
            }
        default: throw Call.wrong("kind", "code.unknown", "expected create, close, claim or merge")
        }
    }

    static func one(_ call: Call) async throws -> Answer {
        let proposal = try await FindProposals(call.context).one(try call.part("id"), by: try call.account())
        return Answer(json: proposal.json).tagged(EntityTag.of(proposal), for: call)
    }

    static func amend(_ call: Call) async throws -> Answer {
        let (id, actor) = (try call.part("id"), try call.account())
        let draft = try call.draft(also: [])
        let version = try EntityTag.number(ifMatch: call.header(.ifMatch), prefix: "v")
        let finder = FindProposals(call.context)
        let current = try await version.asyncOr { try await finder.one(id, by: actor).row.version }
        return try await call.once {
            try await AmendProposal($0).amend(id, draft, version: current, by: actor)
        } answer: {
            answer($0)
        }
    }

    /// A proposal after a step.
    static func answer(_ proposal: LoadedProposal, also members: [(String, JSON)] = []) -> Answer {
        var object = proposal.json.object ?? JSONObject()
        for (name, value) in members { object.append(name, value) }
        return Answer(json: .object(object)).with(.eTag, EntityTag.of(proposal))
    }

    private static func created(_ proposal: LoadedProposal, already: [JSON]) -> Answer {
        var object = JSONObject([JSONObject.Member(key: "outcome", value: "submitted")])
        for member in proposal.json.object?.members ?? [] {
            let isFields = member.key == "fields"
            object.append(member.key, isFields ? .array(member.value.elements + already) : member.value)
        }
        return Answer(.created, .init(bytes: JSON.object(object).bytes), type: MediaType.json)
            .with(.location, "/v1/proposals/\(proposal.row.id)").with(.eTag, EntityTag.of(proposal))
    }
}

extension Optional where Wrapped: Sendable {
    /// The value, else the one that has to be waited for.
    fileprivate func asyncOr(_ other: () async throws -> Wrapped) async throws -> Wrapped {
        if let self { return self }
        return try await other()
    }
}
