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

    /// A record of these parts.
    package init(
        key: String, name: String, document: Document, findings: [Finding] = [],
        updatedOn: CalendarDate? = nil
    ) {
        (self.key, self.name, self.document) = (key, name, document)
        (self.findings, self.updatedOn) = (findings, updatedOn)
    }
}
