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

    /// Begins to make the reader, if nobody has.
    @discardableResult
    func begin() -> Task<any RecordReader, any Error> {
        if let made { return made }
        let task = Task { try await make() }
        made = task
        return task
    }

    /// The reader.
    func reader() async throws -> any RecordReader {
        try await begin().value
    }
}
