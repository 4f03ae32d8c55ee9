import Directory
import Exchange
import Postgres
import Store

extension ImportProposal {
    /// Takes out of the open import proposals what their sources no longer say; the caller audits.
    ///
    /// A field that another record has proposed too says again what that one has sent; a proposal in which nothing waits
    /// any more ends. One statement serves a batch of which nothing waits.
    static func withdraw(
        _ merges: [ImportMerge], _ stamp: Stamp, in tx: borrowing WriteTransaction
    ) throws -> [Entry] {
        let settled = merges.filter { !$0.settled.isEmpty }
        guard !settled.isEmpty else { return [] }
        let open = try tx.all(ProposalQueries.openImportsOfListings, settled.map(\.id.text), author)
        guard !open.isEmpty else { return [] }
        let fields = Dictionary(
            grouping: try tx.all(ProposalQueries.fields, open.map(\.second)), by: \.proposal)
        let brought = Dictionary(
            grouping: try tx.all(ConflictQueries.ofProposals, open.map(\.second)), by: \.proposal)
        var entries: [Entry] = []
        for merge in settled {
            let paths = Set(merge.settled.map(\.description))
            for proposal in open.filter({ $0.first == merge.id.text }).map(\.second) {
                let waiting = (fields[proposal] ?? []).filter { $0.status == FieldStatus.pending.rawValue }
                let laid = (brought[proposal] ?? []).filter { paths.contains($0.path) }
                let withdrawal = Withdrawal(merge.record.key, laid, waiting: Set(waiting.map(\.path)))
                if let entry = try withdrawal.make(in: proposal, stamp, in: tx) { entries.append(entry) }
            }
        }
        return entries
    }

    /// What a record takes out of one proposal.
    private struct Withdrawal {
        /// What the record has laid into it.
        private var own: [Int] = []
        /// What others have laid into the same fields before.
        private var back: [ConflictRow] = []
        /// Fields that nobody else has proposed.
        private var gone: [String] = []
        private let isLast: Bool

        init(_ key: String, _ laid: [ConflictRow], waiting: Set<String>) {
            for (path, rows) in Dictionary(grouping: laid, by: \.path) where waiting.contains(path) {
                let mine = rows.filter { $0.key == key }
                guard let newest = mine.last else { continue }
                own += mine.map(\.id)
                if let other = rows.last(where: { $0.key != key }) {
                    // What another record has proposed since stands already.
                    if other.id < newest.id { back.append(other) }
                } else {
                    gone.append(path)
                }
            }
            isLast = Set(gone) == waiting
        }

        func make(
            in proposal: String, _ stamp: Stamp, in tx: borrowing WriteTransaction
        ) throws -> Entry? {
            guard !own.isEmpty else { return nil }
            try tx.run(ConflictQueries.forget, own)
            guard !back.isEmpty || !gone.isEmpty else { return nil }
            guard !isLast else {
                try EndProposals.end(proposal, as: .superseded, stamp, in: tx)
                return Entry(action: "proposal.superseded", proposal: proposal)
            }
            try tx.run(ProposalQueries.removeFields, proposal, gone)
            try tx.run(
                ProposalQueries.putFields, proposal, back.map(\.path), back.map(\.last),
                back.map(\.proposed))
            try tx.run(
                ProposalQueries.move, proposal, ProposalState.submitted.rawValue, stamp.at, false, nil, nil)
            return Entry(action: "proposal.amend", proposal: proposal)
        }
    }
}
