import Directory
import HTTPTypes
import NIOCore

/// What a route answers, before it is packed and sent.
struct Answer: Sendable {
    /// The content.
    enum Body: Sendable {
        case none
        case whole(ByteBuffer)
        /// Sent piece by piece; the closure gives the next one, nil at the end.
        case pieces(@Sendable () async throws -> ByteBuffer?)
    }

    var status: HTTPResponse.Status
    var headers = HTTPFields()
    var body: Body = .none

    init(_ status: HTTPResponse.Status) {
        self.status = status
    }

    init(_ status: HTTPResponse.Status, _ body: Body, type: String) {
        (self.status, self.body) = (status, body)
        headers[.contentType] = type
    }

    init(_ status: HTTPResponse.Status, _ bytes: ByteBuffer, type: String) {
        self.init(status, .whole(bytes), type: type)
    }

    init(_ status: HTTPResponse.Status = .ok, json: JSON, type: String = MediaType.json) {
        self.init(status, ByteBuffer(bytes: json.bytes), type: type)
    }

    /// The answer with a further header.
    func with(_ name: HTTPField.Name, _ value: String) -> Answer {
        var answer = self
        answer.headers[name] = value
        return answer
    }
}

/// The content types that are sent.
enum MediaType {
    static let json = "application/json"
    static let problem = "application/problem+json"
    static let html = "text/html; charset=utf-8"
    static let openAPI = "application/vnd.oai.openapi+json;version=3.1"
    static let lines = "application/x-ndjson"
    static let geoJSON = "application/geo+json"
    static let linkedData = "application/ld+json"
    static let csv = "text/csv; charset=utf-8"
    static let metrics = "text/plain; version=0.0.4; charset=utf-8"
}

extension HTTPField.Name {
    static let rateLimit = known("RateLimit")
    static let rateLimitPolicy = known("RateLimit-Policy")
    static let idempotencyKey = known("Idempotency-Key")
    static let idempotencyReplayed = known("Idempotency-Replayed")
    static let link = known("Link")
    static let forwardedFor = known("X-Forwarded-For")
    static let next = known("Fitxa-Next")

    private static func known(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .allow
    }
}
