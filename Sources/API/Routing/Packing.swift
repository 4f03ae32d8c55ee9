import Compression
import HTTPTypes
import Hummingbird
import NIOCore

/// Makes a response of an answer: headers that all of them have, and gzip where the client takes it.
struct Packing {
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
            if answer.status == .notModified || answer.status == .noContent {
                empty.headers[.contentLength] = nil
            }
            if let tag = headers[.eTag].map(EntityTag.packed),
                visit.request.headers[.ifNoneMatch]?.contains(tag) == true
            {
                empty.headers[.eTag] = tag
            }
            response = empty
        case .whole(let bytes):
            if takesGzip, bytes.readableBytes > Self.worthPacking,
                let packed = try? GzipEncoder.pack(Array(bytes.readableBytesView))
            {
                headers[.contentEncoding] = "gzip"
                headers[.eTag] = headers[.eTag].map(EntityTag.packed)
                response = Response(
                    status: answer.status, headers: headers,
                    body: ResponseBody(byteBuffer: ByteBuffer(bytes: packed)))
            } else {
                response = Response(
                    status: answer.status, headers: headers, body: ResponseBody(byteBuffer: bytes))
            }
        case .pieces(let next):
            if takesGzip {
                headers[.contentEncoding] = "gzip"
                headers[.eTag] = headers[.eTag].map(EntityTag.packed)
            }
            response = Response(
                status: answer.status, headers: headers,
                body: ResponseBody(asyncSequence: Pieces(next: next, isPacked: takesGzip)))
        }
        guard visit.request.method == .head else { return response }
        var head = response.createHeadResponse()
        // How long a body is that is made as it is sent, nobody knows; it is not empty.
        if case .pieces = answer.body { head.headers[.contentLength] = nil }
        return head
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
}

/// A body that is sent piece by piece, packed where asked for.
private struct Pieces: AsyncSequence, Sendable {
    let next: @Sendable () async throws -> ByteBuffer?
    let isPacked: Bool

    func makeAsyncIterator() -> Iterator {
        Iterator(pull: next, encoder: isPacked ? GzipEncoder() : nil)
    }

    struct Iterator: AsyncIteratorProtocol {
        let pull: @Sendable () async throws -> ByteBuffer?
        let encoder: GzipEncoder?
        var isDone = false

        @concurrent mutating func next() async throws -> ByteBuffer? {
            guard let encoder else { return try await pull() }
            while !isDone {
                let piece = try await pull()
                isDone = piece == nil
                let bytes = try encoder.pack(piece.map { Array($0.readableBytesView) } ?? [], isLast: isDone)
                if !bytes.isEmpty { return ByteBuffer(bytes: bytes) }
            }
            return nil
        }
    }
}
