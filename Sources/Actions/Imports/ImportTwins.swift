import Directory
import Exchange
import Postgres
import Store

/// What the new records of a batch are found to be beside what others have published already.
///
/// Beyond doubt one place: the record joins the listing. In doubt: it becomes a listing of its own, and a proposal to
/// merge the two, or to relate them, waits for the moderator. What the same source sends is never joined.
struct ImportTwins {
    /// The one listing that a record is, by the record's key.
    private(set) var joined: [String: Twin] = [:]
    /// The listings that a record may be or belong to, best first, by the record's key.
    private(set) var doubtful: [String: [Twin]] = [:]

    /// Looks for records that have no listing yet.
    init(
        _ records: [SourceRecord], of source: String, _ vocabularies: Vocabularies,
        in tx: borrowing WriteTransaction
    ) throws {
        let questions = records.map { FindTwins.Question(document: $0.document) }
        var taken: Set<ListingID> = []
        for (record, twins) in zip(
            records, try FindTwins.run(questions, notFrom: source, vocabularies, in: tx))
        where !twins.isEmpty {
            let certain = twins.filter { $0.likeness.verdict == .same }
            if certain.count == 1, let twin = certain.first, taken.insert(twin.head.id).inserted {
                joined[record.key] = twin
            } else {
                doubtful[record.key] = twins
            }
        }
    }

    /// Proposes to the moderator what is in doubt about a new listing.
    func propose(
        _ merge: ImportMerge, _ stamp: Stamp, id: () -> String, in tx: borrowing WriteTransaction
    ) throws -> [ImportProposal.Entry] {
        guard let twins = doubtful[merge.record.key], let best = twins.first else { return [] }
        let kind: ProposalKind = best.isDuplicate ? .merge : .edit
        let header = ProposalHeader(
            id: id(), kind: kind, origin: "import", listing: merge.id.text,
            commune: merge.record.document.address?.insee, baseRevision: 1, risk: 3, author: "import")
        let fields: [(String, JSON?, JSON?)] =
            best.isDuplicate
            ? [(ProposedField.mergePath, nil, .string(best.head.id.text))]
            : twins.prefix(3).map { (FieldPath(.related, $0.head.id.text).description, nil, true) }
        try header.insert(fields, stamp, audited: false, in: tx)
        return [ImportProposal.Entry(action: "proposal.submit", proposal: header.id)]
    }

    /// What the report says about a record.
    func findings(_ merge: ImportMerge) -> [Finding] {
        let record = merge.record
        func finding(_ rule: String, _ severity: Finding.Severity, _ message: String) -> Finding {
            Finding(
                record: record.key, listing: record.name, path: "", rule: rule, severity: severity,
                message: message)
        }
        if let twin = joined[record.key] {
            let other = merge.differing.map(\.description).joined(separator: ", ")
            let kept = other.isEmpty ? "" : "; what differs stays as it is: \(other)"
            return [
                finding("duplicate.joined", .info, "the record is the listing \(words(twin)): joined" + kept)
            ]
        }
        guard let twin = doubtful[record.key]?.first else { return [] }
        return twin.isDuplicate
            ? [
                finding(
                    "duplicate.suspected", .warning, "perhaps the listing \(words(twin)): proposed to merge")
            ]
            : [
                finding(
                    "duplicate.related", .info, "of one establishment with \(words(twin)): proposed to relate"
                )
            ]
    }

    private func words(_ twin: Twin) -> String {
        let name = twin.head.document.translations(.name).best() ?? ""
        return "\(twin.head.id) “\(name)” (score \(twin.likeness.score))"
    }
}
