import Directory
import Postgres
import Store

extension LoadedProposal {
    /// The listings that the new one may be, or the one that the listing is to be merged into; nil for other kinds and
    /// for proposals that have ended.
    func findCandidates(
        _ vocabularies: Vocabularies, in tx: borrowing some Transaction & ~Copyable
    ) throws -> [Twin]? {
        guard state.isOpen else { return nil }
        switch kind {
        case .create:
            var document = Document()
            for field in fields {
                // A value that no longer passes is for the decision to refuse.
                guard let path = FieldPath(field.path), let proposed = field.proposed else { continue }
                document[path] = try? FieldValue(proposed, at: path, vocabularies)
            }
            return try FindTwins.run(
                [FindTwins.Question(document: document)], publicly: true, vocabularies, in: tx
            ).first
        case .merge:
            guard let head, let target = field(ProposedField.mergePath)?.proposed?.string,
                let row = try tx.first(ListingQueries.byID, target)
            else { return [] }
            return [FindTwins.compare(head.document, with: try Head(row, vocabularies), vocabularies)]
        case .edit, .close, .claim: return nil
        }
    }
}
