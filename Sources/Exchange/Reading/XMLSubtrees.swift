import Xml

/// Cuts the elements of certain names out of an XML text, each with all that lies in it, one held at a time.
struct XMLSubtrees {
    /// The name of the outermost element, once it was read.
    private(set) var root: String?
    private let file: String
    private let names: Set<String>
    private let limit: Int
    private var parser: XMLParser?
    private var open: [XMLNode] = []
    private var size = 0
    private var found: [XMLNode] = []

    /// Cuts the outermost elements of these names; one of more than `limit` bytes is refused.
    init(of file: String, named names: Set<String>, limit: Int = WholeFile.limit) {
        (self.file, self.names, self.limit) = (file, names, limit)
    }

    /// Takes the next piece of the text and gives the elements that end in it.
    mutating func push(_ chunk: [UInt8]) throws -> [XMLNode] {
        try read(chunk, isLast: false)
    }

    /// Says that the text ends here.
    mutating func finish() throws -> [XMLNode] {
        // An empty file has no records and is no mistake.
        parser == nil ? [] : try read([], isLast: true)
    }

    private mutating func read(_ bytes: [UInt8], isLast: Bool) throws -> [XMLNode] {
        for event in try events(bytes, isLast: isLast) { try take(event) }
        defer { found.removeAll() }
        return found
    }

    private mutating func events(_ bytes: [UInt8], isLast: Bool) throws(UnreadableFile) -> [XMLEvent] {
        do throws(XMLError) {
            if parser == nil { parser = try XMLParser() }
            guard let parser else { return [] }
            return isLast ? try parser.finish() : try parser.push(bytes)
        } catch {
            throw UnreadableFile(name: file, reason: error.description)
        }
    }

    private mutating func take(_ event: XMLEvent) throws {
        switch event {
        case .start(let name, let attributes):
            if root == nil { root = name }
            guard !open.isEmpty || names.contains(name) else { return }
            size += 32 + name.utf8.count
            open.append(XMLNode(name, Self.attributes(attributes, &size)))
        case .text(let text):
            guard !open.isEmpty else { return }
            size += text.utf8.count
            open[open.count - 1].append(text)
        case .end:
            guard var node = open.popLast() else { return }
            node.dropIndentation()
            if open.isEmpty {
                found.append(node)
                size = 0
            } else {
                open[open.count - 1].append(node)
            }
        }
        guard size <= limit else { throw RecordTooLong(name: file, limit: limit) }
    }

    // `xsi:…` tells of the schema and not of the record; of two names that differ by their prefix, the bare one counts.
    private static func attributes(_ list: [XMLAttribute], _ size: inout Int) -> [String: String] {
        var attributes: [String: String] = [:]
        for attribute in list where !attribute.name.hasPrefix("xsi:") {
            size += 32 + attribute.value.utf8.count
            let name = attribute.name.split(separator: ":")
            let isBare = name.count == 1 || name.first == "xml"
            let key = isBare ? attribute.name : String(name.last ?? "")
            if isBare || attributes[key] == nil { attributes[key] = attribute.value }
        }
        return attributes
    }
}

extension XMLNode {
    /// Reads a whole text.
    init(parsing bytes: [UInt8], name: String) throws {
        var subtrees = XMLSubtrees(of: name, named: Self.anyRoot)
        guard let node = try (subtrees.push(bytes) + subtrees.finish()).first else {
            throw UnreadableFile(name: name, reason: "it is empty")
        }
        self = node
    }

    /// The names of the elements that records are handed over in.
    private static let anyRoot: Set<String> = ["OI", "sit_liste", "unknown"]
}
