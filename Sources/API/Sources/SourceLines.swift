import Directory
import Exchange
import HTTPTypes
import Hummingbird
import NIOCore

/// The lines of a body as records, read as they are asked for.
final class SourceLines {
    /// How many bytes a line may have.
    static let lineLimit = 1 << 20
    /// How many bytes of records are held at once.
    private static let held = 8 << 20

    private let limit: Int
    private var chunks: BodyPieces
    private var splitter = LineSplitter(limit: SourceLines.lineLimit, skipsLong: true)
    private var waiting: [RawRecord] = []
    private var size = 0
    private var read = 0
    private var isDone = false
    /// Why the body cannot be read any further.
    private var failure: (any Error)?

    /// The lines of a body that may have so many bytes.
    init(_ body: RequestBody, limit: Int) {
        chunks = BodyPieces(body)
        self.limit = limit
    }

    /// The next records, at most so many, fewer where they are large; none at the end.
    ///
    /// Where the body breaks off, the records before that place come first.
    func next(_ count: Int) async throws -> [RawRecord] {
        while !isDone, waiting.count < count, size < Self.held {
            do { try await advance() } catch { (failure, isDone) = (error, true) }
        }
        if waiting.isEmpty, let failure { throw failure }
        let records = Array(waiting.prefix(count))
        waiting.removeFirst(records.count)
        size -= records.reduce(0) { $0 + $1.bytes.count }
        return records
    }

    private func advance() async throws {
        let take = { (line: Int, bytes: [UInt8]) in
            self.waiting.append(RawRecord(name: "line \(line)", bytes: bytes))
            self.size += bytes.count
        }
        guard let chunk = try await chunks.next() else {
            isDone = true
            return try splitter.finish(take)
        }
        read += chunk.readableBytes
        guard read <= limit else {
            throw Problem(
                .contentTooLarge, "body_too_large",
                "the body may have \(limit) bytes; the records before that place have been taken in")
        }
        try splitter.push(Array(chunk.readableBytesView), take)
    }
}
