import Actions
import Directory

/// What happens to a proposal after it was submitted.
enum ProposalSteps {
    static func decide(_ call: Call) async throws -> Answer {
        let actor = try call.account()
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
        let outcome = try await DecideProposal(call.context).run(try call.part("id"), decision, by: actor)
        return ProposalRoutes.answer(outcome.proposal, also: [("revision", JSON(outcome.revision))])
    }

    static func withdraw(_ call: Call) async throws -> Answer {
        let version = try version(call)
        return ProposalRoutes.answer(
            try await AmendProposal(call.context).withdraw(
                try call.part("id"), version: version, by: try call.account()))
    }

    static func requestChanges(_ call: Call) async throws -> Answer {
        let version = try version(call, also: ["remark"])
        return ProposalRoutes.answer(
            try await AmendProposal(call.context).requestChanges(
                try call.part("id"), remark: try call.text("remark"), version: version, by: try call.account()
            ))
    }

    static func claim(_ call: Call) async throws -> Answer {
        ProposalRoutes.answer(
            try await ClaimProposal(call.context).claim(try call.part("id"), by: try call.account()))
    }

    static func release(_ call: Call) async throws -> Answer {
        ProposalRoutes.answer(
            try await ClaimProposal(call.context).release(try call.part("id"), by: try call.account()))
    }

    static func undo(_ call: Call) async throws -> Answer {
        ProposalRoutes.answer(
            try await UndoDecision(call.context).run(try call.part("id"), by: try call.account()))
    }

    /// The version that was seen, where the body names one.
    private static func version(_ call: Call, also members: Set<String> = []) throws(Problem) -> Int? {
        guard call.body != nil else { return nil }
        let body = try call.object(members: members.union(["version"]))
        return body["version"] == nil ? nil : try call.integer("version")
    }
}
