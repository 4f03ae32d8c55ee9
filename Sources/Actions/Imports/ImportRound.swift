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
    }

    let writer: ImportWriter
    let stamp: Stamp
    let heads: [String: Head]
    let twins: ImportTwins
    var outcomes: [Int: RecordOutcome] = [:]
    var work = ImportWork()
    private let items: [Item]
    private let reach: ImportReach

    /// Reads the records, locks their listings and takes the first record of each.
    init(
        _ open: [(index: Int, entry: ImportBatch.Entry)], _ writer: ImportWriter, _ stamp: Stamp,
        in tx: borrowing WriteTransaction
    ) throws {
        (self.writer, self.stamp) = (writer, stamp)
        let (options, vocabularies) = (writer.options, writer.context.vocabularies)
        let rows = try tx.all(ImportQueries.records, options.source, open.compactMap(\.entry.key))
        let read = try Self.read(open, rows, writer.context, &outcomes, in: tx)
        let new = read.filter { $0.row == nil }.compactMap(\.record)
        // Records of another Fitxa are known by the ids of their listings, which they keep.
        let named = options.format == "fitxa" ? new.map(\.key) : []
        let twins = try ImportTwins(named.isEmpty ? new : [], of: options.source, vocabularies, in: tx)
        let joined = twins.joined.mapValues(\.head.id.text)
        let listings = Set(rows.map(\.listing) + named + joined.values).sorted()
        let related = read.flatMap { $0.record?.document.related.map(\.text) ?? [] }
        let locked = try tx.all(ListingQueries.lockWithRelated, listings + related)
        let own = Set(listings)
        heads = Dictionary(
            uniqueKeysWithValues: try locked.filter { own.contains($0.id) }
                .map { ($0.id, try Head($0, vocabularies)) })
        reach = try ImportReach(writer.actor, Array(heads.values), in: tx)
        var taken: Set<String> = []
        items = read.filter { item in
            let key = item.entry.key ?? ""
            return taken.insert(item.row?.listing ?? joined[key] ?? "new \(key)").inserted
        }
        self.twins = twins
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
        let merge = try merge(record, item)
        guard try reach.covers(merge.publication?.after ?? record.document, in: tx) else {
            outcomes[item.index] = RecordOutcome(item.entry, .rejected, reach.outside(item.entry, nil))
            return nil
        }
        do {
            try checkRelations(merge, in: tx)
        } catch ActionError.invalid(let problems) {
            outcomes[item.index] = RecordOutcome(item.entry, .rejected, Self.findings(problems, item.entry))
            return nil
        }
        return Merged(index: item.index, entry: item.entry, merge: merge, content: content)
    }

    /// Refuses new relations to a listing itself, to what is not published and to what is out of reach.
    private func checkRelations(_ merge: ImportMerge, in tx: borrowing WriteTransaction) throws {
        guard let publication = merge.publication else { return }
        let added = publication.after.related.subtracting(publication.before?.document.related ?? [])
        // Another Fitxa may name a listing that is still to come; it writes as an administrator.
        guard !added.isEmpty, writer.options.format != "fitxa" else { return }
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
        let isNamed = writer.options.format == "fitxa"
        let id = item.row?.listing ?? (isNamed ? record.key : "")
        let random = writer.context.random
        return try ImportMerge(record, stored: item.entry.stored, row: item.row, head: heads[id]) {
            (isNamed ? ListingID(record.key) : nil) ?? ListingID(random: random())
        }
    }
}
