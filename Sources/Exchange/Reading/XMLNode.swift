import Directory

/// One element of an XML text with all that lies in it.
struct XMLNode: Sendable, Hashable {
    /// What stands in an element, in order.
    enum Content: Sendable, Hashable {
        case text(String)
        case node(XMLNode)
    }

    /// The local name when read, the full one when written.
    let name: String
    private(set) var attributes: [String: String]
    private(set) var content: [Content]

    init(_ name: String, _ attributes: [String: String] = [:], _ content: [Content] = []) {
        (self.name, self.attributes, self.content) = (name, attributes, content)
    }

    /// An element of characters only.
    init(_ name: String, _ attributes: [String: String] = [:], text: String) {
        self.init(name, attributes, [.text(text)])
    }

    /// An element of elements only.
    init(_ name: String, _ attributes: [String: String] = [:], _ children: [XMLNode]) {
        self.init(name, attributes, children.map(Content.node))
    }

    subscript(_ attribute: String) -> String? {
        get { attributes[attribute] }
        set { attributes[attribute] = newValue }
    }

    mutating func append(_ text: String) {
        if case .text(let standing) = content.last {
            content[content.count - 1] = .text(standing + text)
        } else {
            content.append(.text(text))
        }
    }

    /// Takes out the line breaks and spaces that only set the elements on lines of their own.
    mutating func dropIndentation() {
        guard content.count > 1 else { return }
        content.removeAll { piece in
            guard case .text(let text) = piece, text.utf8.contains(0x0A) else { return false }
            return text.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
        }
    }

    mutating func append(_ node: XMLNode) {
        content.append(.node(node))
    }

    /// The elements in it, in order.
    var children: [XMLNode] {
        content.compactMap { piece in
            guard case .node(let node) = piece else { return nil }
            return node
        }
    }

    /// The elements of that name in it.
    func all(_ name: String) -> [XMLNode] {
        children.filter { $0.name == name }
    }

    /// The elements at the end of a path of names, through every element that has them.
    func all(at path: String...) -> [XMLNode] {
        path.reduce([self]) { nodes, name in nodes.flatMap { $0.all(name) } }
    }

    /// The elements of that name at any depth.
    func descendants(_ name: String) -> [XMLNode] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
    }

    /// The characters; elements among them as tags, so that a text with markup can be made plain.
    var text: String {
        content.reduce(into: "") { text, piece in
            switch piece {
            case .text(let characters): text += characters
            case .node(let node): text += "<\(node.name)>\(node.text)</\(node.name)>"
            }
        }
    }

    /// Whether no character but white space stands in it at any depth.
    var isVoid: Bool {
        content.allSatisfy { piece in
            switch piece {
            case .text(let characters): characters.trimmed.isEmpty
            case .node(let node): node.isVoid
            }
        }
    }

    /// The trimmed characters; nil where nothing is said: empty, `-`, `null`.
    var value: String? {
        let text = text.trimmed
        return Self.void.contains(text) ? nil : text
    }

    /// An attribute that says something.
    func attribute(_ name: String) -> String? {
        attributes[name].map(\.trimmed).flatMap { Self.void.contains($0) ? nil : $0 }
    }

    /// The value of the first element of that name that says something.
    func value(_ name: String) -> String? {
        for child in all(name) {
            if let value = child.value { return value }
        }
        return nil
    }

    private static let void: Set<String> = ["", "-", "null", "NULL"]
}
