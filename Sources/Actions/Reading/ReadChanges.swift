import Directory
import Postgres
package import Store

/// One page of the feed.
package struct ChangePage: Sendable {
    /// The life of the database.
    package let epoch: String
    /// The changes in order.
    package let changes: [ChangeRow]
    /// Where to go on, also where the page is empty.
    package let next: FeedCursor
    /// Whether there are more already.
    package let hasMore: Bool
}

/// Reads the change feed, and waits for it to move where asked to.
package struct ReadChanges: Sendable {
    private let context: Context
    private let watch: FeedWatch

    /// The action in that context.
    package init(_ context: Context, _ watch: FeedWatch) {
        (self.context, self.watch) = (context, watch)
    }

    /// The changes after a cursor, at most so many, of one territory where one is named; an empty answer is
    /// put off for as long as `wait` says.
    ///
    /// Refused: a cursor of another life of the database, older than what is kept, or ahead of the feed
    /// (``ActionError/conflict`` with the code `cursor_expired`).
    package func run(
        after cursor: FeedCursor, limit: Int, territory: String?, wait: Duration = .zero
    ) async throws -> ChangePage {
        guard wait > .zero else { return try await page(cursor, limit, territory) }
        let deadline = ContinuousClock.now.advanced(by: min(wait, .seconds(60)))
        return try await watch.withWakeUps(until: deadline) { wakeUps in
            var page = try await page(cursor, limit, territory)
            var iterator = wakeUps.makeAsyncIterator()
            while page.changes.isEmpty, await iterator.next() != nil {
                page = try await self.page(page.next, limit, territory)
            }
            return page
        }
    }

    private func page(_ cursor: FeedCursor, _ limit: Int, _ territory: String?) async throws -> ChangePage {
        if let territory { return try await page(cursor, limit, of: territory) }
        let rows = try await context.database.fetch(ChangeQueries.page, cursor.position, limit + 1)
        // The horizon is looked at after the page: entries that are missing from the page are below it.
        guard let head = try await context.database.fetch(ChangeQueries.head).first else { throw Self.noHead }
        try Self.check(cursor, head)
        if cursor.position > head.position { try await checkAhead(cursor) }
        return Self.page(cursor, head, rows, limit, end: cursor.position)
    }

    private func page(_ cursor: FeedCursor, _ limit: Int, of territory: String) async throws -> ChangePage {
        try await context.database.read { tx in
            guard let head = try tx.first(ChangeQueries.head) else { throw Self.noHead }
            try Self.check(cursor, head)
            try Self.checkAhead(cursor, head)
            let rows = try tx.all(ChangeQueries.pageOfTerritory, cursor.position, limit + 1, territory)
            // What lies between the last entry and the head concerns other territories.
            return Self.page(cursor, head, rows, limit, end: max(cursor.position, head.position))
        }
    }

    private static func page(
        _ cursor: FeedCursor, _ head: FeedHeadRow, _ rows: [ChangeRow], _ limit: Int, end: Int
    ) -> ChangePage {
        let changes = Array(rows.prefix(limit))
        let hasMore = rows.count > limit
        let last = changes.last?.position ?? cursor.position
        let position = hasMore ? last : max(last, end)
        return ChangePage(
            epoch: head.epoch, changes: changes, next: FeedCursor(epoch: head.epoch, position: position),
            hasMore: hasMore)
    }

    private static func check(_ cursor: FeedCursor, _ head: FeedHeadRow) throws(ActionError) {
        if let epoch = cursor.epoch, epoch != head.epoch {
            throw .conflict(
                code: "cursor_expired", "the cursor belongs to an earlier life of this database",
                detail: ["epoch": .string(head.epoch)])
        }
        guard cursor.position >= head.horizon else {
            throw .conflict(
                code: "cursor_expired", "entries up to \(head.horizon) are no longer kept",
                detail: ["epoch": .string(head.epoch)])
        }
    }

    /// Looks at the writer's feed, for a replica may be behind what the cursor has seen.
    private func checkAhead(_ cursor: FeedCursor) async throws {
        try await context.database.read { tx in
            guard let head = try tx.first(ChangeQueries.head) else { throw Self.noHead }
            try Self.checkAhead(cursor, head)
        }
    }

    /// Refuses a cursor that this feed has never given: who went on with it would miss all up to there.
    private static func checkAhead(_ cursor: FeedCursor, _ head: FeedHeadRow) throws(ActionError) {
        guard cursor.position <= head.position else {
            throw .conflict(
                code: "cursor_expired",
                "the cursor is ahead of the feed, which ends at \(head.position): this database is an earlier one",
                detail: ["epoch": .string(head.epoch)])
        }
    }

    private static var noHead: CorruptRow { CorruptRow("feed_head", "", "the row is missing") }
}
