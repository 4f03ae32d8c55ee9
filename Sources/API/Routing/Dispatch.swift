import Compression
import HTTPTypes
import Hummingbird
import NIOCore

/// Makes a response of an answer: headers that all of them have, and gzip where the client takes it.
struct Dispatch {
    private let answer: Answer
    private let visit: Visit

    init(_ answer: Answer, _ visit: Visit) {
        (self.answer, self.visit) = (answer, visit)
    }

    func response() -> Response {
        var headers = answer.headers
        addHeaders(&headers)
        let takesGzip = MediaRange.accepts("gzip", visit.request.headers[.acceptEncoding])
        let response: Response
        switch answer.body {
        case .none:
            var empty = Response(status: answer.status, headers: headers)
            if answer.status == .notModified || answer.status == .noContent { empty.headers[.contentLength] = nil }
            response = empty
        case .whole(let bytes):
            if takesGzip, bytes.readableBytes > Self.worthPacking,
                let packed = try? GzipEncoder.pack(Array(bytes.readableBytesView))
            {
                headers[.contentEncoding] = "gzip"
                response = Response(
                    status: answer.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: packed)))
            } else {
                response = Response(
                    status: answer.status, headers: headers, body: ResponseBody(byteBuffer: bytes))
            }
        case .pieces(let write):
            if takesGzip { headers[.contentEncoding] = "gzip" }
            response = Response(status: answer.status, headers: headers, body: Self.body(write, packed: takesGzip))
        }
        return visit.request.method == .head ? response.createHeadResponse() : response
    }

    private static let worthPacking = 1_024

    private func addHeaders(_ headers: inout HTTPFields) {
        headers[.xContentTypeOptions] = "nosniff"
        if visit.endpoint.isPublicRead {
            headers[.accessControlAllowOrigin] = "*"
            headers[.accessControlExposeHeaders] = Self.exposed
            headers[.vary] = "Accept, Accept-Encoding"
            if headers[.cacheControl] == nil { headers[.cacheControl] = "no-cache" }
        } else {
            headers[.vary] = "Accept-Encoding"
            if headers[.cacheControl] == nil { headers[.cacheControl] = "private, no-store" }
        }
        if let allowance = visit.allowance {
            headers[.rateLimitPolicy] = "\"default\";q=\(allowance.quota);w=60"
            headers[.rateLimit] = "\"default\";r=\(max(0, allowance.remaining));t=\(allowance.seconds)"
        }
    }

    private static let exposed = "ETag, Link, Location, Fitxa-Next, RateLimit, RateLimit-Policy, Retry-After"

    private static func body(
        _ write: @escaping @Sendable ((ByteBuffer) async throws -> Void) async throws -> Void, packed: Bool
    ) -> ResponseBody {
        ResponseBody { writer in
            if packed {
                let encoder = GzipEncoder()
                try await write { piece in
                    let bytes = try encoder.pack(Array(piece.readableBytesView))
                    if !bytes.isEmpty { try await writer.write(ByteBuffer(bytes: bytes)) }
                }
                try await writer.write(ByteBuffer(bytes: try encoder.pack([], isLast: true)))
            } else {
                try await write { piece in try await writer.write(piece) }
            }
            try await writer.finish(nil)
        }
    }
}
