/// Writes elements as XML 1.0 text in UTF-8.
enum XMLText {
    /// The text of an element and of all that lies in it; elements of elements on lines of their own where `indent`
    /// is given.
    static func write(_ node: XMLNode, into text: inout String, indent: Int? = nil) {
        let margin = indent.map { String(repeating: "  ", count: $0) } ?? ""
        text += margin + "<" + node.name
        for (name, value) in node.attributes.sorted(by: { $0.key < $1.key }) {
            text += " \(name)=\"\(escaped(value, inAttribute: true))\""
        }
        guard !node.content.isEmpty else {
            text += indent == nil ? "/>" : "/>\n"
            return
        }
        text += ">"
        let hasOnlyNodes = node.content.count == node.children.count
        if hasOnlyNodes, let indent {
            text += "\n"
            for child in node.children { write(child, into: &text, indent: indent + 1) }
            text += margin
        } else {
            for piece in node.content {
                switch piece {
                case .text(let characters): text += escaped(characters, inAttribute: false)
                case .node(let child): write(child, into: &text)
                }
            }
        }
        text += "</\(node.name)>" + (indent == nil ? "" : "\n")
    }

    /// The text with what XML reserves as references and without the characters that it forbids.
    static func escaped(_ text: String, inAttribute: Bool) -> String {
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output.append(contentsOf: "&amp;".unicodeScalars)
            case "<": output.append(contentsOf: "&lt;".unicodeScalars)
            case ">": output.append(contentsOf: "&gt;".unicodeScalars)
            case "\"" where inAttribute: output.append(contentsOf: "&quot;".unicodeScalars)
            case "\r": output.append(contentsOf: "&#13;".unicodeScalars)
            case "\n" where inAttribute: output.append(contentsOf: "&#10;".unicodeScalars)
            case "\t" where inAttribute: output.append(contentsOf: "&#9;".unicodeScalars)
            case "\n", "\t": output.append(scalar)
            case "\u{FFFE}", "\u{FFFF}": continue
            default: if scalar.value >= 0x20 { output.append(scalar) }
            }
        }
        return String(output)
    }
}
