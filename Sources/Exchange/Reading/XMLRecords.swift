/// Cuts an XML text of TourInFrance (`OI`) or LEI (`sit_liste`) into its records, each as an XML text of its own
/// in UTF-8, whatever the encoding of the file.
///
/// LEI names its criteria only behind the records: those lie on a shelf until the names are there, which are then
/// written beside their codes.
package struct XMLRecords: RecordSplitter {
    private let name: String
    private let makeShelf: () throws -> any ByteShelf
    private var shelf: (any ByteShelf)?
    private var subtrees: XMLSubtrees
    private var count = 0
    private var held: [Range<Int>] = []
    private var given = 0
    private var criteria: LEICriteria?
    private var isEnded = false

    /// The records of the file of that name; `shelf` makes room for what has to wait.
    package init(_ name: String, shelf: @escaping () throws -> any ByteShelf = MemoryShelf.init) {
        (self.name, makeShelf) = (name, shelf)
        subtrees = XMLSubtrees(of: name, named: ["OI", "sit_liste", "NOMENCLATURE"])
    }

    package var isFinished: Bool { isEnded && given == held.count }

    package mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        for node in try subtrees.push(chunk) { try sort(node, take) }
    }

    /// Hands out what had to wait, a part of it at each call.
    package mutating func finish(_ take: (RawRecord) throws -> Void) throws {
        if !isEnded {
            for node in try subtrees.finish() { try sort(node, take) }
            isEnded = true
        }
        let ranges = held[given..<min(given + 250, held.count)]
        given += ranges.count
        for range in ranges {
            guard let bytes = try shelf?.bytes(at: range) else { continue }
            try give(try XMLNode(parsing: bytes, name: name), take)
        }
        let isKnown = subtrees.root.map { Self.roots.contains($0) } ?? true
        if count == 0, !isKnown {
            let stranger = XMLNode("unknown", ["root": subtrees.root ?? ""])
            try take(RawRecord(name: name, bytes: Self.bytes(stranger)))
        }
    }

    private mutating func sort(_ node: XMLNode, _ take: (RawRecord) throws -> Void) throws {
        switch node.name {
        case "NOMENCLATURE": criteria = LEICriteria(node)
        case "sit_liste" where criteria == nil:
            let shelf = try shelf ?? makeShelf()
            self.shelf = shelf
            held.append(try shelf.put(Self.bytes(node)))
        default: try give(node, take)
        }
    }

    private mutating func give(_ node: XMLNode, _ take: (RawRecord) throws -> Void) throws {
        count += 1
        let named = criteria?.named(node) ?? node
        try take(RawRecord(name: "\(name):\(count)", bytes: Self.bytes(named)))
    }

    private static func bytes(_ node: XMLNode) -> [UInt8] {
        var text = ""
        XMLText.write(node, into: &text)
        return Array(text.utf8)
    }

    private static let roots: Set<String> = ["OI", "OIs", "listeOI", "LEI", "sit_liste"]
}
