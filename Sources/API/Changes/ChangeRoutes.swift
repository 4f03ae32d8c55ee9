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
        let page = try await ReadChanges(call.context, call.api.watch).run(
            after: cursor, limit: limit, territory: try await call.territory("territory"),
            wait: .seconds(wait))
        let tag = EntityTag.weak(
            [type, page.next.text, "\(page.hasMore)"] + page.changes.map { "\($0.position) \($0.etag ?? "")" }
        )
        return call.unlessKnown(tag) {
            Answer(.ok, type == MediaType.lines ? lines(page) : whole(page), type: type)
        }.with(.next, page.next.text)
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
        var answer = Answer(.ok)
        answer.headers[.contentType] = MediaType.lines
        answer.body = .pieces {
            defer { withExtendedLifetime(seat) {} }
            return try await reading.next().map(lines)
        }
        return answer
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

    private static func whole(_ page: ChangePage) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(size(page))
        buffer.writeString("{\"epoch\":\(JSON.string(page.epoch).text),\"items\":[")
        for (index, change) in page.changes.enumerated() {
            if index > 0 { buffer.writeString(",") }
            write(change, to: &buffer)
        }
        buffer.writeString("],\"next\":\(JSON.string(page.next.text).text),\"has_more\":\(page.hasMore)}")
        return buffer
    }

    private static func lines(_ page: ChangePage) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(size(page))
        for change in page.changes {
            write(change, to: &buffer)
            buffer.writeString("\n")
        }
        buffer.writeString("{\"next\":\(JSON.string(page.next.text).text),\"has_more\":\(page.hasMore)}\n")
        return buffer
    }

    /// How many bytes a page takes, about.
    private static func size(_ page: ChangePage) -> Int {
        page.changes.reduce(256) { $0 + ($1.document?.count ?? 0) + $1.changed.count + 128 }
    }

    /// One entry; the listing's stored text is copied as it is.
    private static func write(_ change: ChangeRow, to buffer: inout ByteBuffer) {
        let isGone = change.op == "remove" || !change.isInside
        let reason = change.isInside ? change.reason : change.reason ?? "left_territory"
        buffer.writeString("{\"position\":\(change.position),\"op\":\"\(isGone ? "remove" : "upsert")\"")
        if isGone {
            buffer.writeString(",\"reason\":\(JSON(reason).text)")
            if let target = change.mergedInto {
                buffer.writeString(",\"merged_into\":\(JSON.string(target).text)")
            }
        }
        let id = JSON.string(change.listing).text
        buffer.writeString(",\"id\":\(id),\"revision\":\(change.revision),\"changed\":")
        buffer.writeBytes(change.changed)
        if !isGone, let document = change.document {
            buffer.writeString(",\"listing\":")
            buffer.writeBytes(document)
        }
        buffer.writeString("}")
    }
}
