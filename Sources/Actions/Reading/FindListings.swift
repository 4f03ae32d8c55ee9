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
        let rows = try await context.database.fetch(wider.sql, as: HitRow.self)
        if rows.count == wider.limit, search.certain(among: rows.map(\.metres)) < search.limit {
            return try await farther(search, wider.limit * 2)
        }
        let hits = Array(rows.prefix(search.limit))
        let last = rows.count > hits.count ? hits.last : nil
        return ListingPage(
            hits: hits, next: last.map { ListingSearch.Mark(value: $0.mark, id: $0.id) },
            isForgiving: search.forgiving)
    }

    /// The page from as many neighbours as make their order certain: far away that may be thousands, of
    /// which only those of the page are fetched whole.
    private func farther(_ search: ListingSearch, _ limit: Int) async throws -> ListingPage {
        var wider = search
        wider.limit = limit
        while true {
            let rows = try await context.database.fetch(wider.reachSQL, as: ReachRow.self)
            guard rows.count < wider.limit || search.certain(among: rows.map(\.metres)) >= search.limit else {
                wider.limit *= 4
                continue
            }
            let page = rows.prefix(search.limit)
            let documents = try await context.database.fetch(DocumentQueries.byIDs, page.map(\.id))
            let byID = Dictionary(documents.map { ($0.id, $0) }) { first, _ in first }
            let last = rows.count > page.count ? page.last : nil
            return ListingPage(
                hits: page.compactMap { row in byID[row.id].map { HitRow(row, $0) } },
                next: last.map { ListingSearch.Mark(value: $0.mark, id: $0.id) },
                isForgiving: search.forgiving)
        }
    }
}
