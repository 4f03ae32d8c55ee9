import Directory

extension ProposalModel {
    /// The whole state, line by line, as ``ModelledListing/state()`` reads it from the database.
    var text: [String] {
        let values = Self.paths.map { Self.text(published[$0]) }.joined(separator: " ")
        let listing = "listing \(revisions.count) \(isClosed ? "closed" : "published") \(values)"
        return [listing]
            + proposals.enumerated().map { number, proposal in
                let fields = proposal.fields.sorted { $0.key < $1.key }.map { path, field in
                    "\(path) \(field.status.rawValue) \(Self.text(field.base)) \(Self.text(field.proposed))"
                }
                return "\(number) \(proposal.state.rawValue) \(proposal.version) "
                    + fields.joined(separator: ", ")
            }
    }

    private static func text(_ value: Int?) -> String {
        value.map(String.init) ?? "-"
    }
}
