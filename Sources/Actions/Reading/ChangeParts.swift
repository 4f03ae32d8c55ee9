import Directory
import Postgres
package import Store
import Synchronization

/// The entries of a page of the feed, read part by part, so that a large page is never in memory as a whole.
///
/// A listing reads as it does when its part is read; the entries themselves never change.
package final class ChangeParts: Sendable {
    /// How many entries a part has at most.
    package static let size = 200

    private struct Progress {
        var position: Int
        var left: Int
    }

    private let context: Context
    private let page: ChangePage
    private let progress: Mutex<Progress>

    init(_ context: Context, _ page: ChangePage) {
        (self.context, self.page) = (context, page)
        progress = Mutex(Progress(position: page.reach.start, left: page.count))
    }

    /// The next entries, nil at the end; to be asked for one after the other.
    ///
    /// Refused: entries that are no longer kept by now (``ActionError/conflict`` with the code `cursor_expired`).
    package func next() async throws -> [ChangeRow]? {
        let (position, left) = progress.withLock { ($0.position, $0.left) }
        guard left > 0 else { return nil }
        let size = min(left, Self.size)
        var rows = try await rows(after: position, atMost: size)
        // A replica may be behind the one that told how far the page reaches.
        if !isWhole(rows, after: position, size) {
            rows = try await writerRows(after: position, atMost: size)
        }
        guard isWhole(rows, after: position, size), let last = rows.last else {
            throw try await missing(after: position)
        }
        progress.withLock { $0 = Progress(position: last.position, left: left - size) }
        return rows
    }

    /// Whether nothing is missing: without a territory nothing lies between two entries, with one the last part tells.
    private func isWhole(_ rows: [ChangeRow], after position: Int, _ size: Int) -> Bool {
        rows.count == size && (page.territory != nil || rows.last?.position == position + size)
    }

    private func writerRows(after position: Int, atMost size: Int) async throws -> [ChangeRow] {
        let page = page
        return try await context.database.read { tx in
            guard let territory = page.territory else {
                return try tx.all(ChangeQueries.page, position, page.reach.end, size)
            }
            return try tx.all(ChangeQueries.pageOfTerritory, position, page.reach.end, size, territory)
        }
    }

    private func rows(after position: Int, atMost size: Int) async throws -> [ChangeRow] {
        guard let territory = page.territory else {
            return try await context.database.fetch(ChangeQueries.page, position, page.reach.end, size)
        }
        return try await context.database.fetch(
            ChangeQueries.pageOfTerritory, position, page.reach.end, size, territory)
    }

    /// Why entries are missing that were there when the page was laid out.
    private func missing(after position: Int) async throws -> any Error {
        // Of the writer, like the entries that are missing: a replica may not know yet that they are gone.
        let head = try await context.database.read { tx in try tx.first(ChangeQueries.head) }
        guard let head else { return ReadChanges.noHead }
        try ReadChanges.check(FeedCursor(epoch: page.epoch, position: position), head)
        return CorruptRow("changes", "\(position + 1)", "the entry is missing")
    }
}
