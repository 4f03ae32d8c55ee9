/// Cuts an XML text of TourInFrance (`OI`) or LEI (`sit_liste`) into its records, each as an XML text of its own
/// in UTF-8, whatever the encoding of the file.
///
/// LEI names its criteria only behind the records: those are held back until the names are there, at most
/// `heldBytes`, and get them written beside their codes.
package struct XMLRecords: RecordSplitter {
    private let name: String
    private let heldBytes: Int
    private var subtrees: XMLSubtrees
    private var count = 0
    private var held: [XMLNode] = []
    private var heldSize = 0
    private var criteria: LEICriteria?

    /// The records of the file of that name.
    package init(_ name: String, heldBytes: Int = 16 << 20) {
        (self.name, self.heldBytes) = (name, heldBytes)
        subtrees = XMLSubtrees(of: name, named: ["OI", "sit_liste", "NOMENCLATURE"])
    }

    package mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        for node in try subtrees.push(chunk) { try sort(node, take) }
    }

    package mutating func finish(_ take: (RawRecord) throws -> Void) throws {
        for node in try subtrees.finish() { try sort(node, take) }
        try flush(take)
        let isKnown = subtrees.root.map { Self.roots.contains($0) } ?? true
        if count == 0, !isKnown {
            let stranger = XMLNode("unknown", ["root": subtrees.root ?? ""])
            try take(RawRecord(name: name, bytes: Self.bytes(stranger)))
        }
    }

    private mutating func sort(_ node: XMLNode, _ take: (RawRecord) throws -> Void) throws {
        switch node.name {
        case "NOMENCLATURE":
            criteria = LEICriteria(node)
            try flush(take)
        case "sit_liste" where criteria == nil:
            held.append(node)
            heldSize += Self.bytes(node).count
            // Without end one cannot wait for the names: they are missing then, which the reader tells.
            if heldSize > heldBytes { try flush(take) }
        default: try give(node, take)
        }
    }

    private mutating func flush(_ take: (RawRecord) throws -> Void) throws {
        defer { (held, heldSize) = ([], 0) }
        for node in held { try give(node, take) }
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
