import Directory
import FoundationEssentials
import Postgres
import Store

/// The revisions that a run published and those before them.
struct RunRevisions {
    /// What a listing was at a revision.
    struct State {
        let document: Document
        let isClosed: Bool
        let at: Date
    }

    private let states: [String: State]

    init(
        of records: [ImportRecordRow], _ vocabularies: Vocabularies, in tx: borrowing WriteTransaction
    ) throws {
        let pairs = records.flatMap { record in
            (record.revision.map { [$0 - 1, $0] } ?? []).map { (record.listing, Int32($0)) }
        }
        let rows = try tx.all(RevisionQueries.several, pairs.map(\.0), pairs.map(\.1))
        states = Dictionary(
            try rows.map { row in
                let state = State(
                    document: try row.document(vocabularies), isClosed: row.status == "closed", at: row.at)
                return ("\(row.listing) \(row.number)", state)
            }
        ) { first, _ in first }
    }

    /// The state that the run made of the listing; nil where it published nothing.
    func after(_ record: ImportRecordRow) -> State? {
        record.revision.flatMap { states["\(record.listing) \($0)"] }
    }

    /// The state before; nil where there was none.
    func before(_ record: ImportRecordRow) -> State? {
        record.revision.flatMap { states["\(record.listing) \($0 - 1)"] }
    }
}

/// What becomes of what the source sent.
struct RunBase {
    /// Records and what the source had sent before the run.
    var setBack: [(key: String, sent: JSONB)] = []
    /// Records that no longer count, with the revision that closed their listing.
    var removed: [(key: String, revision: Int?)] = []
    /// Records that count again.
    var revived: [String] = []
    /// Records that the source had never sent before the run.
    var forgotten: [String] = []
    /// Listings that lose the keys of other sources that the run has brought.
    var parted: [String] = []

    /// Writes all of it.
    func write(_ run: ImportRunRow, _ stamp: Stamp, in tx: borrowing WriteTransaction) throws {
        let source = run.source
        if !setBack.isEmpty {
            try tx.run(ImportQueries.setBack, source, setBack.map(\.key), setBack.map(\.sent))
        }
        if !removed.isEmpty {
            try tx.run(
                ImportQueries.remove, source, removed.map(\.key),
                removed.map { $0.revision.map { Int32($0) } },
                stamp.at, nil)
        }
        if !revived.isEmpty { try tx.run(ImportQueries.revive, source, revived) }
        if !parted.isEmpty { try tx.run(SourceKeyQueries.forget, run.id, source, parted) }
        if !forgotten.isEmpty { try tx.run(ImportQueries.forget, source, forgotten) }
    }
}
