package import Directory

/// One record of a source in the terms of the model.
package struct SourceRecord: Sendable, Hashable {
    /// The key by which the source knows it.
    package let key: String
    /// What it is called, for people.
    package let name: String
    /// What it says.
    package let document: Document
    /// What is noteworthy about it.
    package let findings: [Finding]
    /// The day on which the source changed it last.
    package let updatedOn: CalendarDate?
    /// Beginnings of the paths of which this record says nothing: where it has no value, an earlier one stays.
    package let silent: [String]

    /// A record of these parts.
    package init(
        key: String, name: String, document: Document, findings: [Finding] = [],
        updatedOn: CalendarDate? = nil, silent: [String] = []
    ) {
        (self.key, self.name, self.document) = (key, name, document)
        (self.findings, self.updatedOn, self.silent) = (findings, updatedOn, silent)
    }

    /// Whether the absence of a value at that path means nothing.
    package func isSilent(about path: FieldPath) -> Bool {
        !silent.isEmpty && silent.contains { path.description.hasPrefix($0) }
    }
}
