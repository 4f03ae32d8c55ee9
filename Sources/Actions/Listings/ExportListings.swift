import Directory
package import Exchange
import Postgres
package import Store

/// Reads published listings whole, private parts included, batch by batch as a search finds them.
package struct ExportListings: Sendable {
    let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Hands out the listings that a search finds, in its order, 500 at a time with the number of those before; gives
    /// how many there were.
    ///
    /// `withSent` adds to each source what it sent last.
    package func run(
        _ search: ListingSearch, atMost limit: Int = .max, withSent: Bool = false,
        _ take: ([ListingRecord], Int) throws -> Void
    ) async throws -> Int {
        var (search, count) = (search, 0)
        while count < limit {
            search.limit = min(500, limit - count)
            let page = try await FindListings(context).run(search)
            if !page.hits.isEmpty {
                try take(try await records(page.hits.map(\.id), withSent: withSent), count)
            }
            count += page.hits.count
            guard let next = page.next else { break }
            (search.after, search.forgiving) = (next, page.isForgiving)
        }
        return count
    }

    /// The listings of these ids, published or closed, in that order; `withSent` adds what their sources sent last.
    package func records(_ ids: [String], withSent: Bool = false) async throws -> [ListingRecord] {
        let vocabularies = context.vocabularies
        return try await context.database.read { tx in
            let heads = try tx.all(ListingQueries.byIDs, ids).map { try Head($0, vocabularies) }
            let places = try Placements(Set(heads.compactMap { $0.document.address?.insee }), in: tx)
            let sources = Dictionary(grouping: try tx.all(PublicationQueries.sources, ids), by: \.listing)
            let sent = withSent ? try Self.sent(ids, in: tx) : [:]
            let byID = Dictionary(uniqueKeysWithValues: heads.map { ($0.id.text, $0) })
            return ids.compactMap { id in
                guard let head = byID[id] else { return nil }
                var record = Rendering(head).record(places[head.document], sources[id] ?? [])
                if withSent { record.sources = sent[id] ?? [] }
                record.closedAt = head.closedAt.map(Timestamp.text)
                record.closedReason = head.closedReason
                record.mergedInto = head.mergedInto.flatMap { ListingID($0) }
                return record
            }
        }
    }
}

extension ExportListings {
    /// The sources of listings with what each sent last.
    private static func sent(
        _ ids: [String], in tx: borrowing some Transaction & ~Copyable
    ) throws -> [String: [ListingRecord.SourceKey]] {
        try Dictionary(grouping: tx.all(SourceKeyQueries.sent, ids), by: \.listing).mapValues { rows in
            try rows.map { row in
                ListingRecord.SourceKey(
                    source: row.source, key: row.key, sent: try row.sent.json("listing_sources", row.key))
            }
        }
    }

    /// Whether there is no listing at all, not even a closed one.
    package func isEmpty() async throws -> Bool {
        try await context.database.fetch(ListingQueries.page, "", 1).isEmpty
    }

    /// The ids of a source's listings by their key in it.
    package func ids(of source: String) async throws -> [String: String] {
        let rows = try await context.database.fetch(ImportQueries.listings, source)
        return Dictionary(rows.map { ($0.first, $0.second) }) { first, _ in first }
    }
}
