import Directory

extension Endpoint {
    /// Every route of the API.
    static let all: [Endpoint] =
        listings + revisions + proposals + proposalSteps + sources + changes + lists + health + ogc

    static let limit = Parameter(
        name: "limit", summary: "How many items a page has at most.",
        schema: ["type": "integer", "minimum": 1, "maximum": 1000, "default": 50])
    static let cursor = Parameter(
        name: "cursor", summary: "Where the page starts: taken from `next` of the page before.",
        schema: ["type": "string"])
    static let ifMatch = Parameter(
        name: "If-Match", summary: "The ETag of what was seen, or `*`.",
        schema: ["type": "string", "minLength": 1], isHeader: true, isRequired: true)
    static let idempotencyKey = Parameter(
        name: "Idempotency-Key",
        summary: """
            A name for this request, so that it may be sent again: 1 to 255 visible ASCII characters. The answer is \
            remembered for 48 hours; then the name is free again.
            """,
        schema: ["type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"], isHeader: true)

    /// A text parameter.
    static func text(_ name: String, _ summary: String, list: Bool = false) -> Parameter {
        Parameter(name: name, summary: summary, schema: ["type": "string", "minLength": 1], isList: list)
    }

    /// A parameter of which the listed values are possible.
    static func choice(_ name: String, _ summary: String, _ values: [String]) -> Parameter {
        Parameter(
            name: name, summary: summary,
            schema: ["type": "string", "enum": .array(values.map { .string($0) })])
    }

    /// An answer of one content type.
    static func reply(
        _ summary: String, _ schema: String, status: Int = 200, type: String = MediaType.json,
        headers: [(name: String, summary: String)] = []
    ) -> Reply {
        Reply(status: status, summary: summary, content: [(type, schema)], headers: headers)
    }

    static let tag = (name: "ETag", summary: "What If-None-Match and If-Match take.")
}
