import Directory
import Postgres
import Store

/// What a step of a batch has to publish and to note.
struct ImportWork {
    private var publications: [Publication] = []
    private var notes: [Note] = []
    /// What was done to import proposals.
    var proposed: [ImportProposal.Entry] = []
    /// Open proposals that ended with their listing.
    var ended: [String] = []

    /// What the run did with one record.
    private struct Note {
        let outcome: RecordOutcome
        let isNew: Bool
    }

    /// Adds what is to be done for a record; one with which nothing was done is not noted.
    mutating func add(_ outcome: RecordOutcome, _ publication: Publication?, isNew: Bool) {
        if let publication { publications.append(publication) }
        if outcome.kind != .unchanged || isNew { notes.append(Note(outcome: outcome, isNew: isNew)) }
    }

    /// Notes and publishes; what feed and audit are to be told is added to the announcement.
    func finish(
        _ run: Int?, _ stamp: Stamp, _ vocabularies: Vocabularies, for announcement: inout Announcement,
        in tx: borrowing WriteTransaction
    ) throws {
        if let run, !notes.isEmpty {
            try tx.send(
                ImportRunQueries.note, run, notes.map { $0.outcome.key ?? "" },
                notes.map { $0.outcome.listing ?? "" }, notes.map(\.outcome.kind.rawValue),
                notes.map { $0.outcome.revision.map { Int32($0) } },
                notes.map { $0.outcome.proposals.joined(separator: "\n") }, notes.map(\.isNew))
        }
        try PublishRevision.write(publications, stamp, vocabularies, for: &announcement, in: tx)
        for entry in proposed { announcement.note(entry.action, entry.proposal) }
        for proposal in ended { announcement.note("proposal.superseded", proposal) }
    }
}
