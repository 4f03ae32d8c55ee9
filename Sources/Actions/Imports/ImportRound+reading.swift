import Directory
import Exchange
import Postgres
import Store

extension ImportRound {
    /// What an entry says; nil where the source no longer has the record.
    static func record(
        _ entry: ImportBatch.Entry, _ row: SourceRecordRow?, _ vocabularies: Vocabularies,
        in tx: borrowing WriteTransaction
    ) throws -> SourceRecord? {
        switch entry.content {
        case .record(let record, _, _): record
        case .partial(let partial, _): try whole(partial, row, vocabularies, in: tx)
        case .unchanged, .known, .rejected, .removed, .vanished: nil
        }
    }

    /// A record that names some fields, put upon what the source sent last.
    private static func whole(
        _ partial: PartialRecord, _ row: SourceRecordRow?, _ vocabularies: Vocabularies,
        in tx: borrowing WriteTransaction
    ) throws -> SourceRecord {
        let base = try row?.sent.document(vocabularies, "listing_sources", partial.key) ?? Document()
        let draft = Draft(set: partial.set, unset: partial.unset, comment: nil)
        let document = try draft.touch(on: base, vocabularies, in: tx).applied(to: base)
        guard document.missing.isEmpty else { throw ActionError.invalid(document.missing) }
        return SourceRecord(
            key: partial.key, name: document.translations(.name).best() ?? "", document: document)
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
