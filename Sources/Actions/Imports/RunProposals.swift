import Directory
import Postgres
import Store

/// The open proposals into which a run has laid conflicts, and how to take them out again.
///
/// Several runs, and records that came on their own, lay their conflicts into one proposal; of each field it says what
/// the newest of them has sent. Without the run it says what the newest of the others has.
struct RunProposals {
    /// What was taken out for one record.
    struct Taken {
        /// Fields: path, what the source sent in the run, what it had sent before.
        var fields: [(path: FieldPath, proposed: JSON?, last: JSON?)] = []
        /// Fields that a moderator has decided, or that somebody has proposed since.
        var left: [FieldPath] = []
        /// Proposals in which nothing waits any more.
        var ended: [String] = []
        /// Proposals in which fields of others wait on.
        var amended: [String] = []
    }

    /// A field of a proposal.
    private struct Place: Hashable {
        let proposal: String
        let path: String
    }

    private let run: Int
    private let statuses: [Place: String]
    private let brought: [Place: [ConflictRow]]

    init(of run: Int, _ records: [ImportRecordRow], in tx: borrowing WriteTransaction) throws {
        self.run = run
        let ids = records.flatMap(\.proposals)
        guard !ids.isEmpty else {
            (statuses, brought) = ([:], [:])
            return
        }
        let fields = try tx.all(ProposalQueries.fields, ids)
        statuses = Dictionary(
            uniqueKeysWithValues: fields.map { (Place(proposal: $0.proposal, path: $0.path), $0.status) })
        brought = Dictionary(grouping: try tx.all(ConflictQueries.ofProposals, ids)) {
            Place(proposal: $0.proposal, path: $0.path)
        }
    }

    /// Takes the fields of a record out of its open proposals; the caller audits.
    func takeOut(
        _ record: ImportRecordRow, _ stamp: Stamp, in tx: borrowing WriteTransaction
    ) throws -> Taken {
        var taken = Taken()
        guard !record.proposals.isEmpty else { return taken }
        let open = Set(
            try tx.all(ProposalQueries.openImports, record.listing, ImportProposal.author).map(\.value))
        for proposal in record.proposals {
            try takeOut(record, proposal, isOpen: open.contains(proposal), stamp, &taken, in: tx)
        }
        return taken
    }

    private func takeOut(
        _ record: ImportRecordRow, _ proposal: String, isOpen: Bool, _ stamp: Stamp, _ taken: inout Taken,
        in tx: borrowing WriteTransaction
    ) throws {
        var waiting = Set(statuses.filter { $0.key.proposal == proposal && isPending($0.value) }.keys)
        var mine: [Int] = []
        var back: [ConflictRow] = []
        var gone: [Place] = []
        for place in statuses.keys.filter({ $0.proposal == proposal }).sorted(by: { $0.path < $1.path }) {
            let all = brought[place] ?? []
            guard let path = FieldPath(place.path),
                let own = all.last(where: { $0.run == run && $0.key == record.key })
            else { continue }
            mine.append(own.id)
            let others = all.filter { $0.id != own.id }
            guard isOpen, waiting.contains(place), !isProposedSince(own, others) else {
                taken.left.append(path)
                continue
            }
            taken.fields.append(
                (
                    path, try own.proposed?.json("import_conflicts", String(own.id)),
                    try own.last?.json("import_conflicts", String(own.id))
                ))
            if let newest = others.last {
                back.append(newest)
            } else {
                gone.append(place)
                waiting.remove(place)
            }
        }
        if mine.isEmpty { taken.left += paths(of: proposal) }
        try tx.run(ConflictQueries.leaveLast, mine)
        try tx.run(ConflictQueries.forget, mine)
        guard !back.isEmpty || !gone.isEmpty else { return }
        guard !waiting.isEmpty else {
            try EndProposals.end(proposal, as: .superseded, stamp, in: tx)
            return taken.ended.append(proposal)
        }
        try tx.run(ProposalQueries.removeFields, proposal, gone.map(\.path))
        try tx.run(
            ProposalQueries.putFields, proposal, back.map(\.path), back.map(\.last), back.map(\.proposed))
        try tx.run(
            ProposalQueries.move, proposal, ProposalState.submitted.rawValue, stamp.at, false, nil, nil)
        taken.amended.append(proposal)
    }

    private func isPending(_ status: String) -> Bool { status == FieldStatus.pending.rawValue }

    /// Whether a later run, or a record that came on its own since, has proposed the field too.
    private func isProposedSince(_ own: ConflictRow, _ others: [ConflictRow]) -> Bool {
        others.last.map { $0.id > own.id && $0.run != run } ?? false
    }

    /// All fields of a proposal of which nobody knows any more who brought them.
    private func paths(of proposal: String) -> [FieldPath] {
        statuses.keys.filter { $0.proposal == proposal }.compactMap { FieldPath($0.path) }.sorted()
    }
}
