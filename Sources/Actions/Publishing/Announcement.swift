import Directory
import Postgres
import Store

/// What a transaction has done and still has to tell: to the feed, then to the audit.
///
/// Both count in one row that everybody who publishes locks, so a transaction tells all at its end and locks nothing
/// afterwards.
struct Announcement {
    private var changes: [Change] = []
    private var entries: [Entry] = []
    /// How often communes had moved when it was first looked up where they lie.
    private var moves: Int?

    /// One entry of the feed: a publication, and the territories in which its listing lay before and lies after it.
    private struct Change {
        let publication: Publication
        let before: String
        let after: String
    }

    /// One entry of the audit.
    private struct Entry {
        let action: String
        let subject: String
        let detail: JSON
    }

    /// Adds what was published, and where communes lay before and lie now.
    mutating func add(
        _ publications: [Publication], from before: Placements, to after: Placements, proposal: String?
    ) {
        moves = moves ?? after.moves
        for publication in publications {
            changes.append(
                Change(
                    publication: publication, before: before.lineageText(publication.before?.document),
                    after: after.lineageText(publication.after)))
            note(
                "listing.\(publication.cause.rawValue)", publication.id.text,
                ["revision": .integer(publication.revision), "proposal": JSON(proposal)])
        }
    }

    /// Adds an entry of the audit.
    mutating func note(_ action: String, _ subject: String, _ detail: JSON = [:]) {
        entries.append(Entry(action: action, subject: subject, detail: detail))
    }

    /// Tells feed and audit, in the order in which things were added.
    ///
    /// From here on nobody else tells anything until the commit. Where communes have moved since they were looked up, what
    /// was written names the wrong territories: all is done again.
    func make(_ stamp: Stamp, in tx: borrowing WriteTransaction) throws {
        if !changes.isEmpty {
            let publications = changes.map(\.publication)
            let moves = try tx.one(
                ChangeQueries.append, publications.map(\.id.text), publications.map { Int32($0.revision) },
                publications.map { $0.closing == nil ? "upsert" : "remove" },
                publications.map { $0.closing?.reason },
                publications.map { $0.closing?.mergedInto?.text }, publications.map(\.publicChangedText),
                changes.map(\.before), changes.map(\.after)
            ).moves
            guard moves == self.moves ?? moves else {
                throw DatabaseError.raced("communes have moved to another office meanwhile")
            }
        }
        guard !entries.isEmpty else { return }
        try Audit.append(
            entries.map(\.action), entries.map(\.subject), entries.map { JSONB($0.detail) }, stamp, in: tx)
    }
}

extension Publication {
    /// The changed paths without those that nobody outside may know of.
    fileprivate var publicChangedText: String {
        let visible = changed.filter { path in
            !path.field.isPrivate
                && ((after[path]?.isPublic ?? false) || (before?.document[path]?.isPublic ?? false))
        }
        return visible.map(\.description).joined(separator: "\n")
    }
}
