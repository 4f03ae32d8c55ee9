package import Directory

/// What came of the bytes of one record.
package enum Reading: Sendable, Hashable {
    /// A listing could be made of it.
    case record(SourceRecord)
    /// It names some of its fields; the others stay as the source sent them before.
    case partial(PartialRecord)
    /// It cannot be a listing; the findings say why.
    case rejected(key: String, findings: [Finding])
    /// The source says that it is gone.
    case removed(key: String)
    /// It is no record: an index, a context, a note.
    case skipped
}

/// A record that names only some of its fields, before it is read against what the source sent last.
package struct PartialRecord: Sendable, Hashable {
    /// The key by which the source knows it.
    package let key: String
    /// An object of path and value; null empties a field.
    package let set: JSON?
    /// A list of paths to empty.
    package let unset: JSON?

    /// A record of these parts.
    package init(key: String, set: JSON?, unset: JSON?) {
        (self.key, self.set, self.unset) = (key, set, unset)
    }
}
