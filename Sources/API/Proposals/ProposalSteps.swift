import Actions
import Directory

/// What happens to a proposal after it was submitted.
enum ProposalSteps {
    static func decide(_ call: Call) async throws -> Answer {
        let (id, actor) = (try call.part("id"), try call.account())
        let body = try call.object(members: ["version", "seen", "choices"])
        var seen: [String: String] = [:]
        if let sent = body["seen"], !sent.isNull {
            guard let object = sent.object else {
                throw Call.wrong("seen", "type.object", "expected an object of path: hash")
            }
            for member in object.members { seen[member.key] = member.value.string }
        }
        let decision = Decision(
            version: try call.integer("version"), seen: seen, choices: try Choice.all(body["choices"]))
        return try await call.once {
            try await DecideProposal($0).run(id, decision, by: actor)
        } answer: {
            ProposalRoutes.answer($0.proposal, also: [("revision", JSON($0.revision))])
        }
    }

    static func withdraw(_ call: Call) async throws -> Answer {
        let version = try version(call)
        return try await step(call) { try await AmendProposal($0).withdraw($1, version: version, by: $2) }
    }

    static func requestChanges(_ call: Call) async throws -> Answer {
        let version = try version(call, also: ["comment"])
        let comment = try call.text("comment")
        return try await step(call) {
            try await AmendProposal($0).requestChanges($1, comment: comment, version: version, by: $2)
        }
    }

    static func claim(_ call: Call) async throws -> Answer {
        try await step(call) { try await ClaimProposal($0).claim($1, by: $2) }
    }

    static func release(_ call: Call) async throws -> Answer {
        try await step(call) { try await ClaimProposal($0).release($1, by: $2) }
    }

    static func undo(_ call: Call) async throws -> Answer {
        try await step(call) { try await UndoDecision($0).run($1, by: $2) }
    }

    /// A step that gives the proposal as it is then.
    private static func step(
        _ call: Call, _ action: (Context, String, Actor) async throws -> LoadedProposal
    ) async throws -> Answer {
        let (id, actor) = (try call.part("id"), try call.account())
        return try await call.once {
            try await action($0, id, actor)
        } answer: {
            ProposalRoutes.answer($0)
        }
    }

    /// The version that was seen, where the body names one.
    private static func version(_ call: Call, also members: Set<String> = []) throws(Problem) -> Int? {
        guard call.body != nil else { return nil }
        let body = try call.object(members: members.union(["version"]))
        return body["version"] == nil ? nil : try call.integer("version")
    }
}
