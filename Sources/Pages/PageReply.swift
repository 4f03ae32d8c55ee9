import Directory
import HTTPTypes
import Hummingbird
import NIOCore

/// What a browser gets.
struct PageReply: Sendable {
    private let status: HTTPResponse.Status
    private let body: ByteBuffer
    private var headers: HTTPFields

    /// A page; one with a tag that the browser has already is not sent again.
    init(_ status: HTTPResponse.Status = .ok, html: String, tag: String? = nil, _ request: PageRequest) {
        self.init(status, Array(html.utf8), "text/html; charset=utf-8", tag: tag, request)
        headers[.contentLanguage] = request.language.rawValue
        headers[.vary] = "Accept-Language"
        headers[.contentSecurityPolicy] = Self.policy
    }

    /// The style sheet.
    init(style: [UInt8], tag: String, _ request: PageRequest) {
        self.init(.ok, style, "text/css; charset=utf-8", tag: tag, request)
        // Its address changes with it.
        headers[.cacheControl] = "public, max-age=31536000, immutable"
    }

    /// The way to another page, in the language of this one.
    init(movedTo path: String, _ request: PageRequest) {
        self.init(.movedPermanently, [], "text/html; charset=utf-8", tag: nil, request)
        headers[.location] = request["lang"].map { _ in "\(path)?lang=\(request.language.rawValue)" } ?? path
    }

    private init(
        _ status: HTTPResponse.Status, _ bytes: [UInt8], _ type: String, tag: String?, _ request: PageRequest
    ) {
        headers = [
            .contentType: type, .xContentTypeOptions: "nosniff", .cacheControl: "no-cache",
        ]
        headers[Self.referrerPolicy] = "strict-origin-when-cross-origin"
        let quoted = tag.map { "\"\($0)\"" }
        headers[.eTag] = quoted
        if let quoted, request.knownTags.contains(quoted) {
            (self.status, body) = (.notModified, ByteBuffer())
        } else {
            (self.status, body) = (status, ByteBuffer(bytes: bytes))
        }
    }

    /// The same reply, with the seconds after which to ask again.
    func retried(after seconds: Int) -> PageReply {
        var reply = self
        reply.headers[.retryAfter] = "\(seconds)"
        return reply
    }

    /// The answer; to `HEAD` without its body.
    func response(isHead: Bool) -> Response {
        guard isHead else { return Response(status: status, headers: headers, body: .init(byteBuffer: body)) }
        var headers = headers
        headers[.contentLength] = "\(body.readableBytes)"
        return Response(status: status, headers: headers, body: .init())
    }

    /// Nothing from elsewhere runs or styles a page; pictures come from where the providers keep them.
    private static let policy = """
        default-src 'none'; style-src 'self'; img-src 'self' https:; form-action 'self'; base-uri 'none'; \
        frame-ancestors 'none'
        """

    private static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .referer
}
