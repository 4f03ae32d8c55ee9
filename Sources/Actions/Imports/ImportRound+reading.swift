import Directory
import Exchange
import FoundationEssentials
import Postgres
import Store

extension ImportRound {
    /// Reads what entries say; those whose values are wrong have their outcome then.
    static func read(
        _ open: [(index: Int, entry: ImportBatch.Entry)], _ rows: [SourceRecordRow], _ writer: ImportWriter,
        _ outcomes: inout [Int: RecordOutcome], in tx: borrowing WriteTransaction
    ) throws -> [Item] {
        let known = Dictionary(uniqueKeysWithValues: rows.map { ($0.key, $0) })
        var items: [Item] = []
        for (index, entry) in open {
            var item = Item(index: index, entry: entry, row: entry.key.flatMap { known[$0] })
            do {
                try item.read(writer, in: tx)
                items.append(item)
            } catch ActionError.invalid(let problems) {
                outcomes[index] = RecordOutcome(entry, .rejected, findings(problems, entry))
            }
        }
        try judgePlaces(&items, today: writer.context.today, in: tx)
        return items
    }

    /// Judges where the records of touch lists lie by the rules of all imports, and puts right what is certain, as the
    /// readers of files do.
    private static func judgePlaces(
        _ items: inout [Item], today: CalendarDate, in tx: borrowing WriteTransaction
    ) throws {
        let asked = items.indices.filter { items[$0].earlier != nil }
        guard !asked.isEmpty else { return }
        let subjects = asked.map { index in
            CheckDocuments.Subject(
                id: items[index].row?.listing, document: items[index].record?.document ?? Document())
        }
        let found = try CheckDocuments(subjects, in: tx).findings(QualityRule.ofPlace, today: today)
        for (index, findings) in zip(asked, found) where !findings.isEmpty { items[index].place(findings) }
    }

    /// What is to be told of problems.
    static func findings(_ problems: [FieldProblem], _ entry: ImportBatch.Entry) -> [Finding] {
        problems.map { Finding(record: entry.key ?? entry.name, listing: "", $0) }
    }
}

extension ImportRound.Item {
    /// Reads what the entry says; nothing where the source no longer has the record.
    ///
    /// Only an administrator names listings by their ids, dates them and brings the keys of other sources.
    fileprivate mutating func read(_ writer: ImportWriter, in tx: borrowing WriteTransaction) throws {
        let context = writer.context
        switch entry.content {
        case .record(let whole, _, _):
            let unseen = whole.document.scoresToCome(after: context.today)
            guard unseen.isEmpty else { throw ActionError.invalid(unseen) }
            record = writer.actor.isAdministrator ? whole : whole.anonymous
            if writer.options.format == "fitxa" { past = try record?.listing.flatMap(Publication.Past.init) }
        case .partial(let partial, _): try put(partial, context, in: tx)
        case .unchanged, .known, .rejected, .removed, .vanished: break
        }
    }

    /// Puts a record that names some fields upon what the source sent last.
    private mutating func put(
        _ partial: PartialRecord, _ context: Context, in tx: borrowing WriteTransaction
    ) throws {
        let base =
            try row?.sent.document(context.vocabularies, "listing_sources", partial.key) ?? Document()
        var seen = base
        if let row, !base.missing.isEmpty {
            // What a record that joined a listing found there is not the source's own, but holds for what it brings.
            let head = try tx.first(ListingQueries.byID, row.listing)
            seen[FieldPath(.category)] = try head?.document(context.vocabularies)[FieldPath(.category)]
        }
        let draft = Draft(set: partial.set, unset: partial.unset, comment: nil)
        let touch = try draft.touch(on: seen, context.vocabularies.judging, today: context.today, in: tx)
        let document = touch.applied(to: base)
        let lacking = row == nil ? document.missing : document.missing.filter { !base.missing.contains($0) }
        guard lacking.isEmpty else { throw ActionError.invalid(lacking) }
        record = SourceRecord(
            key: partial.key, name: document.translations(.name).best() ?? "", document: document)
        let saysPlace = touch.paths.contains { [.point, .accuracy, .address].contains($0.field) }
        if saysPlace { earlier = base }
    }

    /// Puts the place right and tells what was found.
    fileprivate mutating func place(_ findings: [QualityFinding]) {
        guard let said = record, let earlier else { return }
        record = SourceRecord(
            key: said.key, name: said.name, document: said.document.placed(findings, after: earlier),
            findings: findings.map { Finding(record: said.key, listing: said.name, $0) })
    }
}

extension Publication.Past {
    /// What another Fitxa tells of the times of a listing, nil where it tells none; refused where one is no time.
    init?(_ listing: ListingRecord) throws(ActionError) {
        var problems: [FieldProblem] = []
        func date(_ text: String?, _ path: String) -> Date? {
            guard let text else { return nil }
            let date = Timestamp.date(text)
            if date == nil {
                problems.append(FieldProblem(path, "date.invalid", "“\(text.prefix(40))” is not a time"))
            }
            return date
        }
        self.init(
            publishedAt: date(listing.publishedAt, "published_at"),
            contentChangedAt: date(listing.contentChangedAt, "content_changed_at"),
            assuredAt: date(listing.assuredAt, "assured_at"))
        guard problems.isEmpty else { throw .invalid(problems) }
        if publishedAt == nil, contentChangedAt == nil, assuredAt == nil { return nil }
    }
}

extension ImportBatch.Entry {
    /// Whether the record may be a copy of a listing.
    var isCopy: Bool {
        if case .record(let record, _, _) = content { record.listing != nil } else { false }
    }

    /// The SHA-256 of the record as it came.
    var sha256: Bytea? {
        switch content {
        case .record(_, _, let sha256), .partial(_, let sha256): sha256
        case .unchanged, .known, .rejected, .removed, .vanished: nil
        }
    }

    /// Its document, written out.
    var stored: JSONB? {
        if case .record(_, let stored, _) = content { stored } else { nil }
    }
}
