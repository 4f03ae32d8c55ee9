import Directory

/// A record while it is being read: the document so far and what is noteworthy.
struct RecordDraft {
    let key: String
    var name = ""
    private(set) var document = Document()
    private var notes: [Note] = []

    private struct Note {
        let path: String
        let rule: String
        let severity: Severity
        let message: String
    }

    init(key: String) {
        self.key = key
    }

    /// What is noteworthy, each finding once.
    var findings: [Finding] {
        var seen: Set<Finding> = []
        return notes.compactMap { note in
            let finding = Finding(
                record: key, listing: name, path: note.path, rule: note.rule, severity: note.severity,
                message: note.message)
            return seen.insert(finding).inserted ? finding : nil
        }
    }

    mutating func note(_ path: String, _ rule: String, _ severity: Severity, _ message: String) {
        notes.append(Note(path: path, rule: rule, severity: severity, message: message))
    }

    /// Notes what a check of the directory has found.
    mutating func note(_ finding: QualityFinding) {
        note(finding.path.description, finding.rule.code, finding.rule.severity, finding.message)
    }

    /// Sets the value of a field that holds one, or that of a key within it.
    mutating func set(_ field: Field, _ key: String? = nil, _ value: FieldValue) {
        document[FieldPath(field, key)] = value
    }

    /// Sets what is said of the place, put right as far as the rules' findings leave no doubt.
    mutating func place(_ touch: Touch, _ findings: [QualityFinding]) {
        document = touch.applied(to: document).placed(findings, after: document)
    }

    /// Sets a text, cut where it is longer than the field may be; an empty one is left out.
    mutating func setText(_ field: Field, _ language: LanguageCode, _ text: String, limit: Int) {
        let kept = fitted(text, limit, at: FieldPath(field, language.rawValue).description)
        if !kept.isEmpty { document[FieldPath(field, language.rawValue)] = .text(kept) }
    }

    /// The text without control characters, cut to its limit with a finding.
    mutating func fitted(_ text: String, _ limit: Int, at path: String) -> String {
        let cleaned = PlainText.cleaned(text)
        guard cleaned.utf8.count > limit, cleaned.count > limit else { return cleaned }
        note(path, "text.long", .warning, "the text has more than \(limit) characters and was cut")
        return String(cleaned.prefix(limit)).trimmed
    }

    /// Adds an element under the key made from what it says; one that is there already counts once.
    ///
    /// - Returns: the key, nil where the very same element stood there.
    @discardableResult
    mutating func add(_ field: Field, _ value: FieldValue, first: Bool = false) -> String? {
        let base = (first ? "0-" : "") + ElementKey.make(field, value.json)
        var key = base
        var number = 2
        while let standing = document[FieldPath(field, key)] {
            if standing == value { return nil }
            key = "\(base)-\(number)"
            number += 1
        }
        document[FieldPath(field, key)] = value
        return key
    }

    /// The values of one field so far, in no order.
    func values(_ field: Field) -> [FieldValue] {
        document.fields.lazy.filter { $0.key.field == field }.map(\.value)
    }

    /// The finished record.
    func record(updatedOn: CalendarDate?) -> SourceRecord {
        SourceRecord(key: key, name: name, document: document, findings: findings, updatedOn: updatedOn)
    }
}
