/// A text as the bytes of its UTF-8: for what is passed on as it is, and never read here.
///
/// The server has checked the encoding when it took the text in; nothing is decoded, checked again or copied: the
/// bytes lie in the result of the statement, which lives as long as they do.
// Safety: the owner keeps the result, the result keeps the bytes where they are, and nobody changes them.
@safe package struct TextBytes: RandomAccessCollection, @unchecked Sendable {
    private let owner: ResultHandle?
    private let bytes: UnsafeRawBufferPointer

    /// No bytes.
    init() {
        owner = nil
        unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    }

    init(_ owner: ResultHandle, _ bytes: UnsafeRawBufferPointer) {
        self.owner = owner
        unsafe self.bytes = unsafe bytes
    }

    /// The index of the first byte.
    package var startIndex: Int { 0 }

    /// The number of bytes.
    package var endIndex: Int { unsafe bytes.count }

    /// The byte at an index, which must be there.
    package subscript(index: Int) -> UInt8 { unsafe bytes[index] }

    /// Lends all bytes at once.
    package func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result? {
        try withExtendedLifetime(owner) {
            try unsafe bytes.withMemoryRebound(to: UInt8.self) { buffer in try unsafe body(buffer) }
        }
    }
}
