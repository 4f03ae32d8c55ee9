import Directory
import Exchange
import Postgres
import Store

extension ImportRound {
    /// A record that was compared.
    struct Merged {
        let index: Int
        let entry: ImportBatch.Entry
        let merge: ImportMerge
        let content: Bytea
        /// The listing to which the record belongs: the one that it names, even where that was merged.
        let holder: ListingID
    }

    /// A record that the source no longer has.
    struct Removed {
        let index: Int
        let entry: ImportBatch.Entry
        let row: SourceRecordRow
    }

    /// Takes records out of the sources of their listings and closes those that nobody else stands for.
    mutating func remove(_ removals: [Removed], in tx: borrowing WriteTransaction) throws {
        guard !removals.isEmpty else { return }
        let sources = try tx.all(PublicationQueries.sources, removals.map(\.row.listing))
        let made = Set(try tx.all(ImportQueries.madeByPeople, removals.map(\.row.listing)).map(\.value))
        var closings: [Int32?] = []
        for removal in removals {
            let row = removal.row
            guard let head = heads[row.listing] else { continue }
            let others = sources.contains { other in
                other.listing == row.listing
                    && (other.source, other.key) != (writer.options.source, row.key)
            }
            let isLast = !others && !made.contains(row.listing)
            // Where another record or a person stands for the listing it stays; its readers learn that it has a source
            // less, unless that was only its own name.
            let publication =
                head.isClosed || (!isLast && row.key == row.listing)
                ? nil
                : Publication(
                    id: head.id, before: head, after: head.document, cause: isLast ? .close : .import,
                    closing: isLast ? Publication.Closing(reason: "source_removed") : nil)
            closings.append(publication?.closing == nil ? nil : publication.map { Int32($0.revision) })
            if let publication, publication.closing != nil {
                work.ended += try EndProposals.run(of: head.id, as: .superseded, stamp, in: tx)
            }
            var outcome = RecordOutcome(removal.entry, .removed, listing: head.id.text)
            outcome.revision = publication?.revision
            outcome.findings = isLast ? [] : [Self.shared(removal.row.key, head)]
            outcomes[removal.index] = outcome
            work.add(outcome, publication, isNew: false)
        }
        try tx.run(
            ImportQueries.remove, writer.options.source, removals.map(\.row.key), closings, stamp.at,
            writer.run)
    }

    /// Keeps what the source sent, lays conflicts before the moderator and has the rest published.
    mutating func write(_ merges: [Merged], in tx: borrowing WriteTransaction) throws {
        guard !merges.isEmpty else { return }
        try tx.send(
            ImportQueries.put, writer.options.source, merges.map(\.merge.record.key),
            merges.map(\.holder.text), merges.map(\.merge.sent), merges.map(\.content), writer.run,
            stamp.at)
        try ImportKeys.put(merges.flatMap(\.merge.keys), writer.run, stamp, in: tx)
        for merged in merges {
            let merge = merged.merge
            var outcome = RecordOutcome(
                merged.entry, merge.kind, listing: merge.id.text,
                merge.record.findings + merge.findings + twins.findings(merge))
            outcome.revision = merge.publication?.revision
            let proposed = try propose(merge, in: tx)
            outcome.proposals = proposed.map(\.proposal)
            work.proposed += proposed
            outcomes[merged.index] = outcome
            work.add(outcome, merge.publication, isNew: merge.isNew)
        }
        work.proposed += try ImportProposal.withdraw(merges.map(\.merge), stamp, in: tx)
    }

    /// Lays before the moderator what both have changed, and what may be one place with a new listing.
    private func propose(
        _ merge: ImportMerge, in tx: borrowing WriteTransaction
    ) throws -> [ImportProposal.Entry] {
        let context = writer.context
        if merge.kind == .created {
            return try twins.propose(merge, stamp, id: { context.newID("pr") }, in: tx)
        }
        return try ImportProposal.put(merge, stamp, id: context.newID("pr"), in: tx)
    }

    private static func shared(_ key: String, _ head: Head) -> Finding {
        Finding(
            record: key, listing: head.document.translations(.name).best() ?? "", path: "",
            rule: "source.shared",
            severity: .info, message: "another record or a person stands for listing \(head.id), which stays")
    }
}
