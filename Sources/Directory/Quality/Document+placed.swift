extension Document {
    /// The document after an import has put right by itself what the rules found of its point: exchanged axes, a lost
    /// sign, the centre of a commune that does not say so.
    ///
    /// A point that is nobody's place is not made up from the commune: that is for the moderator to decide. The document
    /// then says of its place what an earlier one did.
    package func placed(_ findings: [QualityFinding], after earlier: Document) -> Document {
        var result = self
        if findings.contains(where: { $0.rule == .zero }) {
            for path in [Field.point, .accuracy, .origin].map({ FieldPath($0) }) {
                result[path] = earlier[path]
            }
        }
        for finding in findings where [.swapped, .sign, .centroid].contains(finding.rule) {
            if let correction = finding.correction { result = correction.applied(to: result) }
        }
        return result
    }
}
