import Actions
import Directory
import HTTPTypes
import NIOCore
import Store
import Synchronization

/// Everything published, line by line.
enum SnapshotRoute {
    static func read(_ call: Call) async throws -> Answer {
        guard let seat = call.api.snapshots.take() else {
            throw Problem(.serviceUnavailable, "snapshots_busy", "other snapshots are being sent: try again")
                .with(header: .retryAfter, "30")
        }
        let reading = ReadSnapshot(call.context).start()
        guard case .head(let head, let count)? = try await reading.next() else {
            throw Problem(.serviceUnavailable, "unavailable", "the snapshot has ended early: try again")
                .with(header: .retryAfter, "5")
        }
        // The position alone is not enough: a confirmation changes an answer and makes no revision.
        let tag = EntityTag.weak([head.epoch, head.state])
        let beginning = Beginning([
            "epoch": .string(head.epoch), "position": .integer(head.position),
            "count": .integer(count),
        ])
        return call.unlessKnown(tag) {
            let pieces = Answer.Body.pieces {
                defer { withExtendedLifetime(seat) {} }
                if let line = beginning.take() { return line }
                return try await reading.next().map(lines)
            }
            return Answer(.ok, pieces, type: MediaType.lines)
        }
    }

    /// The first line, which is sent once.
    private final class Beginning: Sendable {
        private let line: Mutex<ByteBuffer?>

        init(_ json: JSON) {
            line = Mutex(ByteBuffer(string: json.text + "\n"))
        }

        func take() -> ByteBuffer? {
            line.withLock { line in
                defer { line = nil }
                return line
            }
        }
    }

    private static func lines(_ part: SnapshotPart) -> ByteBuffer {
        guard case .documents(let rows) = part else { return ByteBuffer() }
        var buffer = ByteBuffer()
        buffer.reserveCapacity(rows.reduce(0) { $0 + $1.document.count + 1 })
        for row in rows {
            buffer.writeBytes(row.document)
            buffer.writeInteger(UInt8(ascii: "\n"))
        }
        return buffer
    }
}
