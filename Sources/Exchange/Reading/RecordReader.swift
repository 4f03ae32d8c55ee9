package import Directory

/// Reads single records of one format; calls may come from several tasks at once.
package protocol RecordReader: Sendable {
    /// Names the reader and all it depends on: where it changes, records that came before are read again.
    var version: String { get }

    /// Makes a listing of the bytes of one record; the name is that of its file or line.
    func read(_ bytes: [UInt8], name: String) -> Reading

    /// What the reader would read of a listing that was written in its format; nil where Fitxa does not write it.
    func copy(of listing: ListingRecord) -> Document?
}

extension RecordReader {
    package func copy(of listing: ListingRecord) -> Document? { nil }
}
