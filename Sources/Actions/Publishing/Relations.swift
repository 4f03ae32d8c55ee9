import Directory
import Postgres
import Store

/// Keeps what two listings say of each other alike: a listing that is related to another one is told on both sides.
enum Relations {
    /// The publications with those of the listings at the other end of each relation that comes or goes.
    ///
    /// A closed listing leaves the relations of others; one that is merged hands its own on to the listing that stays.
    static func mirrored(
        _ publications: [Publication], _ vocabularies: Vocabularies, in tx: borrowing WriteTransaction
    ) throws -> [Publication] {
        let wanted = changes(publications)
        guard !wanted.isEmpty else { return publications }
        let named = Set(publications.map(\.id))
        let missing = wanted.keys.filter { !named.contains($0) }.map(\.text).sorted()
        let partners = try tx.all(ListingQueries.lock, missing).map { try Head($0, vocabularies) }
            .filter { !$0.isClosed }
        let reachable = named.union(partners.map(\.id))
        let own = publications.map { publication in
            guard publication.closing == nil else { return publication }
            var after = publication.after
            after.relate(wanted[publication.id] ?? [:])
            // What is imported may name a listing that is still to come; what is restored may name one that is gone.
            if publication.cause != .import {
                let gone = after.related.filter { wanted[$0] != nil && !reachable.contains($0) }
                after.relate(Dictionary(uniqueKeysWithValues: gone.map { ($0, false) }))
            }
            return Publication(
                id: publication.id, before: publication.before, after: after, cause: publication.cause,
                past: publication.past)
        }
        let others = partners.compactMap { head -> Publication? in
            var after = head.document
            after.relate(wanted[head.id] ?? [:])
            return after == head.document
                ? nil : Publication(id: head.id, before: head, after: after, cause: .edit)
        }
        return own + others
    }

    /// What each listing is to say of which other one: true where it is related, false where it no longer is.
    private static func changes(_ publications: [Publication]) -> [ListingID: [ListingID: Bool]] {
        var wanted: [ListingID: [ListingID: Bool]] = [:]
        for publication in publications {
            let before = publication.before.map { $0.isClosed ? [] : $0.document.related } ?? []
            let after = publication.closing == nil ? publication.after.related : []
            for other in after.subtracting(before) { wanted[other, default: [:]][publication.id] = true }
            for other in before.subtracting(after) { wanted[other, default: [:]][publication.id] = false }
            guard let heir = publication.closing?.mergedInto else { continue }
            for other in before where other != heir {
                wanted[other, default: [:]][heir] = true
                wanted[heir, default: [:]][other] = true
            }
        }
        return wanted
    }

    /// Refuses relations to nothing or to itself, and those to listings that the actor may not change.
    static func check(
        _ after: Document, from before: Document, of listing: ListingID?, by actor: Actor,
        in tx: borrowing some Transaction & ~Copyable, _ vocabularies: Vocabularies
    ) throws {
        let changed = after.related.symmetricDifference(before.related)
        guard !changed.isEmpty else { return }
        let heads = try heads(after.related.subtracting(before.related), listing, vocabularies, in: tx)
        let gone = try tx.all(
            ListingQueries.byIDs, before.related.subtracting(after.related).map(\.text).sorted())
        for head in try heads + gone.map({ try Head($0, vocabularies) }) where !head.isClosed {
            guard actor.may(.moderator, at: try Reach(head, in: tx)) else {
                throw ActionError.forbidden(
                    code: "territory_not_allowed",
                    "you may not relate a listing to \(head.id): it is out of reach")
            }
        }
    }

    /// The listings that a document is to be related to; refused where one is not published.
    @discardableResult
    static func heads(
        _ related: Set<ListingID>, _ listing: ListingID?, _ vocabularies: Vocabularies,
        in tx: borrowing some Transaction & ~Copyable
    ) throws -> [Head] {
        guard !related.isEmpty else { return [] }
        let heads = try tx.all(ListingQueries.byIDs, related.map(\.text).sorted())
            .map { try Head($0, vocabularies) }.filter { !$0.isClosed && $0.id != listing }
        let unknown = related.subtracting(heads.map(\.id)).sorted()
        guard unknown.isEmpty else {
            throw ActionError.invalid(
                unknown.map { id in
                    let isItself = id == listing
                    return FieldProblem(
                        "related/\(id)", isItself ? "related.self" : "listing.unknown",
                        isItself ? "a listing is not related to itself" : "\(id) is not a published listing")
                })
        }
        return heads
    }
}

extension Document {
    /// The other listings of the same establishment.
    var related: Set<ListingID> {
        Set(fields.keys.filter { $0.field == .related }.compactMap { $0.key.flatMap { ListingID($0) } })
    }

    /// Adds (true) and takes away (false) relations.
    fileprivate mutating func relate(_ changes: [ListingID: Bool]) {
        for (other, isRelated) in changes {
            self[FieldPath(.related, other.text)] = isRelated ? .flag(true) : nil
        }
    }
}
