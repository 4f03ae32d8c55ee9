import Actions
import Directory
import HTTPTypes
import NIOCore
import Store

/// The change feed and what belongs to it.
enum ChangeRoutes {
    static func changes(_ call: Call) async throws -> Answer {
        let type = try MediaRange.choose([MediaType.json, MediaType.lines], accept: call.header(.accept))
        let after = try call.query.one("after") ?? ""
        guard let cursor = after.isEmpty ? FeedCursor(epoch: nil, position: 0) : FeedCursor(after) else {
            throw Problem.parameter(
                "after", "cursor_invalid", "after is the next of an earlier answer, or a position")
        }
        let (limit, wait) = (try call.query.limit(), try call.query.number("wait", in: 0...60) ?? 0)
        let changes = ReadChanges(call.context, call.api.watch)
        let page = try await changes.run(
            after: cursor, limit: limit, territory: try await call.territory("territory"),
            wait: .seconds(wait))
        let text = try await PageText(page, of: changes, isLines: type == MediaType.lines)
        return call.unlessKnown(EntityTag.weak(text.marks)) { Answer(.ok, text.body, type: type) }
            .with(.next, page.next.text)
    }

    static func checksum(_ call: Call) async throws -> Answer {
        let territory = try await call.territory("territory")
        let (head, checksum) = try await ReadChecksum(call.context).run(territory: territory)
        return Answer(
            json: [
                "epoch": .string(head.epoch), "position": .integer(head.position),
                "count": .integer(checksum.count),
                "digest": .string(checksum.digest),
            ]
        ).tagged(for: call)
    }

    static func snapshot(_ call: Call) async throws -> Answer {
        try await ReadMeasurements(call.context).checkDatabase()
        guard let seat = call.api.snapshots.take() else {
            throw Problem(.serviceUnavailable, "snapshots_busy", "other snapshots are being sent: try again")
                .with(header: .retryAfter, "30")
        }
        let reading = ReadSnapshot(call.context).start()
        let pieces = Answer.Body.pieces {
            defer { withExtendedLifetime(seat) {} }
            return try await reading.next().map(lines)
        }
        return Answer(.ok, pieces, type: MediaType.lines)
    }

    private static func lines(_ part: SnapshotPart) -> ByteBuffer {
        var buffer = ByteBuffer()
        switch part {
        case .head(let head, let count):
            let line: JSON = [
                "epoch": .string(head.epoch), "position": .integer(head.position), "count": .integer(count),
            ]
            buffer.writeString(line.text + "\n")
        case .documents(let rows):
            buffer.reserveCapacity(rows.reduce(0) { $0 + $1.document.count + 1 })
            for row in rows {
                buffer.writeBytes(row.document)
                buffer.writeInteger(UInt8(ascii: "\n"))
            }
        }
        return buffer
    }
}
