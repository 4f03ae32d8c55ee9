import Directory
import HTTPTypes

extension Endpoint {
    static let proposals: [Endpoint] = [
        Endpoint(
            method: .get, path: "/v1/proposals", name: "listProposals",
            summary: "One's own proposals, and those where one may decide; oldest first.", access: .account,
            parameters: [
                choice("state", "Only this state.", ProposalState.allCases.map(\.rawValue)),
                choice("kind", "Only this kind.", ProposalKind.allCases.map(\.rawValue)),
                text("listing", "Only this listing."), text("territory", "Only this territory and below."),
                flag("mine", "Only one's own, or only those of others."), limit, cursor,
            ],
            replies: [reply("A page of proposals.", "ProposalPage", headers: [tag])],
            run: ProposalLists.list),
        Endpoint(
            method: .post, path: "/v1/proposals", name: "proposeListing",
            summary: "Proposes a new listing, the end of one, to merge it into another, or to take it over.",
            access: .account,
            body: .json(schema: "ListingProposal"),
            replies: [
                reply(
                    "The proposal.", "Submitted", status: 201,
                    headers: [tag, ("Location", "The address of the proposal.")])
            ], problems: [403, 404, 410, 422], run: ProposalRoutes.create),
        Endpoint(
            method: .get, path: "/v1/proposals/{id}", name: "readProposal",
            summary: "One proposal with what is published now.", access: .account,
            replies: [reply("The proposal.", "Proposal", headers: [tag])], problems: [404],
            run: ProposalRoutes.one),
        Endpoint(
            method: .patch, path: "/v1/proposals/{id}", name: "amendProposal",
            summary: "Changes one's own proposal while it is open.", access: .account, parameters: [ifMatch],
            body: .json(schema: "Touch"), replies: [reply("The proposal.", "Proposal", headers: [tag])],
            problems: [403, 404, 409, 412, 422, 428], run: ProposalRoutes.amend),
        Endpoint(
            method: .get, path: "/v1/queue", name: "readQueue",
            summary: "What waits for a moderator, with counts.",
            access: .account,
            parameters: [
                text("territory", "Only this territory and below."),
                number("min_age_days", "Only what has waited so long.", 0, 36_500),
                number("risk", "Only this risk.", 0, 3),
                text("category", "Only this category and its children."),
                flag("conflict", "Only with a conflict, or only without one."),
                flag("mine", "Only what one has claimed."),
                limit, cursor,
            ],
            replies: [reply("The counts and a page of proposals.", "Queue", headers: [tag])], problems: [403],
            run: ProposalLists.queue),
    ]

    static let proposalSteps: [Endpoint] = [
        step(
            "decisions", "decideProposal", "Decides field by field; what is accepted is published at once.",
            .json(schema: "DecisionRequest"), "Decided", ProposalSteps.decide),
        step(
            "withdraw", "withdrawProposal", "Takes one's own proposal back.",
            .optionalJSON(schema: "Version"),
            "Proposal", ProposalSteps.withdraw),
        step(
            "request-changes", "requestChanges", "Sends a proposal back to its author.",
            .optionalJSON(schema: "ChangeRequest"), "Proposal", ProposalSteps.requestChanges),
        step(
            "claim", "claimProposal", "Tells others that one looks at a proposal, for 15 minutes.", .none,
            "Proposal",
            ProposalSteps.claim),
        step(
            "release", "releaseProposal", "Gives the claim back.", .none, "Proposal", ProposalSteps.release),
        step(
            "undo", "undoDecision", "Takes back one's own newest decision, within 15 minutes.", .none,
            "Proposal",
            ProposalSteps.undo),
    ]

    private static func step(
        _ verb: String, _ name: String, _ summary: String, _ body: Body, _ schema: String,
        _ run: @escaping @Sendable (Call) async throws -> Answer
    ) -> Endpoint {
        Endpoint(
            method: .post, path: "/v1/proposals/{id}/\(verb)", name: name, summary: summary, access: .account,
            body: body, replies: [reply("The proposal as it is now.", schema, headers: [tag])],
            problems: [403, 404, 409, 410, 422], run: run)
    }

    private static func flag(_ name: String, _ summary: String) -> Parameter {
        Parameter(name: name, summary: summary, schema: ["type": "boolean"])
    }

    private static func number(_ name: String, _ summary: String, _ least: Int, _ most: Int) -> Parameter {
        Parameter(
            name: name, summary: summary,
            schema: ["type": "integer", "minimum": .integer(least), "maximum": .integer(most)])
    }
}
