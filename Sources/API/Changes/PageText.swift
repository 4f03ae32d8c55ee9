import Actions
import Directory
import NIOCore
import Store
import Synchronization

/// The text of a page of the feed: a small one whole, a large one piece by piece, each made when the one before has
/// been taken, so that many readers of large pages do not fill the memory.
struct PageText: Sendable {
    let page: ChangePage
    /// Whether each change stands on a line of its own.
    let isLines: Bool

    /// How many bytes a piece has, about.
    private static let piece = 256 << 10

    /// The content of the answer.
    var body: Answer.Body {
        let size = page.changes.reduce(0) { $0 + Self.size($1) }
        var index: Int? = 0
        guard size > Self.piece else { return .whole(next(&index)) }
        let progress = Progress()
        return .pieces {
            progress.index.withLock { index in
                index == nil ? nil : next(&index)
            }
        }
    }

    private final class Progress: Sendable {
        let index = Mutex<Int?>(0)
    }

    /// The text from a change on, until the piece is full or the page ends; `index` is nil then.
    private func next(_ index: inout Int?) -> ByteBuffer {
        var buffer = ByteBuffer()
        var at = index ?? 0
        var (end, size) = (at, 0)
        while end < page.changes.count, size < Self.piece {
            size += Self.size(page.changes[end])
            end += 1
        }
        buffer.reserveCapacity(size + 256)
        if at == 0, !isLines {
            buffer.writeString("{\"epoch\":\(JSON.string(page.epoch).text),\"items\":[")
        }
        while at < end {
            if at > 0, !isLines { buffer.writeString(",") }
            Self.write(page.changes[at], to: &buffer)
            if isLines { buffer.writeString("\n") }
            at += 1
        }
        index = at < page.changes.count ? at : nil
        guard index == nil else { return buffer }
        let tail = "\"next\":\(JSON.string(page.next.text).text),\"has_more\":\(page.hasMore)}"
        buffer.writeString(isLines ? "{\(tail)\n" : "],\(tail)")
        return buffer
    }

    private static func size(_ change: ChangeRow) -> Int {
        (change.document?.count ?? 0) + change.changed.count + 128
    }

    /// One entry; the listing's stored text is copied as it is.
    private static func write(_ change: ChangeRow, to buffer: inout ByteBuffer) {
        let isGone = change.op == "remove" || !change.isInside
        let reason = change.isInside ? change.reason : change.reason ?? "left_territory"
        buffer.writeStaticString("{\"position\":")
        buffer.writeString(String(change.position))
        buffer.writeString(isGone ? ",\"op\":\"remove\"" : ",\"op\":\"upsert\"")
        if isGone {
            buffer.writeString(",\"reason\":\(JSON(reason).text)")
            if let target = change.mergedInto {
                buffer.writeString(",\"merged_into\":\(JSON.string(target).text)")
            }
        }
        buffer.writeStaticString(",\"id\":")
        buffer.writeBytes(JSON.string(change.listing).bytes)
        buffer.writeStaticString(",\"revision\":")
        buffer.writeString(String(change.revision))
        buffer.writeStaticString(",\"changed\":")
        buffer.writeBytes(change.changed)
        if !isGone, let document = change.document {
            buffer.writeStaticString(",\"listing\":")
            buffer.writeBytes(document)
        }
        buffer.writeStaticString("}")
    }
}
