package import Directory
import Postgres
import Store

/// Lists published listings that may be one place, or offers of one establishment that are not linked, for people.
///
/// Pairs that are linked already and pairs that a moderator has refused to merge are left out.
package struct ListDuplicates: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// One listing and those that it may be.
    package struct Group: Sendable {
        /// The listing.
        package let head: Head
        /// The candidates, best first.
        package let twins: [Twin]

        /// The group as people see it.
        package var json: JSON {
            [
                "listing": .string(head.id.text), "name": JSON(head.document.translations(.name).best()),
                "category": JSON(head.document.category), "candidates": .array(twins.map(\.json)),
            ]
        }
    }

    /// Hands out each pair once, listing by listing in the order of their ids; gives how many pairs there were.
    package func run(
        territory: String?, minScore: Double = 0, _ take: (Group) throws -> Void
    ) async throws -> Int {
        var (after, count) = ("", 0)
        while true {
            let from = after
            let rows = try await context.database.fetch(ListingQueries.page, from, 500)
            guard let last = rows.last else { return count }
            after = last.id
            for group in try await groups(rows.map(\.id), territory, minScore) {
                count += group.twins.count
                try take(group)
            }
        }
    }

    /// The candidates of these listings, of those that are published, in their order.
    package func groups(
        _ ids: [String], _ territory: String? = nil, _ minScore: Double = 0
    ) async throws -> [Group] {
        let vocabularies = context.vocabularies
        return try await context.database.read { tx in
            let heads = try tx.all(ListingQueries.byIDs, ids).map { try Head($0, vocabularies) }
                .filter { !$0.isClosed }.sorted { $0.id < $1.id }
            let places = try Placements(Set(heads.compactMap { $0.document.address?.insee }), in: tx)
            let asked = heads.filter { head in
                territory.map { places.lineage(head.document).contains($0) } ?? true
            }
            let found = try FindTwins.run(
                asked.map { FindTwins.Question(document: $0.document, listing: $0.id) }, vocabularies, in: tx)
            let refused = Set(
                try tx.all(TwinQueries.refused, asked.map(\.id.text)).map { "\($0.first) \($0.second)" })
            let others = found.joined().compactMap { $0.head.document.address?.insee }
            let around = try Placements(Set(others), in: tx)
            return zip(asked, found).compactMap { head, twins in
                let open = twins.filter { twin in
                    let other = twin.head.id
                    // Where both are asked the first tells it.
                    let isAsked = territory.map { around.lineage(twin.head.document).contains($0) } ?? true
                    if other < head.id, isAsked { return false }
                    return twin.likeness.score >= minScore
                        && head.document[FieldPath(.related, other.text)] == nil
                        && !refused.contains("\(head.id.text) \(other.text)")
                }
                return open.isEmpty ? nil : Group(head: head, twins: open)
            }
        }
    }
}
