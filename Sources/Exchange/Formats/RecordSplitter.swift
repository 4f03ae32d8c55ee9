/// Cuts the bytes of one file into records as they come.
package protocol RecordSplitter {
    /// Takes the next piece of the file and hands out what is complete.
    mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws

    /// Hands out what is left at the end of the file, or a part of it: until ``isFinished``.
    mutating func finish(_ take: (RawRecord) throws -> Void) throws

    /// Whether nothing is left after the end of the file.
    var isFinished: Bool { get }
}

extension RecordSplitter {
    package var isFinished: Bool { true }
}

/// One file is one record.
package struct WholeFile: RecordSplitter {
    /// How many bytes one record may have.
    package static let limit = 16 << 20
    private let name: String
    private var bytes: [UInt8] = []

    /// The file of that name.
    package init(_ name: String) {
        self.name = name
    }

    package mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        guard bytes.count + chunk.count <= Self.limit else {
            throw RecordTooLong(name: name, limit: Self.limit)
        }
        bytes += chunk
    }

    package mutating func finish(_ take: (RawRecord) throws -> Void) throws {
        if !bytes.isEmpty { try take(RawRecord(name: name, bytes: bytes)) }
    }
}

/// The file holds no record.
package struct SkippedFile: RecordSplitter {
    /// No record.
    package init() {}

    package mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws {}

    package mutating func finish(_ take: (RawRecord) throws -> Void) throws {}
}

/// Each line is one record (NDJSON).
package struct EachLine: RecordSplitter {
    private let name: String
    private var lines = LineSplitter()

    /// The lines of the file of that name.
    package init(_ name: String) {
        self.name = name
    }

    package mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        do {
            try lines.push(chunk) { line, bytes in
                try take(RawRecord(name: "\(name):\(line)", bytes: bytes))
            }
        } catch let error as LineTooLong {
            throw UnreadableFile(name: name, reason: error.description)
        }
    }

    package mutating func finish(_ take: (RawRecord) throws -> Void) throws {
        try lines.finish { line, bytes in try take(RawRecord(name: "\(name):\(line)", bytes: bytes)) }
    }
}

/// One record is larger than any listing is.
package struct RecordTooLong: Error, Sendable, CustomStringConvertible {
    /// The file.
    package let name: String
    /// How many bytes one record may have.
    package let limit: Int

    package var description: String { "\(name): one record has more than \(limit) bytes" }
}

/// Why a file is not read any further.
package struct UnreadableFile: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file.
    package let name: String
    /// What is wrong with it.
    package let reason: String

    package var description: String { "\(name): \(reason)" }
}
