import Hummingbird
import NIOCore

/// The body of a request as it comes.
struct BodyPieces {
    private var pieces: RequestBody.AsyncIterator

    init(_ body: RequestBody) {
        pieces = body.makeAsyncIterator()
    }

    /// The next piece, nil at the end; a body that breaks off or is no HTTP is the client's mistake, not ours.
    mutating func next() async throws(Problem) -> ByteBuffer? {
        do {
            return try await pieces.next(isolation: #isolation)
        } catch {
            throw Problem(
                .badRequest, "http_invalid", "the body breaks off or is not sent as HTTP says: \(error)")
        }
    }
}
