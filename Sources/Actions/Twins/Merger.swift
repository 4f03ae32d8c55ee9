import Directory
import Postgres
import Store

/// One listing that ends in favour of another: what is published, and what moves to the one that stays.
///
/// The one that stays takes what it lacks and changes nothing that it has; the records of sources follow, so that the
/// next import updates it; providers keep their rights on it; earlier mergers into the one that ends point to it.
struct Merger {
    let loser: Head
    let target: Head

    /// Locks the listing that is to stay beside the one that ends, which is locked already.
    ///
    /// Refused: the same listing; one that is not published (it is told what that one was merged into); no right as a
    /// moderator at both.
    init(
        _ loser: Head, into id: String, by actor: Actor, _ vocabularies: Vocabularies,
        in tx: borrowing WriteTransaction
    ) throws {
        guard id != loser.id.text else {
            throw ActionError.invalid("into", "merge.self", "a listing is not merged into itself")
        }
        guard ListingID(id) != nil, let row = try tx.first(ListingQueries.lock, [id]) else {
            throw ActionError.invalid(
                "into", "listing.unknown", "\(id.prefix(40)) is not a published listing")
        }
        let target = try Head(row, vocabularies)
        guard !target.isClosed else {
            let heir = target.mergedInto.map { ": it was merged into \($0)" } ?? ""
            throw ActionError.invalid("into", "listing.unknown", "\(id) is closed" + heir)
        }
        for head in [loser, target] {
            let place = try Reach(head, in: tx)
            guard actor.may(.moderator, at: place) else { throw actor.refusal(of: .moderator, at: place) }
            try actor.checkIdentity(at: place)
        }
        self.loser = try loser.open()
        self.target = target
    }

    /// The end of the one.
    var end: Publication {
        Publication(
            id: loser.id, before: loser, after: loser.document, cause: .merge,
            closing: Publication.Closing(reason: "merged", mergedInto: target.id))
    }

    /// The end of the one, which is the first, and what the other takes from it.
    ///
    /// `moved` says whether records of sources follow, which the public answer names.
    func publications(moved: Bool) -> [Publication] {
        let filled = target.document.filled(from: loser.document)
        guard moved || filled != target.document else { return [end] }
        return [end, Publication(id: target.id, before: target, after: filled, cause: .merge)]
    }

    /// Moves records of sources, rights and earlier redirects; gives whether there were records.
    func move(in tx: borrowing WriteTransaction) throws -> Bool {
        let (from, into) = (loser.id.text, target.id.text)
        try tx.run(TwinQueries.moveGrants, from, into)
        try tx.run(TwinQueries.redirect, from, into)
        return try tx.run(TwinQueries.moveSources, from, into) > 0
    }

    /// Takes back what went to another listing when this one was merged; gives that listing where it lost records.
    static func takeBack(
        _ head: Head, _ vocabularies: Vocabularies, in tx: borrowing WriteTransaction
    ) throws -> Publication? {
        guard let heir = head.mergedInto else { return nil }
        try tx.run(TwinQueries.endMovedGrants, head.id.text)
        guard try tx.run(TwinQueries.takeSourcesBack, head.id.text) > 0,
            let row = try tx.first(ListingQueries.lock, [heir])
        else { return nil }
        let other = try Head(row, vocabularies)
        guard !other.isClosed else { return nil }
        return Publication(id: other.id, before: other, after: other.document, cause: .restore)
    }

    /// What the authors of open proposals are told.
    var remark: String { "the listing was merged into \(target.id): propose the change there" }
}
