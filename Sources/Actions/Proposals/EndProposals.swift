import Directory
import Postgres
import Store

/// Ends open proposals without a decision.
enum EndProposals {
    /// Ends every open proposal of a listing in one way and gives their ids; the caller writes the audit, last.
    static func run(
        of listing: ListingID, as end: ProposalState, except kept: String? = nil, remark: String? = nil,
        _ stamp: Stamp, in tx: borrowing WriteTransaction
    ) throws -> [String] {
        let ids = try tx.all(ProposalQueries.openOfListing, listing.text).map(\.value).filter { $0 != kept }
        for id in ids { try Self.end(id, as: end, remark: remark, stamp, in: tx) }
        return ids
    }

    /// Ends one open proposal; the caller writes the audit.
    static func end(
        _ id: String, as end: ProposalState, remark: String? = nil, _ stamp: Stamp,
        in tx: borrowing WriteTransaction
    ) throws {
        try tx.run(ProposalQueries.endFields, id, end.rawValue, stamp.actor, stamp.at)
        try tx.run(ProposalQueries.move, id, end.rawValue, stamp.at, true, nil, remark)
    }

    /// Notes in the audit that proposals were ended.
    static func audit(
        _ ids: [String], as end: ProposalState, _ stamp: Stamp, in tx: borrowing WriteTransaction
    ) throws {
        guard !ids.isEmpty else { return }
        try Audit.append(
            ids.map { _ in "proposal.\(end.rawValue)" }, ids, ids.map { _ in JSONB([:]) }, stamp, in: tx)
    }
}
