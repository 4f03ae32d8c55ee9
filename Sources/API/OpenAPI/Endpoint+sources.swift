import Directory
import HTTPTypes

extension Endpoint {
    static let sources: [Endpoint] = [
        Endpoint(
            method: .put, path: "/v1/sources/{source}/listings/{key}", name: "putSourceRecord",
            summary: """
                Takes in a record of a source: only what the source changed is published, and what people have \
                changed too is proposed. No If-Match: the record belongs to the source, the listing to all.
                """,
            access: .account, parameters: [dryRun], body: .json(schema: "SourceRecord"),
            replies: [
                reply("What became of the record; conflicts wait as proposals.", "SourceOutcome"),
                reply(
                    "A listing was made.", "SourceOutcome", status: 201,
                    headers: [("Location", "The address of the listing.")]),
            ], problems: [403, 404, 409, 422], run: SourceRoutes.put),
        Endpoint(
            method: .delete, path: "/v1/sources/{source}/listings/{key}", name: "removeSourceRecord",
            summary: "Ends a record of a source; its listing is closed where no other record stands for it.",
            access: .account, parameters: [dryRun],
            replies: [reply("What became of the record.", "SourceOutcome")], problems: [403, 404, 409, 422],
            run: SourceRoutes.remove),
        Endpoint(
            method: .post, path: "/v1/sources/{source}/imports", name: "importSourceRecords",
            summary: """
                Takes in records, one JSON object to a line with its key: as putSourceRecord, or removed. Each stands \
                for itself: one that is rejected names its line and the field, and the others go on. The same lines \
                sent again change nothing.
                """,
            access: .account, parameters: [dryRun], body: .lines(schema: "SourceLine"),
            replies: [
                Reply(
                    status: 200,
                    summary: "An outcome for each line in order, and the counts (as lines: in the last one).",
                    content: [(MediaType.json, "SourceOutcomes"), (MediaType.lines, "Text")])
            ], problems: [403, 404, 406, 409], run: SourceRoutes.takeIn),
    ]

    private static let dryRun = Parameter(
        name: "dry_run", summary: "Whether all is worked out and nothing is kept.",
        schema: ["type": "boolean", "default": false])
}
