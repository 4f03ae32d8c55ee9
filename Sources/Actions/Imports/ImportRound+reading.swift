import Directory
import Exchange
import Postgres
import Store

extension ImportRound {
    /// Reads what entries say; those whose values are wrong have their outcome then.
    static func read(
        _ open: [(index: Int, entry: ImportBatch.Entry)], _ rows: [SourceRecordRow], _ context: Context,
        _ outcomes: inout [Int: RecordOutcome], in tx: borrowing WriteTransaction
    ) throws -> [Item] {
        let known = Dictionary(uniqueKeysWithValues: rows.map { ($0.key, $0) })
        var items: [Item] = []
        for (index, entry) in open {
            var item = Item(index: index, entry: entry, row: entry.key.flatMap { known[$0] })
            do {
                try item.read(context, in: tx)
                items.append(item)
            } catch ActionError.invalid(let problems) {
                outcomes[index] = RecordOutcome(entry, .rejected, findings(problems, entry))
            }
        }
        try judgePlaces(&items, today: context.today, in: tx)
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
        problems.map { problem in
            Finding(
                record: entry.key ?? entry.name, listing: "", path: problem.path, rule: problem.code,
                severity: .error, message: problem.message)
        }
    }
}

extension ImportRound.Item {
    /// Reads what the entry says; nothing where the source no longer has the record.
    fileprivate mutating func read(_ context: Context, in tx: borrowing WriteTransaction) throws {
        switch entry.content {
        case .record(let whole, _, _):
            let unseen = whole.document.scoresToCome(after: context.today)
            guard unseen.isEmpty else { throw ActionError.invalid(unseen) }
            record = whole
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
        let draft = Draft(set: partial.set, unset: partial.unset, comment: nil)
        let touch = try draft.touch(on: base, context.vocabularies.judging, today: context.today, in: tx)
        let document = touch.applied(to: base)
        guard document.missing.isEmpty else { throw ActionError.invalid(document.missing) }
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

extension ImportBatch.Entry {
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
