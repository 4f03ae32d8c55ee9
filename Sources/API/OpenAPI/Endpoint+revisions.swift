import Directory
import HTTPTypes

extension Endpoint {
    static let revisions: [Endpoint] = [
        Endpoint(
            method: .get, path: "/v1/listings/{id}/revisions", name: "listRevisions",
            summary: "The history of a listing, newest first.", parameters: [limit, cursor],
            replies: [reply("A page of revisions.", "RevisionPage", headers: [tag])], problems: [404, 410],
            run: RevisionRoutes.list),
        Endpoint(
            method: .get, path: "/v1/listings/{id}/revisions/{n}", name: "readRevision",
            summary: "What a listing said at a revision.",
            replies: [reply("The revision.", "RevisionState", headers: [tag])], problems: [404, 410],
            run: RevisionRoutes.one),
        Endpoint(
            method: .post, path: "/v1/listings/{id}/revisions/{n}/revert", name: "revertRevision",
            summary: "Takes back what a revision changed, where nobody has changed the field since.",
            access: .account, parameters: [ifMatch], body: .optionalJSON(schema: "Comment"),
            replies: [reply("The listing as it is published now.", "Listing", headers: [tag])],
            problems: [403, 404, 409, 410, 412, 422, 428], run: ListingEdits.revert),
        Endpoint(
            method: .get, path: "/v1/listings/{id}/diff", name: "compareRevisions",
            summary: "The fields that differ between two revisions.",
            parameters: [revision("from"), revision("to")],
            replies: [reply("The differences by path.", "Difference", headers: [tag])], problems: [404, 410],
            run: RevisionRoutes.difference),
    ]

    private static func revision(_ name: String) -> Parameter {
        Parameter(
            name: name, summary: "The number of a revision.",
            schema: ["type": "integer", "minimum": 1, "maximum": 2_147_483_647], isRequired: true)
    }
}
