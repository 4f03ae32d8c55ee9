/// How far a reader of the feed has come.
package struct FeedCursor: Sendable, Hashable {
    /// The life of the database that the position belongs to; nil where the reader names a position alone.
    package let epoch: String?
    /// The last position that the reader has.
    package let position: Int

    /// A cursor after that position.
    package init(epoch: String?, position: Int) {
        (self.epoch, self.position) = (epoch, position)
    }

    /// Reads `<epoch>.<position>` or a position alone; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = parts.last, parts.count <= 2, (1...18).contains(last.utf8.count),
            last.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let position = Int(last)
        else { return nil }
        let epoch = parts.count == 2 ? String(parts[0]).lowercased() : nil
        if let epoch {
            guard epoch.utf8.count == 36,
                epoch.utf8.allSatisfy({ Array("0123456789abcdef-".utf8).contains($0) })
            else { return nil }
        }
        self.init(epoch: epoch, position: position)
    }

    /// The text that ``init(_:)`` reads.
    package var text: String { epoch.map { "\($0).\(position)" } ?? String(position) }
}
