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

    /// The box around all published listings, nil where none has a position.
    package func extent() async throws -> ListingSearch.Box? {
        try await context.database.fetch(ExtentQueries.whole).first?.box
    }

    private func page(_ search: ListingSearch) async throws -> ListingPage {
        var wider = search
        // Of neighbours a few more are fetched, or the order of the last ones would not be certain.
        wider.limit += 1 + (search.order == .distance ? 2 + search.limit / 50 : 0)
        while true {
            let rows = try await context.database.fetch(wider.sql, as: HitRow.self)
            guard rows.count < wider.limit || search.certain(among: rows) >= search.limit else {
                wider.limit *= 2
                continue
            }
            let hits = Array(rows.prefix(search.limit))
            let last = rows.count > hits.count ? hits.last : nil
            return ListingPage(
                hits: hits, next: last.map { ListingSearch.Mark(value: $0.mark, id: $0.id) },
                isForgiving: search.forgiving)
        }
    }
}
