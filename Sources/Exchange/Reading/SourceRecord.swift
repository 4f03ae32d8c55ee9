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
    /// The listing that it is, where Fitxa has written it: its id is the key.
    package private(set) var listing: ListingRecord?

    /// A record of these parts.
    package init(
        key: String, name: String, document: Document, findings: [Finding] = [],
        updatedOn: CalendarDate? = nil, silent: [String] = [], listing: ListingRecord? = nil
    ) {
        (self.key, self.name, self.document) = (key, name, document)
        (self.findings, self.updatedOn, self.silent) = (findings, updatedOn, silent)
        self.listing = listing
    }

    /// The record as that of any source, which names no listing.
    package var anonymous: SourceRecord {
        var record = self
        record.listing = nil
        return record
    }

    /// Whether the absence of a value at that path means nothing.
    package func isSilent(about path: FieldPath) -> Bool {
        !silent.isEmpty && silent.contains { path.description.hasPrefix($0) }
    }
}
