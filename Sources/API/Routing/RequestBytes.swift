import Directory
import HTTPTypes
import Hummingbird
import NIOCore

/// The body of a request, read as the route wants it.
struct RequestBytes: Sendable {
    let bytes: [UInt8]
    let json: JSON?
    /// The body of a route that reads it as it comes.
    var stream: RequestBody?

    /// Reads the body where the route takes one.
    ///
    /// Refused: another content type than JSON, packed (415), too many bytes (413, without reading them all), no JSON
    /// (400).
    init(_ request: Request, _ body: Endpoint.Body, _ configuration: APIConfiguration) async throws {
        if !body.isNone { try Self.checkEncoding(request) }
        let limit = body.isLines ? configuration.maxImportBytes : configuration.maxBodyBytes
        switch body {
        case .none:
            (bytes, json) = ([], nil)
        case .lines:
            try Self.checkType(request, Self.lineTypes)
            try Self.checkLength(request, limit)
            (bytes, json, stream) = ([], nil, request.body)
        case .json, .optionalJSON:
            let length = request.headers[.contentLength].flatMap { Int($0) }
            if case .json = body { try Self.checkType(request, ["application/json"]) }
            bytes = length == 0 ? [] : try await Self.collect(request, limit: limit)
            if bytes.isEmpty {
                json = nil
                return
            }
            try Self.checkType(request, ["application/json"])
            do throws(JSONSyntaxError) {
                json = try JSON(parsing: bytes)
            } catch {
                throw Problem(
                    .badRequest, "json_invalid", "the body is no JSON that is accepted here: \(error)"
                )
                .with("offset", .integer(error.offset))
            }
        }
    }

    static let lineTypes: Set<String> = ["application/x-ndjson", "application/ndjson", "application/jsonl"]

    private static func checkType(_ request: Request, _ types: Set<String>) throws(Problem) {
        let sent = request.headers[.contentType] ?? ""
        let name = sent.prefix { $0 != ";" && $0 != " " }.lowercased()
        guard types.contains(name) else {
            let list = types.sorted().joined(separator: ", ")
            throw Problem(.unsupportedMediaType, "content_type", "Content-Type must be \(list)")
                .with(header: .accept, list)
        }
    }

    /// Bodies are taken as they are (RFC 9110, 15.5.16).
    private static func checkEncoding(_ request: Request) throws(Problem) {
        let sent = request.headers[.contentEncoding] ?? ""
        guard sent.isEmpty || sent.lowercased() == "identity" else {
            throw Problem(
                .unsupportedMediaType, "content_encoding", "the body must not be packed: Content-Encoding"
            )
            .with(header: .acceptEncoding, "identity")
        }
    }

    private static func checkLength(_ request: Request, _ limit: Int) throws(Problem) {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw tooLarge(limit)
        }
    }

    private static func tooLarge(_ limit: Int) -> Problem {
        Problem(.contentTooLarge, "body_too_large", "the body may have \(limit) bytes")
    }

    private static func collect(_ request: Request, limit: Int) async throws -> [UInt8] {
        try checkLength(request, limit)
        var bytes: [UInt8] = []
        var pieces = BodyPieces(request.body)
        while let buffer = try await pieces.next() {
            guard bytes.count + buffer.readableBytes <= limit else { throw tooLarge(limit) }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        return bytes
    }
}
