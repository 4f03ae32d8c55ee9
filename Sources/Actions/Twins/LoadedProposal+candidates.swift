import Directory
import Postgres
import Store

extension LoadedProposal {
    /// The proposals, each open one to create a listing or to merge one with what the listing may be; of candidates
    /// that the reader moderates all speaks for them, of others what is public.
    static func withCandidates(
        _ proposals: [LoadedProposal], for reader: Actor, _ vocabularies: Vocabularies,
        in tx: borrowing some Transaction & ~Copyable
    ) throws -> [LoadedProposal] {
        var proposals = proposals
        func open(_ kind: ProposalKind) -> [Int] {
            proposals.indices.filter { proposals[$0].state.isOpen && proposals[$0].kind == kind }
        }
        let new = open(.create)
        let questions = new.map { FindTwins.Question(document: proposals[$0].proposed(vocabularies)) }
        let twins = try FindTwins.run(questions, for: reader, vocabularies, in: tx)
        for (index, twins) in zip(new, twins) { proposals[index].candidates = twins }
        let mergers = open(.merge)
        let ids = Set(mergers.compactMap { proposals[$0].target })
        let heads = try FindTwins.heads(ids, for: reader, vocabularies, in: tx)
        for index in mergers {
            let (own, other) = (proposals[index].head, proposals[index].target.flatMap { heads[$0] })
            guard let own, let other else {
                proposals[index].candidates = []
                continue
            }
            let likeness = Likeness(Identity(own.document, vocabularies), other.identity)
            proposals[index].candidates = [Twin(head: other.head, likeness: likeness)]
        }
        return proposals
    }

    /// The listing that another one is to be merged into.
    private var target: String? { field(ProposedField.mergePath)?.proposed?.string }

    /// What a new listing is to say.
    private func proposed(_ vocabularies: Vocabularies) -> Document {
        var document = Document()
        for field in fields {
            // A value that no longer passes is for the decision to refuse.
            guard let path = FieldPath(field.path), let proposed = field.proposed else { continue }
            document[path] = try? FieldValue(proposed, at: path, vocabularies)
        }
        return document
    }
}
