/// Where bytes lie that have to wait, so that memory stays flat however many there are.
package protocol ByteShelf: AnyObject {
    /// Lays bytes down and says where.
    func put(_ bytes: [UInt8]) throws -> Range<Int>

    /// The bytes that were laid down there.
    func bytes(at range: Range<Int>) throws -> [UInt8]
}

/// A shelf in memory, for texts that are small.
package final class MemoryShelf: ByteShelf {
    private var bytes: [UInt8] = []

    /// An empty shelf.
    package init() {}

    package func put(_ bytes: [UInt8]) -> Range<Int> {
        self.bytes += bytes
        return self.bytes.count - bytes.count..<self.bytes.count
    }

    package func bytes(at range: Range<Int>) -> [UInt8] { Array(bytes[range]) }
}
