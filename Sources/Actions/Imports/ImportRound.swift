import Directory
import Exchange
import Postgres
import Store

/// One step of a batch: records of which no two concern the same listing, compared, written and published together.
///
/// Feed and audit are told once, when all steps are done.
struct ImportRound {
    /// One record on its way through the step.
    struct Item {
        let index: Int
        let entry: ImportBatch.Entry
        /// What is known of it.
        let row: SourceRecordRow?
        /// What it says; nil where the source no longer has it.
        var record: SourceRecord?
        /// What the source sent before, where the record is a touch list that says where it lies.
        var earlier: Document?
        /// When what happened to its listing elsewhere.
        var past: Publication.Past?
    }

    let writer: ImportWriter
    let stamp: Stamp
    let heads: [String: Head]
    let twins: ImportTwins
    var outcomes: [Int: RecordOutcome] = [:]
    var work = ImportWork()
    var keys: ImportKeys
    let copies: [String: ListingCopy]
    private var items: [Item] = []
    private let reach: ImportReach

    /// Reads the records, locks their listings and takes the first record of each; `reader` is there where records may
    /// be copies of listings.
    init(
        _ open: [(index: Int, entry: ImportBatch.Entry)], _ writer: ImportWriter,
        _ reader: (any RecordReader)?,
        _ stamp: Stamp, in tx: borrowing WriteTransaction
    ) throws {
        (self.writer, self.stamp) = (writer, stamp)
        let (options, vocabularies) = (writer.options, writer.context.vocabularies)
        let rows = try tx.all(ImportQueries.records, options.source, open.compactMap(\.entry.key))
        let read = try Self.read(open, rows, writer, &outcomes, in: tx)
        let new = read.filter { $0.row == nil }.compactMap(\.record)
        let named = try Self.named(new, options, in: tx)
        let twins = try ImportTwins(
            new.filter { !named.contains($0.key) }, of: options.source, vocabularies, in: tx)
        let listings = Set(rows.map(\.listing) + named + twins.joined.values.map(\.head.id.text)).sorted()
        let related = read.flatMap { $0.record?.document.related.map(\.text) ?? [] }
        let locked = try tx.all(ListingQueries.lockWithRelated, listings + related)
        let own = Set(listings)
        let heirs = locked.filter { own.contains($0.id) }.compactMap(\.mergedInto)
        let wanted = own.union(heirs)
        let heads = Dictionary(
            uniqueKeysWithValues: try locked.filter { wanted.contains($0.id) }
                .map { ($0.id, try Head($0, vocabularies)) })
        (self.heads, self.twins) = (heads, twins)
        reach = try ImportReach(writer.actor, Array(heads.values), in: tx)
        keys = try ImportKeys(read.compactMap(\.record), in: tx)
        // What another Fitxa sends again is compared with what it sent last, as with any source.
        let copied = read.filter { $0.row == nil || options.format != "fitxa" }.compactMap(\.record)
        copies = try reader.map { try ListingCopy.of(copied, heads, $0, vocabularies, in: tx) } ?? [:]
        var taken: Set<String> = []
        items = read.filter { taken.insert(listing(of: $0) ?? "new \($0.entry.key ?? "")").inserted }
    }

    /// The new records that are known to be certain listings by the ids that they name.
    ///
    /// All records of another Fitxa are: its listings keep their ids. A table of ours may tell of listings that are not here.
    private static func named(
        _ new: [SourceRecord], _ options: ImportOptions, in tx: borrowing WriteTransaction
    ) throws -> Set<String> {
        let ids = new.compactMap(\.listing?.id.text)
        guard !ids.isEmpty, options.format != "fitxa" else { return Set(ids) }
        return Set(try tx.all(ListingQueries.byIDs, ids).map(\.id))
    }

    /// The listing that an item concerns, nil for one that is still to be made; an id that was merged leads to the
    /// listing that stays.
    func listing(of item: Item) -> String? {
        let key = item.entry.key ?? ""
        if let id = item.row?.listing ?? twins.joined[key]?.head.id.text, item.record?.listing?.id.text != id
        {
            return id
        }
        return item.record?.listing.flatMap { heads[$0.id.text] }.map { $0.mergedInto ?? $0.id.text }
    }

    /// Compares and writes; every record of the round has an outcome then.
    mutating func run(for announcement: inout Announcement, in tx: borrowing WriteTransaction) throws {
        var merges: [Merged] = []
        var removals: [Removed] = []
        for item in items {
            if let row = item.row, let head = heads[row.listing], !reach.covers(head.document) {
                outcomes[item.index] = RecordOutcome(item.entry, .rejected, reach.outside(item.entry, head))
            } else if item.record != nil {
                if let merged = try compare(item, in: tx) { merges.append(merged) }
            } else if let row = item.row, row.removedAt == nil, isGone(item.entry, row) {
                removals.append(Removed(index: item.index, entry: item.entry, row: row))
            } else {
                outcomes[item.index] = RecordOutcome(item.entry, .unchanged, listing: item.row?.listing)
            }
        }
        try remove(removals, in: tx)
        try write(merges, in: tx)
        try work.finish(writer.run, stamp, writer.context.vocabularies, for: &announcement, in: tx)
    }

    /// Whether a record that a complete feed did not have is missing still.
    private func isGone(_ entry: ImportBatch.Entry, _ row: SourceRecordRow) -> Bool {
        if case .vanished = entry.content { row.missingSince != nil } else { true }
    }

    /// Compares a record; nil where it has its outcome already.
    private mutating func compare(_ item: Item, in tx: borrowing WriteTransaction) throws -> Merged? {
        guard let record = item.record, let content = item.entry.sha256 else { return nil }
        if let row = item.row, row.missingSince == nil, row.sentSHA256 == content {
            outcomes[item.index] = RecordOutcome(
                item.entry, .unchanged, listing: row.listing, record.findings)
            return nil
        }
        var merge = try merge(record, item)
        note(item, in: &merge)
        let after = merge.publication?.after ?? merge.head?.document ?? record.document
        guard try reach.covers(after, in: tx) else {
            outcomes[item.index] = RecordOutcome(item.entry, .rejected, reach.outside(item.entry, nil))
            return nil
        }
        do {
            try checkRelations(merge, in: tx)
        } catch ActionError.invalid(let problems) {
            outcomes[item.index] = RecordOutcome(item.entry, .rejected, Self.findings(problems, item.entry))
            return nil
        }
        merge.take(&keys)
        return Merged(
            index: item.index, entry: item.entry, merge: merge, content: content,
            holder: heads[record.listing?.id.text ?? ""]?.id ?? merge.id)
    }

    /// Refuses new relations to a listing itself, to what is not published and to what is out of reach.
    private func checkRelations(_ merge: ImportMerge, in tx: borrowing WriteTransaction) throws {
        guard let publication = merge.publication else { return }
        let added = publication.after.related.subtracting(publication.before?.document.related ?? [])
        // Another Fitxa may name a listing that is still to come; it writes as an administrator.
        guard !added.isEmpty, merge.record.listing == nil else { return }
        let partners = try Relations.heads(added, merge.id, writer.context.vocabularies, in: tx)
        let outside = try partners.filter { try !reach.covers($0.document, in: tx) }
        guard outside.isEmpty else {
            throw ActionError.invalid(
                outside.map {
                    FieldProblem("related/\($0.id)", "listing.unknown", "\($0.id) is not a published listing")
                })
        }
    }

    private func merge(_ record: SourceRecord, _ item: Item) throws -> ImportMerge {
        if let twin = twins.joined[record.key], let head = heads[twin.head.id.text], !head.isClosed {
            return ImportMerge(record, joining: head)
        }
        let isTwin = twins.joined[record.key] != nil
        let head = isTwin ? nil : listing(of: item).flatMap { heads[$0] }
        if let head, let copy = copies[record.key] {
            return ImportMerge(record, copy, row: item.row, head: head)
        }
        let random = writer.context.random
        return try ImportMerge(
            record, stored: item.entry.stored, row: item.row, head: head, past: item.past
        ) { record.listing?.id ?? ListingID(random: random()) }
    }

    /// Whether the listing that a record names was merged into another one.
    private func isMerged(_ record: SourceRecord, into heir: ListingID) -> Bool {
        record.listing.flatMap { heads[$0.id.text]?.mergedInto } == heir.text
    }

    /// Tells where a record does not meet the listing that it names.
    private func note(_ item: Item, in merge: inout ImportMerge) {
        let record = merge.record
        guard let id = record.listing?.id, id != merge.id || merge.head == nil else { return }
        func note(_ rule: String, _ severity: Finding.Severity, _ message: String) {
            merge.notes.append(
                Finding(
                    record: record.key, listing: record.name, path: "id", rule: rule, severity: severity,
                    message: message))
        }
        if isMerged(record, into: merge.id) {
            note("listing.merged", .warning, "listing \(id) was merged into \(merge.id)")
        } else if item.row == nil, writer.options.format != "fitxa" {
            note(
                "listing.absent", .info,
                "listing \(id) is not here: what the record carries is taken in as new")
        }
    }
}
