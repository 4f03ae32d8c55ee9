/// What entries are read from, one after the other.
protocol EntrySource {
    /// Goes to the next entry, nil after the last.
    func next() throws(ArchiveError) -> ArchiveEntry?
    /// The next piece of the current entry, nil at its end.
    func chunk() throws(ArchiveError) -> [UInt8]?
}
