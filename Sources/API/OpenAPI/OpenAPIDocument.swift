import Directory
import HTTPTypes
import NIOCore

/// The OpenAPI 3.1 document, made from the same declarations as the router.
struct OpenAPIDocument: Sendable {
    /// The JSON text.
    let bytes: ByteBuffer

    /// The document of these routes.
    init(_ endpoints: [Endpoint], _ configuration: APIConfiguration) {
        var paths = JSONObject()
        for endpoint in endpoints {
            var item = paths[endpoint.path]?.object ?? JSONObject()
            item.append(endpoint.method.rawValue.lowercased(), Self.operation(endpoint, configuration))
            paths[endpoint.path] = .object(item)
        }
        let document: JSON = [
            "openapi": "3.1.0",
            "info": [
                "title": "Fitxa", "version": "1.0.0", "summary": "A directory of tourism providers.",
                "description": .string(Self.introduction), "license": ["name": "MIT", "identifier": "MIT"],
            ],
            "servers": [["url": .string(configuration.publicURL)]],
            "paths": .object(paths),
            "components": [
                "schemas": .object(Schemas.all),
                "securitySchemes": [
                    "key": [
                        "type": "http", "scheme": "bearer",
                        "description":
                            "A key that an administrator has made, with scopes and perhaps a territory.",
                    ]
                ],
            ],
        ]
        bytes = ByteBuffer(bytes: document.bytes)
    }

    private static let introduction = """
        JSON in UTF-8; times in RFC 3339 with Z; places in degrees of WGS 84; languages in ISO 639-1; money in
        ISO 4217. Lists are pages with `items` and `next`, the address of the next page or null. Errors are
        problems (RFC 9457).
        Answers are packed with gzip on request.
        """

    private static func operation(_ endpoint: Endpoint, _ configuration: APIConfiguration) -> JSON {
        var object = JSONObject()
        object.append("operationId", .string(endpoint.name))
        object.append("summary", .string(endpoint.summary))
        switch endpoint.access {
        case .open: object.append("security", [])
        case .reader: object.append("security", [[:], ["key": []]])
        case .account: object.append("security", [["key": []]])
        }
        var parameters = endpoint.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
            pathParameter(String(part.dropFirst().dropLast()))
        }
        parameters += endpoint.parameters.map(parameter)
        if endpoint.takesIdempotencyKey { parameters.append(parameter(Endpoint.idempotencyKey)) }
        if !parameters.isEmpty { object.append("parameters", .array(parameters)) }
        if let body = requestBody(endpoint.body) { object.append("requestBody", body) }
        object.append("responses", responses(endpoint))
        return .object(object)
    }

    private static func pathParameter(_ name: String) -> JSON {
        let schema: JSON =
            name == "n" ? ["type": "integer", "minimum": 1, "maximum": 2_147_483_647] : ["type": "string"]
        return ["name": .string(name), "in": "path", "required": true, "schema": schema]
    }

    private static func parameter(_ parameter: Endpoint.Parameter) -> JSON {
        var object = JSONObject()
        object.append("name", .string(parameter.name))
        object.append("in", parameter.isHeader ? "header" : "query")
        object.append("description", .string(parameter.summary))
        if parameter.isRequired { object.append("required", true) }
        if parameter.isList {
            object.append(
                "schema", ["type": "array", "minItems": 1, "maxItems": 100, "items": parameter.schema])
            object.append("style", "form")
            object.append("explode", false)
        } else {
            object.append("schema", parameter.schema)
        }
        return .object(object)
    }

    private static func requestBody(_ body: Endpoint.Body) -> JSON? {
        switch body {
        case .none: nil
        case .json(let schema):
            ["required": true, "content": ["application/json": ["schema": reference(schema)]]]
        case .optionalJSON(let schema):
            ["required": false, "content": ["application/json": ["schema": reference(schema)]]]
        case .lines(let schema):
            ["required": true, "content": ["application/x-ndjson": ["schema": reference(schema)]]]
        }
    }

    private static func responses(_ endpoint: Endpoint) -> JSON {
        var object = JSONObject()
        for reply in endpoint.replies { object.append(String(reply.status), response(reply)) }
        if endpoint.method == .get,
            endpoint.replies.contains(where: { $0.headers.contains { $0.name == "ETag" } })
        {
            object.append("304", ["description": "It has not changed."])
        }
        for status in problems(endpoint) {
            object.append(
                String(status),
                [
                    "description": .string(meanings[status] ?? "A problem."),
                    "content": ["application/problem+json": ["schema": reference("Problem")]],
                ])
        }
        return .object(object)
    }

    private static func response(_ reply: Endpoint.Reply) -> JSON {
        var object = JSONObject()
        object.append("description", .string(reply.summary))
        if !reply.headers.isEmpty {
            let headers = reply.headers.map { header in
                JSONObject.Member(
                    key: header.name,
                    value: ["description": .string(header.summary), "schema": ["type": "string"]])
            }
            object.append("headers", .object(JSONObject(headers)))
        }
        let content = reply.content.map { content in
            let type = String(content.type.prefix { $0 != ";" })
            return JSONObject.Member(key: type, value: ["schema": reference(content.schema)])
        }
        object.append("content", .object(JSONObject(content)))
        return .object(object)
    }

    /// The statuses of problems, those that every route of its kind can answer included.
    private static func problems(_ endpoint: Endpoint) -> [Int] {
        var statuses = Set(endpoint.problems).union([400, 500, 503])
        if endpoint.access != .open { statuses.formUnion([401, 429]) }
        if !endpoint.body.isNone { statuses.formUnion([413, 415]) }
        if endpoint.takesIdempotencyKey { statuses.formUnion([409, 422]) }
        return statuses.sorted()
    }

    private static func reference(_ schema: String) -> JSON {
        ["$ref": .string("#/components/schemas/\(schema)")]
    }

    private static let meanings: [Int: String] = [
        400: "The request cannot be understood.", 401: "A key is missing, unknown, expired or revoked.",
        403: "The key or its account may not do this.", 404: "There is no such thing within reach.",
        406: "There is no answer of the type that is asked for.",
        409: "Things have moved on since they were seen.",
        410: "It is no longer there.", 412: "If-Match names another version than the current one.",
        413: "The body is too large.", 415: "The body is of another type than is taken.",
        422: "Fields are wrong; errors names each one.", 428: "If-Match is missing.",
        429: "Too many requests; Retry-After says when to go on.", 500: "Something is broken here.",
        503: "The database is busy or out of reach; Retry-After says when to try again.",
    ]
}
