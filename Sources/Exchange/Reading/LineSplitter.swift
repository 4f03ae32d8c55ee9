/// Why a stream of lines is not read any further.
package struct LineTooLong: Error, Sendable, Hashable, CustomStringConvertible {
    /// The number of the line, from 1.
    package let line: Int
    /// How many bytes a line may have.
    package let limit: Int

    /// The refusal of that line.
    package init(line: Int, limit: Int) {
        (self.line, self.limit) = (line, limit)
    }

    package var description: String { "line \(line) has more than \(limit) bytes" }
}

/// Cuts a stream of bytes into lines; never holds more than one line and one piece of the stream.
package struct LineSplitter: Sendable {
    /// How many bytes a line may have.
    package let limit: Int
    /// The number of the line that was given last, from 1.
    package private(set) var line = 0
    private let skipsLong: Bool
    private var started: [UInt8] = []
    private var isTooLong = false

    /// A splitter that refuses lines of more than `limit` bytes, or hands them out empty where it is to go on.
    package init(limit: Int = 16 << 20, skipsLong: Bool = false) {
        (self.limit, self.skipsLong) = (limit, skipsLong)
    }

    /// Takes the next piece of the stream and hands out each line that ends in it, without its end; not the empty ones.
    package mutating func push(_ chunk: [UInt8], _ take: (_ line: Int, [UInt8]) throws -> Void) throws {
        var start = chunk.startIndex
        while let end = chunk[start...].firstIndex(of: 0x0A) {
            try append(chunk[start..<end])
            try flush(take)
            start = end + 1
        }
        try append(chunk[start...])
    }

    /// Hands out what stands after the last line end.
    package mutating func finish(_ take: (_ line: Int, [UInt8]) throws -> Void) throws {
        if isTooLong || !started.isEmpty { try flush(take) }
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) throws(LineTooLong) {
        guard !isTooLong else { return }
        guard started.count + bytes.count <= limit else {
            guard skipsLong else { throw LineTooLong(line: line + 1, limit: limit) }
            isTooLong = true
            started = []
            return
        }
        started.append(contentsOf: bytes)
    }

    private mutating func flush(_ take: (Int, [UInt8]) throws -> Void) throws {
        line += 1
        if isTooLong {
            isTooLong = false
            return try take(line, [])
        }
        if started.last == 0x0D { started.removeLast() }
        defer { started.removeAll(keepingCapacity: started.count < 1 << 20) }
        if !started.isEmpty { try take(line, started) }
    }
}
