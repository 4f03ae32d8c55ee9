import Directory
import Postgres
import Store

/// The one way to publish: revision, head, search row, document row, feed entry and audit entry together.
///
/// The caller has locked the heads. The counter row of the feed is taken last but for the audit chain: whatever
/// else a transaction locks, it must lock before.
enum PublishRevision {
    /// Publishes listings, all or none, and those that are related to them where that changes; those that would not
    /// change must be left out by the caller.
    ///
    /// Where communes have moved in the tree of territories, `from` tells where they lay before.
    static func run(
        _ wanted: [Publication], from before: Placements? = nil, _ stamp: Stamp,
        _ vocabularies: Vocabularies, in tx: borrowing WriteTransaction
    ) throws {
        var announcement = Announcement()
        try write(wanted, from: before, stamp, vocabularies, for: &announcement, in: tx)
        try announcement.make(stamp, in: tx)
    }

    /// Does the same but for feed and audit, which a caller with more to publish tells at the end of its transaction.
    static func write(
        _ wanted: [Publication], from before: Placements? = nil, _ stamp: Stamp,
        _ vocabularies: Vocabularies, for announcement: inout Announcement, in tx: borrowing WriteTransaction
    ) throws {
        guard !wanted.isEmpty else { return }
        let publications = try Relations.mirrored(wanted, vocabularies, in: tx)
        let problems = publications.flatMap(\.after.missing)
        guard problems.isEmpty else { throw ActionError.invalid(problems) }
        try writeHeads(publications, stamp, in: tx)
        try follow(publications, in: tx)
        let places = try placements(publications, in: tx)
        try writeRevisions(publications, stamp, in: tx)
        try PublishedRows.write(publications.map { Rendering($0, stamp) }, places, vocabularies, in: tx)
        announcement.add(publications, from: before ?? places, to: places, proposal: stamp.proposal)
    }

    private static func writeRevisions(
        _ publications: [Publication], _ stamp: Stamp, in tx: borrowing WriteTransaction
    ) throws {
        try tx.send(
            RevisionQueries.append, publications.map(\.id.text), publications.map { Int32($0.revision) },
            stamp.at,
            stamp.actor, stamp.via.rawValue, publications.map(\.cause.rawValue), stamp.proposal, stamp.run,
            stamp.comment, publications.map(\.status), publications.map(\.changedText))
    }

    private static func writeHeads(
        _ publications: [Publication], _ stamp: Stamp, in tx: borrowing WriteTransaction
    ) throws {
        let moved = try tx.run(
            ListingQueries.publish, publications.map(\.id.text), publications.map(\.status),
            publications.map { Int32($0.revision) }, publications.map { $0.after.category ?? "" },
            publications.map { $0.after.address?.insee }, publications.map(\.stored), stamp.at,
            publications.map { $0.closing?.reason }, publications.map { $0.closing?.mergedInto?.text },
            publications.map { $0.contentChangedAt(stamp.at) })
        guard moved == publications.count else {
            throw ActionError.conflict(
                code: "revision_raced", "another revision of the listing was published meanwhile",
                detail: .null)
        }
        let travelled = publications.filter { $0.past != nil }
        guard !travelled.isEmpty else { return }
        try tx.send(
            ListingQueries.date, travelled.map(\.id.text),
            travelled.map { $0.past?.publishedAt ?? stamp.at }, travelled.map(\.past?.assuredAt))
    }

    /// Proposals go where their listing goes, or nobody could decide them.
    private static func follow(
        _ publications: [Publication], in tx: borrowing WriteTransaction
    ) throws {
        let moved = publications.filter { publication in
            publication.before.map { $0.document.address?.insee != publication.after.address?.insee } ?? false
        }
        guard !moved.isEmpty else { return }
        try tx.send(ProposalQueries.follow, moved.map(\.id.text), moved.map { $0.after.address?.insee })
    }

    private static func placements(
        _ publications: [Publication], in tx: borrowing WriteTransaction
    ) throws -> Placements {
        let communes = publications.flatMap { [$0.before?.document.address?.insee, $0.after.address?.insee] }
        return try Placements(Set(communes.compactMap(\.self)), in: tx)
    }
}

extension Publication {
    var status: String { closing == nil ? "published" : "closed" }

    var changedText: String { changed.map(\.description).joined(separator: "\n") }
}
