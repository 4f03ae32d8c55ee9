import Directory
import FoundationEssentials
import Postgres
import Store

/// What a proposal is about, before it is stored.
struct ProposalHeader {
    let id: String
    let kind: ProposalKind
    var origin = "provider"
    let listing: String?
    let commune: String?
    let baseRevision: Int
    let risk: Int
    var author: String?

    /// Stores the proposal with its fields (path, value seen, value wanted); notes it in the audit unless the caller
    /// still has to publish, for the audit comes last.
    func insert(
        _ fields: [(path: String, base: JSON?, proposed: JSON?)], _ stamp: Stamp, audited: Bool = true,
        in tx: borrowing WriteTransaction
    ) throws {
        let today = CalendarDate(daysSince1970: Int((stamp.at.timeIntervalSince1970 / 86_400).rounded(.down)))
        try tx.run(
            ProposalQueries.insert, id, kind.rawValue, origin, listing, commune, author ?? stamp.actor,
            Int32(baseRevision), Int16(risk), stamp.comment, stamp.at,
            WorkingDays.day(10, after: today).description, stamp.run)
        try tx.run(
            ProposalQueries.putFields, id, fields.map(\.path), fields.map { $0.base.map { JSONB($0) } },
            fields.map { $0.proposed.map { JSONB($0) } })
        guard audited else { return }
        let detail: JSON = ["listing": JSON(listing), "fields": .array(fields.map { .string($0.path) })]
        try Audit.append("proposal.submit", id, detail, stamp, in: tx)
    }
}
