import Directory
import Postgres
import Store

/// One page of the feed, of which the entries are still to be read: see ``ReadChanges/parts(of:)``.
package struct ChangePage: Sendable {
    /// The life of the database.
    package let epoch: String
    /// How many entries it has.
    package let count: Int
    /// Where to go on, also where the page is empty.
    package let next: FeedCursor
    /// Whether there are more already.
    package let hasMore: Bool
    /// The state of the feed when the page was laid out: as long as it is the same, no document reads otherwise.
    package let state: String
    /// The positions between which the entries lie, the second included.
    let reach: (start: Int, end: Int)
    let territory: String?
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
            while page.count == 0, await iterator.next() != nil {
                page = try await self.page(page.next, limit, territory)
            }
            return page
        }
    }

    /// The entries of a page, part by part.
    package func parts(of page: ChangePage) -> ChangeParts {
        ChangeParts(context, page)
    }

    private func page(_ cursor: FeedCursor, _ limit: Int, _ territory: String?) async throws -> ChangePage {
        let (head, reach) = try await state(cursor, limit, territory)
        try Self.check(cursor, head)
        if cursor.position > head.position { try await checkAhead(cursor) }
        let headPosition = max(cursor.position, head.position)
        var (count, end) = (headPosition - cursor.position, min(headPosition, cursor.position + limit))
        if let reach { (count, end) = (reach.count, reach.last ?? cursor.position) }
        let hasMore = count > limit
        return ChangePage(
            epoch: head.epoch, count: min(count, limit),
            // What lies between the last entry and the head concerns other territories.
            next: FeedCursor(epoch: head.epoch, position: hasMore ? end : max(end, headPosition)),
            hasMore: hasMore, state: head.state, reach: (cursor.position, end), territory: territory)
    }

    /// The head, and of a territory how far the page reaches: both of one server, or a replica that lags behind another
    /// would leave entries out.
    private func state(
        _ cursor: FeedCursor, _ limit: Int, _ territory: String?
    ) async throws -> (FeedHeadRow, ChangeReachRow?) {
        guard let territory else {
            guard let head = try await context.database.fetch(ChangeQueries.head).first else {
                throw Self.noHead
            }
            return (head, nil)
        }
        return try await context.database.read { tx in
            guard let head = try tx.first(ChangeQueries.head) else { throw Self.noHead }
            let reach = try tx.first(ChangeQueries.reachOfTerritory, cursor.position, limit, territory)
            return (head, reach)
        }
    }

    static func check(_ cursor: FeedCursor, _ head: FeedHeadRow) throws(ActionError) {
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

    static var noHead: CorruptRow { CorruptRow("feed_head", "", "the row is missing") }
}
