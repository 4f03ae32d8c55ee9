import Actions
import Directory
import NIOCore
import Store
import Synchronization

/// The text of a page of the feed: a small one whole, a large one part by part, each read and made when the one before
/// has been taken, so that many readers of large pages do not fill the memory.
struct PageText: Sendable {
    private let page: ChangePage
    private let parts: ChangeParts
    /// Whether each change stands on a line of its own.
    private let isLines: Bool
    /// The entries of a page of one part.
    private let whole: [ChangeRow]?

    init(_ page: ChangePage, of changes: ReadChanges, isLines: Bool) async throws {
        (self.page, self.isLines) = (page, isLines)
        parts = changes.parts(of: page)
        whole = page.count > ChangeParts.size ? nil : try await parts.next() ?? []
    }

    /// What decides how it reads: where it ends, and the documents; of those that are read later, the state.
    var marks: [String] {
        [isLines ? "lines" : "items", page.next.text, "\(page.hasMore)"]
            + (whole.map { $0.map { $0.etag ?? "" } } ?? [page.state])
    }

    /// The content of the answer.
    var body: Answer.Body {
        if let whole { return .whole(text(whole, isFirst: true, isLast: true)) }
        let taken = Mutex(0)
        return .pieces { [page, parts] in
            guard let rows = try await parts.next() else { return nil }
            let before = taken.withLock { taken in
                defer { taken += rows.count }
                return taken
            }
            return text(rows, isFirst: before == 0, isLast: before + rows.count == page.count)
        }
    }

    private func text(_ rows: [ChangeRow], isFirst: Bool, isLast: Bool) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(
            rows.reduce(256) { $0 + $1.entry.count + ($1.document?.count ?? 0) + 16 })
        if isFirst, !isLines {
            buffer.writeString("{\"epoch\":\(JSON.string(page.epoch).text),\"items\":[")
        }
        for (index, row) in rows.enumerated() {
            if !isLines, !isFirst || index > 0 { buffer.writeStaticString(",") }
            buffer.writeBytes(row.entry)
            if let document = row.document {
                buffer.writeStaticString(",\"listing\":")
                buffer.writeBytes(document)
            }
            buffer.writeStaticString(isLines ? "}\n" : "}")
        }
        guard isLast else { return buffer }
        let tail = "\"next\":\(JSON.string(page.next.text).text),\"has_more\":\(page.hasMore)}"
        buffer.writeString(isLines ? "{\(tail)\n" : "],\(tail)")
        return buffer
    }
}
