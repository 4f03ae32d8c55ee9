/// Reads single records of one format; calls may come from several tasks at once.
package protocol RecordReader: Sendable {
    /// Names the reader and all it depends on: where it changes, records that came before are read again.
    var version: String { get }

    /// Makes a listing of the bytes of one record; the name is that of its file or line.
    func read(_ bytes: [UInt8], name: String) -> Reading
}
