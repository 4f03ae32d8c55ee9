/// What came of the bytes of one record.
package enum Reading: Sendable, Hashable {
    /// A listing could be made of it.
    case record(SourceRecord)
    /// It cannot be a listing; the findings say why.
    case rejected(key: String, findings: [Finding])
    /// The source says that it is gone.
    case removed(key: String)
    /// It is no record: an index, a context, a note.
    case skipped
}
