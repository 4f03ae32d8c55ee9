import Directory
import Postgres
package import Store

/// One page of what was found.
package struct ListingPage: Sendable {
    /// The hits in order.
    package let hits: [HitRow]
    /// Where the next page starts, nil where there is none.
    package let next: ListingSearch.Mark?
    /// Whether the words were taken as misspelt, because nothing holds them as they are.
    package let isForgiving: Bool
}

/// Searches the published listings; words that nothing holds are looked for with typing errors.
package struct FindListings: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// One page; `search.after` goes on where another page ended.
    package func run(_ search: ListingSearch) async throws -> ListingPage {
        let page = try await page(search)
        guard page.hits.isEmpty, search.words != nil, search.after == nil, !search.forgiving else {
            return page
        }
        var forgiving = search
        forgiving.forgiving = true
        return try await self.page(forgiving)
    }

    private func page(_ search: ListingSearch) async throws -> ListingPage {
        var wider = search
        wider.limit = search.limit + 1
        let rows = try await context.database.fetch(wider.sql, as: HitRow.self)
        // The order within a page is by the exact distance, the mark by the order of the index: the row that
        // was fetched beyond the page is the one that is last for the index.
        let ranked = search.order == .distance ? rows.sorted { Self.precedes($0, $1) } : rows
        let hasMore = ranked.count > search.limit
        let last = hasMore ? ranked[search.limit - 1] : nil
        let beyond = hasMore ? ranked.last?.id : nil
        return ListingPage(
            hits: rows.filter { $0.id != beyond },
            next: last.map { ListingSearch.Mark(value: $0.mark, id: $0.id) }, isForgiving: search.forgiving)
    }

    private static func precedes(_ left: HitRow, _ right: HitRow) -> Bool {
        let (first, second) = (Double(left.mark) ?? 0, Double(right.mark) ?? 0)
        return first == second ? left.id < right.id : first < second
    }
}
