package import Directory
package import Exchange

/// What became of one record of a source.
package struct RecordOutcome: Sendable {
    /// In which way it was dealt with.
    package enum Kind: String, Sendable, CaseIterable {
        case created
        case updated
        case unchanged
        case conflicted
        case rejected
        case removed
    }

    /// The file or line that held the record.
    package let name: String
    /// Its key in the source, nil where it cannot be told.
    package let key: String?
    /// In which way it was dealt with.
    package let kind: Kind
    /// The listing, nil where there is none.
    package var listing: String?
    /// The revision that it published, nil where it published none.
    package var revision: Int?
    /// The proposals in which its conflicts lie.
    package var proposals: [String] = []
    /// What was noticed.
    package var findings: [Finding] = []

    init(_ entry: ImportBatch.Entry, _ kind: Kind, listing: String? = nil, _ findings: [Finding] = []) {
        (name, key, self.kind, self.listing, self.findings) = (entry.name, entry.key, kind, listing, findings)
    }

    /// The outcome as the API shows it.
    package var json: JSON {
        [
            "key": JSON(key), "outcome": .string(kind.rawValue), "listing": JSON(listing),
            "revision": JSON(revision), "proposals": .array(proposals.map(JSON.string)),
            "findings": .array(findings.map(\.json)),
        ]
    }
}
