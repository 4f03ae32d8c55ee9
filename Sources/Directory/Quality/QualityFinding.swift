/// What a rule has found in a document.
package struct QualityFinding: Sendable, Hashable {
    /// The rule.
    package let rule: QualityRule
    /// The field that it is about.
    package let path: FieldPath
    /// The sentence for people, in English.
    package let message: String
    /// What would put it right, where that is certain; nothing else may be proposed.
    package let correction: Touch?

    init(_ rule: QualityRule, _ path: FieldPath, _ message: String, correction: Touch? = nil) {
        (self.rule, self.path, self.message) = (rule, path, message)
        self.correction = correction
    }

    /// The finding as `fitxa check` prints it.
    package func json(_ listing: ListingID?) -> JSON {
        let changes = correction.map { touch in
            touch.paths.map { path in
                JSONObject.Member(
                    key: path.description, value: (touch.changes[path] ?? nil)?.json ?? .null)
            }
        }
        return [
            "listing": JSON(listing?.text), "path": .string(path.description), "rule": .string(rule.code),
            "severity": .string(rule.severity.rawValue), "message": .string(message),
            "correction": changes.map { .object(JSONObject($0)) } ?? .null,
        ]
    }
}
