/// What entries are read from, one after the other.
protocol EntrySource {
    /// How many bytes there are to take, as they lie on the disk; nil where nobody knows.
    var size: Int? { get }
    /// How many of them have been taken.
    var taken: Int { get }
    /// Goes to the next entry, nil after the last.
    func next() throws(ArchiveError) -> ArchiveEntry?
    /// The next piece of the current entry, nil at its end.
    func chunk() throws(ArchiveError) -> [UInt8]?
}
