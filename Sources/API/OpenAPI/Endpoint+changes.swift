import Directory
import HTTPTypes
import Store

extension Endpoint {
    static let changes: [Endpoint] = [
        Endpoint(
            method: .get, path: "/v1/changes", name: "readChanges",
            summary: "Every change in the order of commits, none left out; ask again with next.",
            parameters: [
                Parameter(
                    name: "after",
                    summary: "The next of the answer before; a position of a snapshot; absent for all.",
                    schema: ["type": "string", "pattern": "^(([0-9A-Fa-f-]{36}\\.)?[0-9]{1,18})?$"]),
                text("territory", "Only this territory and below; what leaves it is removed."),
                Parameter(
                    name: "wait", summary: "Seconds to wait for a change where there is none.",
                    schema: ["type": "integer", "minimum": 0, "maximum": 60, "default": 0]),
                limit,
            ],
            replies: [
                Reply(
                    status: 200, summary: "A page of changes.",
                    content: [(MediaType.json, "ChangePage"), (MediaType.lines, "Text")],
                    headers: [tag, ("Fitxa-Next", "The same as next.")])
            ], problems: [406, 410], run: ChangeRoutes.changes),
        Endpoint(
            method: .get, path: "/v1/changes/checksum", name: "readChecksum",
            summary: "Count and digest of what is published, to compare a copy with.",
            parameters: [text("territory", "Only this territory and below.")],
            replies: [reply("The checksum.", "Checksum", headers: [tag])], run: ChangeRoutes.checksum),
        Endpoint(
            method: .get, path: "/v1/snapshot", name: "readSnapshot",
            summary:
                "Everything published, one JSON object to a line: epoch, position and count, then the listings.",
            replies: [reply("The lines.", "Text", type: MediaType.lines, headers: [tag])],
            run: SnapshotRoute.read),
    ]

    static let lists: [Endpoint] = [
        Endpoint(
            method: .get, path: "/v1/vocabularies", name: "listVocabularies",
            summary: "The controlled lists.",
            replies: [reply("Their names.", "VocabularyPage", headers: [tag])], run: ListRoutes.vocabularies),
        Endpoint(
            method: .get, path: "/v1/vocabularies/{name}", name: "readVocabulary",
            summary: "One controlled list.",
            replies: [reply("Its entries.", "Vocabulary", headers: [tag])], problems: [404],
            run: ListRoutes.vocabulary),
        Endpoint(
            method: .get, path: "/v1/territories", name: "listTerritories",
            summary: "Regions, departments, tourist offices and communes.",
            parameters: [
                choice("kind", "Only this kind.", TerritoryRow.kinds),
                text("parent", "Only what hangs directly below this one."), text("q", "Part of the name."),
                limit,
                cursor,
            ],
            replies: [reply("A page of territories.", "TerritoryPage", headers: [tag])],
            run: ListRoutes.territories),
    ]

    static let health: [Endpoint] = [
        Endpoint(
            method: .get, path: "/healthz", name: "isAlive", summary: "Whether the program runs.",
            access: .open,
            replies: [reply("It does.", "Status")], run: HealthRoutes.alive),
        Endpoint(
            method: .get, path: "/readyz", name: "isReady", summary: "Whether the program can serve.",
            access: .open,
            replies: [reply("It can.", "Status")], run: HealthRoutes.ready),
        Endpoint(
            method: .get, path: "/metrics", name: "readMetrics", summary: "Metrics for Prometheus.",
            access: .open,
            replies: [reply("The metrics.", "Text", type: MediaType.metrics)], run: HealthRoutes.metrics),
        Endpoint(
            method: .get, path: "/openapi.json", name: "readDocument", summary: "This document.",
            access: .open,
            replies: [reply("The document.", "Object", headers: [tag])], run: HealthRoutes.document),
    ]
}
