import Directory
import Postgres
import Store

/// Takes back what a run did with records of which no two concern the same listing.
struct RollBackRound {
    let run: ImportRunRow
    let stamp: Stamp
    private let vocabularies: Vocabularies
    private let records: [ImportRecordRow]
    private let heads: [String: Head]
    private let rows: [String: SourceRecordRow]
    private let revisions: RunRevisions
    private let proposals: RunProposals
    /// Listings to which the run has brought keys of other sources that have not sent them since.
    private let brought: Set<String>
    private var publications: [Publication] = []
    private var base = RunBase()
    /// What the audit is to be told of proposals: the action and the proposal.
    private var moved: [(action: String, proposal: String)] = []

    init(
        _ run: ImportRunRow, _ records: [ImportRecordRow], _ stamp: Stamp, _ vocabularies: Vocabularies,
        in tx: borrowing WriteTransaction
    ) throws {
        (self.run, self.records, self.stamp, self.vocabularies) = (run, records, stamp, vocabularies)
        let own = Set(records.map(\.listing))
        let locked = try tx.all(ListingQueries.lockWithRelated, own.sorted()).filter { own.contains($0.id) }
        heads = Dictionary(
            uniqueKeysWithValues: try locked.map { ($0.id, try Head($0, vocabularies)) })
        let sent = try tx.all(ImportQueries.records, run.source, records.map(\.key))
        rows = Dictionary(uniqueKeysWithValues: sent.map { ($0.key, $0) })
        revisions = try RunRevisions(of: records, vocabularies, in: tx)
        proposals = try RunProposals(of: run.id, records, in: tx)
        brought = Set(
            try tx.all(SourceKeyQueries.brought, run.id, run.source, own.sorted()).map(\.value))
    }

    /// Takes back, notes and publishes; what feed and audit are to be told is added to the announcement.
    mutating func run(
        for announcement: inout Announcement, in tx: borrowing WriteTransaction
    ) throws -> [RolledBack] {
        var outcomes: [RolledBack] = []
        for record in records {
            var outcome = RolledBack(key: record.key, listing: record.listing, extent: .takenBack)
            if let head = heads[record.listing], let row = rows[record.key] {
                switch record.outcome {
                case "removed": putBack(record, row, head, &outcome)
                case "created": try close(record, row, head, &outcome, in: tx)
                default: try takeBack(record, row, head, &outcome, in: tx)
                }
            } else {
                (outcome.extent, outcome.reason) = (.skipped, "the source has the record no longer")
            }
            outcomes.append(outcome)
        }
        try base.write(run, stamp, in: tx)
        try tx.run(
            ImportRunQueries.undo, run.id, outcomes.map(\.key), outcomes.map(\.extent.rawValue), stamp.at)
        try PublishRevision.write(publications, stamp, vocabularies, for: &announcement, in: tx)
        for (action, proposal) in moved { announcement.note(action, proposal) }
        return outcomes
    }

    /// Counts a removed record again; a listing that was closed with it is published as it was.
    private mutating func putBack(
        _ record: ImportRecordRow, _ row: SourceRecordRow, _ head: Head, _ outcome: inout RolledBack
    ) {
        guard row.removedAt != nil else { return outcome.skip("the record has come back since") }
        if let closed = row.closedRevision, head.isClosed, closed != head.revision {
            return outcome.skip("the listing has changed since")
        }
        base.revived.append(record.key)
        if !head.isClosed || row.closedRevision == head.revision {
            publish(head, head.document, head.isClosed ? .restore : .revert, &outcome)
        }
    }

    /// Closes a listing that the run created.
    private mutating func close(
        _ record: ImportRecordRow, _ row: SourceRecordRow, _ head: Head, _ outcome: inout RolledBack,
        in tx: borrowing WriteTransaction
    ) throws {
        guard !head.isClosed else { return outcome.skip("the listing was closed since") }
        try end(record, row, head, nil, &outcome, in: tx)
    }

    /// Closes a listing that the run has published, unless somebody has touched it.
    private mutating func end(
        _ record: ImportRecordRow, _ row: SourceRecordRow, _ head: Head, _ document: Document?,
        _ outcome: inout RolledBack, in tx: borrowing WriteTransaction
    ) throws {
        guard let published = revisions.after(record), try stands(published.document, head, in: tx) else {
            return outcome.skip("the listing has changed since")
        }
        guard head.assuredAt.map({ $0 <= published.at }) ?? true else {
            return outcome.skip("somebody has confirmed the listing")
        }
        let waiting = try tx.all(ProposalQueries.openOfListing, head.id.text).map(\.value)
        guard waiting.allSatisfy(record.proposals.contains) else {
            return outcome.skip("a proposal for the listing waits")
        }
        for proposal in waiting {
            try EndProposals.end(proposal, as: .superseded, stamp, in: tx)
            moved.append(("proposal.superseded", proposal))
        }
        publish(
            head, document ?? head.document, .close, &outcome, closing: Publication.Closing(reason: "error"))
        if brought.contains(head.id.text) { base.parted.append(head.id.text) }
        base.setBack.append((record.key, row.sent))
        base.removed.append((record.key, outcome.revision))
    }

    /// Whether a listing still says what the run has published.
    ///
    /// Relations that the run itself has brought, by a record of the other listing, come and go with that one.
    private func stands(
        _ document: Document, _ head: Head, in tx: borrowing WriteTransaction
    ) throws -> Bool {
        let changed = head.document.differences(from: document)
        let others = changed.compactMap { $0.field == .related ? $0.key : nil }
        guard !changed.isEmpty else { return true }
        guard others.count == changed.count else { return false }
        let path = FieldPath(.related, head.id.text).description
        let related = try tx.all(ImportRunQueries.related, run.id, others, path).map(\.value)
        return Set(others).isSubset(of: related)
    }

    /// Takes back the fields that nobody has changed since, and the conflicts that still wait.
    private mutating func takeBack(
        _ record: ImportRecordRow, _ row: SourceRecordRow, _ head: Head, _ outcome: inout RolledBack,
        in tx: borrowing WriteTransaction
    ) throws {
        guard !head.isClosed else { return outcome.skip("the listing was closed since") }
        let (before, after) = (revisions.before(record), revisions.after(record))
        if let before, before.isClosed {
            // The run had published a closed listing again.
            return try end(record, row, head, before.document, &outcome, in: tx)
        }
        var result = head.document
        var sent = try row.sent.json("listing_sources", record.key).object ?? JSONObject()
        for path in after?.document.differences(from: before?.document ?? Document()) ?? [] {
            guard head.document[path] == after?.document[path] else {
                outcome.left.append(path)
                continue
            }
            result[path] = before?.document[path]
            sent.setBack(path, from: after?.document[path]?.json, to: before?.document[path]?.json)
        }
        guard result.missing.isEmpty else { return outcome.skip("a listing needs a category and a name") }
        let taken = try takeOut(record, in: tx)
        outcome.left = taken.left + outcome.left
        for (path, proposed, last) in taken.fields { sent.setBack(path, from: proposed, to: last) }
        let isForgotten = record.isNew && row.run == run.id
        if isForgotten {
            base.forgotten.append(record.key)
        } else {
            base.setBack.append((record.key, JSONB(.object(sent))))
        }
        let isParted = brought.contains(head.id.text)
        if isParted { base.parted.append(head.id.text) }
        // A record that names the listing by its own id is not among the sources that its answer names.
        let namesLess = isParted || (isForgotten && row.key != row.listing)
        if result != head.document || namesLess { publish(head, result, .revert, &outcome) }
        guard !outcome.left.isEmpty else { return }
        let isNothing = result == head.document && taken.fields.isEmpty && !isForgotten && !isParted
        outcome.extent = isNothing ? .skipped : .partly
        outcome.reason = "fields have changed since"
    }

    /// Takes the conflicts of a record out of the proposals in which they wait.
    private mutating func takeOut(
        _ record: ImportRecordRow, in tx: borrowing WriteTransaction
    ) throws -> RunProposals.Taken {
        let taken = try proposals.takeOut(record, stamp, in: tx)
        moved += taken.ended.map { ("proposal.superseded", $0) }
        moved += taken.amended.map { ("proposal.amend", $0) }
        return taken
    }

    private mutating func publish(
        _ head: Head, _ document: Document, _ cause: Cause, _ outcome: inout RolledBack,
        closing: Publication.Closing? = nil
    ) {
        let publication = Publication(
            id: head.id, before: head, after: document, cause: cause, closing: closing)
        publications.append(publication)
        outcome.revision = publication.revision
    }
}

extension RolledBack {
    fileprivate mutating func skip(_ reason: String) {
        (extent, self.reason) = (.skipped, reason)
    }
}

extension JSONObject {
    /// Puts the earlier value at a path where the newer one stands still.
    fileprivate mutating func setBack(_ path: FieldPath, from newer: JSON?, to earlier: JSON?) {
        guard self[path.description]?.canonicalText == newer?.canonicalText else { return }
        self[path.description] = earlier
    }
}
