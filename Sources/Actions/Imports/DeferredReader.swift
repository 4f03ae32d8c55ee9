package import Exchange

/// A reader that is made when the first record must be read: a feed of known records needs none.
package actor DeferredReader {
    /// The version of the reader, known before it is made.
    package nonisolated let version: String
    private let make: @Sendable () async throws -> any RecordReader
    private var made: Task<any RecordReader, any Error>?

    /// A reader of that version that is still to be made.
    package init(version: String, _ make: @escaping @Sendable () async throws -> any RecordReader) {
        (self.version, self.make) = (version, make)
    }

    /// A reader that is there already.
    package init(_ reader: any RecordReader) {
        self.init(version: reader.version) { reader }
    }

    /// The reader, made at the first call.
    func reader() async throws -> any RecordReader {
        let task = made ?? Task { try await make() }
        made = task
        return try await task.value
    }
}
