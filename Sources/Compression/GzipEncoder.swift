import CZlib

/// Packs bytes as gzip (RFC 1952), piece by piece.
// Safety: the stream is allocated, started and freed once, here; zlib keeps its address, which never changes,
// and sees the bytes of a piece only while `deflate` runs on them.
@safe package final class GzipEncoder {
    private let stream: UnsafeMutablePointer<z_stream>
    private let isStarted: Bool

    /// An encoder of that level, 1 (fast) to 9 (small).
    package init(level: Int = 5) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        isStarted = unsafe fitxa_gzip_start(stream, Int32(min(max(level, 1), 9))) == Z_OK
    }

    deinit {
        if isStarted { unsafe deflateEnd(stream) }
        unsafe stream.deinitialize(count: 1)
        unsafe stream.deallocate()
    }

    /// Takes a piece and gives what is packed by now, which may be nothing; the last piece ends the text.
    package func pack(_ bytes: [UInt8], isLast: Bool = false) throws(GzipError) -> [UInt8] {
        guard isStarted else { throw GzipError() }
        var packed: [UInt8] = []
        var input = bytes
        var status = Z_OK
        try unsafe input.withUnsafeMutableBufferPointer { buffer throws(GzipError) in
            unsafe stream.pointee.next_in = buffer.baseAddress
            unsafe stream.pointee.avail_in = UInt32(buffer.count)
            repeat {
                unsafe packed.append(
                    contentsOf: [UInt8](unsafeUninitializedCapacity: Self.room) { output, filled in
                        unsafe stream.pointee.next_out = output.baseAddress
                        unsafe stream.pointee.avail_out = UInt32(Self.room)
                        status = unsafe deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                        filled = Self.room - Int(unsafe stream.pointee.avail_out)
                    })
                guard status != Z_STREAM_ERROR else { throw GzipError() }
            } while unsafe stream.pointee.avail_out == 0
            unsafe stream.pointee.next_in = nil
        }
        guard !isLast || status == Z_STREAM_END else { throw GzipError() }
        return packed
    }

    /// Packs a whole text at once.
    package static func pack(_ bytes: [UInt8], level: Int = 5) throws(GzipError) -> [UInt8] {
        try GzipEncoder(level: level).pack(bytes, isLast: true)
    }

    private static let room = 32 * 1024
}

/// zlib could not be started or refused a piece; it does so only without memory.
package struct GzipError: Error, Sendable {}
