import Directory
import Postgres
import Store

/// Finds the published listings that may be one place with others, for a whole batch in two statements.
enum FindTwins {
    /// A key that more listings than this hold tells nothing about one of them.
    private static let few = 4
    /// More holders than this are not even looked at.
    private static let many = 20

    /// Who asks: a document, and the listing that it belongs to where there is one.
    struct Question {
        let document: Document
        var listing: ListingID?
    }

    /// The candidates for each document, best first; those that `source` sends are left out.
    ///
    /// A reader learns nothing but what is public of listings that the reader does not moderate.
    static func run(
        _ questions: [Question], notFrom source: String? = nil, for reader: Actor? = nil,
        _ vocabularies: Vocabularies,
        in tx: borrowing some Transaction & ~Copyable
    ) throws -> [[Twin]] {
        guard !questions.isEmpty else { return [] }
        let identities = questions.map { Identity($0.document, vocabularies) }
        let keys = identities.map(\.keys)
        let rows = try tx.all(TwinQueries.byKeys, Set(keys.joined()).sorted(), source)
        let holders = Dictionary(grouping: rows, by: \.key)
        let shared = Set(holders.filter { $0.value.count > few }.keys)
        var found = keys.map { keys in
            Set(
                keys.compactMap { holders[$0] }.filter { $0.count <= many }.joined()
                    .filter { !$0.isOwn }.map(\.listing))
        }
        for row in try nearby(identities, source, in: tx) { found[row.number].insert(row.listing) }
        for (index, question) in questions.enumerated() {
            if let listing = question.listing { found[index].remove(listing.text) }
        }
        let others = try heads(
            found.reduce(into: []) { $0.formUnion($1) }, for: reader, vocabularies, in: tx
        ).filter { !$0.value.head.isClosed }
        return zip(identities, found).map { identity, ids in
            let twins = ids.compactMap { others[$0] }.map { other in
                Twin(head: other.head, likeness: Likeness(identity, other.identity, shared: shared))
            }
            return Array(twins.filter { $0.likeness.verdict != .none }.sorted(by: isBetter).prefix(10))
        }
    }

    private static func nearby(
        _ identities: [Identity], _ source: String?, in tx: borrowing some Transaction & ~Copyable
    ) throws -> [NeighbourRow] {
        let places = identities.indices.filter { index in
            identities[index].point != nil && !identities[index].isApproximate
                && !identities[index].nameText.isEmpty
        }
        guard !places.isEmpty else { return [] }
        let points = places.compactMap { identities[$0].point }
        return try tx.all(
            TwinQueries.nearby, places.map { Int32($0) }, points.map(\.latitude), points.map(\.longitude),
            places.map { identities[$0].radius }, places.map { identities[$0].nameText }, source)
    }

    /// Listings with what a reader may recognise them by.
    static func heads(
        _ ids: Set<String>, for reader: Actor?, _ vocabularies: Vocabularies,
        in tx: borrowing some Transaction & ~Copyable
    ) throws -> [String: (head: Head, identity: Identity)] {
        guard !ids.isEmpty else { return [:] }
        let heads = try tx.all(ListingQueries.byIDs, ids.sorted()).map { try Head($0, vocabularies) }
        let places = try Placements(Set(heads.compactMap { $0.document.address?.insee }), in: tx)
        return Dictionary(
            uniqueKeysWithValues: heads.map { head in
                let place = Reach(listing: head.id.text, territories: places.lineage(head.document))
                let isOpen = reader?.may(.moderator, at: place) ?? true
                let shown = isOpen ? head.document : head.document.publicPart
                return (head.id.text, (head, Identity(shown, vocabularies)))
            })
    }

    private static func isBetter(_ left: Twin, _ right: Twin) -> Bool {
        let (first, second) = (left.likeness, right.likeness)
        if left.isDuplicate != right.isDuplicate { return left.isDuplicate }
        if (first.verdict == .same) != (second.verdict == .same) { return first.verdict == .same }
        return (second.score, left.head.id.text) < (first.score, right.head.id.text)
    }
}
