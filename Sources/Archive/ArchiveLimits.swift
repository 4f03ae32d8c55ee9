/// How much may be unpacked.
package struct ArchiveLimits: Sendable, Hashable {
    /// The bytes of one entry of an archive, and of anything that is read as a whole.
    package var entry: Int
    /// The bytes of all entries together.
    package var total: Int
    /// How many times the packed size the unpacked size may be.
    package var ratio: Int
    /// The unpacked bytes up to which nobody asks for the ratio.
    package var ratioFrom: Int

    /// These limits; without a word 256 MB for an entry, 64 GB in all, a thousandfold beyond 16 MB.
    package init(
        entry: Int = 256 << 20, total: Int = 64 << 30, ratio: Int = 1_000, ratioFrom: Int = 16 << 20
    ) {
        (self.entry, self.total, self.ratio, self.ratioFrom) = (entry, total, ratio, ratioFrom)
    }
}
