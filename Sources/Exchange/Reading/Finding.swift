package import Directory

/// What is noteworthy about one record that came in.
package struct Finding: Sendable, Hashable {
    /// How bad it is.
    package typealias Severity = Directory.Severity

    /// The key of the record at its source, or the file's name where there is no key.
    package let record: String
    /// What the listing is called, empty where nobody knows.
    package let listing: String
    /// The field that it is about, in the words of the contract or, for what has no place, of the source.
    package let path: String
    /// The rule's code, such as `geo.far_from_commune`.
    package let rule: String
    /// How bad it is.
    package let severity: Severity
    /// The sentence for people, in English.
    package let message: String

    /// A finding of these parts.
    package init(
        record: String, listing: String, path: String, rule: String, severity: Severity, message: String
    ) {
        (self.record, self.listing, self.path) = (record, listing, path)
        (self.rule, self.severity, self.message) = (rule, severity, message)
    }

    /// What a rule has found in a record.
    package init(record: String, listing: String, _ finding: QualityFinding) {
        self.init(
            record: record, listing: listing, path: finding.path.description, rule: finding.rule.code,
            severity: finding.rule.severity, message: finding.message)
    }

    /// Why a record with a value that is wrong is refused.
    package init(record: String, listing: String, _ problem: FieldProblem) {
        self.init(
            record: record, listing: listing, path: problem.path, rule: problem.code, severity: .error,
            message: problem.message)
    }

    /// The finding as a report shows it.
    package var json: JSON {
        [
            "record": .string(record), "listing": .string(listing), "path": .string(path),
            "rule": .string(rule),
            "severity": .string(severity.rawValue), "message": .string(message),
        ]
    }
}
