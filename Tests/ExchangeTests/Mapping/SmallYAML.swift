import Directory

/// The part of YAML that the mappings are written in: block and flow maps and lists, quoted and plain texts.
///
/// It reads nothing else and says so, which keeps the mappings simple.
struct SmallYAML {
    struct Refused: Error {
        let line: String
    }

    private var lines: [(indent: Int, text: String)] = []
    private var index = 0

    static func parse(_ text: String) throws -> JSON {
        var parser = SmallYAML()
        for line in text.split(separator: "\n") {
            let trimmed = line.drop { $0 == " " }
            guard !trimmed.isEmpty, trimmed.first != "#" else { continue }
            parser.lines.append((line.count - trimmed.count, String(trimmed)))
        }
        let json = try parser.block(0)
        guard parser.index == parser.lines.count else { throw Refused(line: parser.lines[parser.index].text) }
        return json
    }

    private mutating func block(_ indent: Int) throws -> JSON {
        guard index < lines.count, lines[index].indent == indent else { return .null }
        return lines[index].text.hasPrefix("- ") ? try list(indent) : try map(indent)
    }

    private mutating func list(_ indent: Int) throws -> JSON {
        var elements: [JSON] = []
        while index < lines.count, lines[index].indent == indent, lines[index].text.hasPrefix("- ") {
            let rest = String(lines[index].text.dropFirst(2))
            if try Self.cut(rest) != nil {
                // `- key: value` begins a map that goes on two signs further in.
                lines[index] = (indent + 2, rest)
                elements.append(try map(indent + 2))
            } else {
                index += 1
                elements.append(try Self.scalar(rest))
            }
        }
        return .array(elements)
    }

    private mutating func map(_ indent: Int) throws -> JSON {
        var object = JSONObject()
        while index < lines.count, lines[index].indent == indent {
            guard let (key, rest) = try Self.cut(lines[index].text), object[key] == nil else {
                throw Refused(line: lines[index].text)
            }
            index += 1
            if !rest.isEmpty {
                object.append(key, try Self.scalar(rest))
            } else if index < lines.count, lines[index].indent > indent {
                object.append(key, try block(lines[index].indent))
            } else if index < lines.count, lines[index].indent == indent, lines[index].text.hasPrefix("- ") {
                object.append(key, try list(indent))
            } else {
                object.append(key, .null)
            }
        }
        return .object(object)
    }

    /// Key and rest of `key: rest`, nil where the text is no pair.
    private static func cut(_ text: String) throws -> (String, String)? {
        if "{[".contains(text.first ?? " ") { return nil }
        if text.first == "\"" {
            let key = text.dropFirst().prefix { $0 != "\"" }
            let rest = text.dropFirst(key.count + 2)
            guard rest.first == ":" else { return nil }
            return (String(key), String(rest.dropFirst()).trimmed)
        }
        if text.hasSuffix(":") { return (String(text.dropLast()), "") }
        guard let range = text.firstRange(of: ": ") else { return nil }
        return (String(text[..<range.lowerBound]), String(text[range.upperBound...]).trimmed)
    }

    private static func scalar(_ text: String) throws -> JSON {
        var rest = text[...]
        let json = try flow(&rest, within: "")
        guard rest.allSatisfy(\.isWhitespace) else { throw Refused(line: text) }
        return json
    }

    private static func flow(_ rest: inout Substring, within ends: String) throws -> JSON {
        rest = rest.drop(while: \.isWhitespace)
        switch rest.first {
        case "{": return try flowMap(&rest)
        case "[": return try flowList(&rest)
        case "\"":
            let text = rest.dropFirst().prefix { $0 != "\"" }
            rest = rest.dropFirst(text.count + 2)
            return .string(String(text))
        default:
            let text = String(rest.prefix { !ends.contains($0) }).trimmed
            rest = rest.drop { !ends.contains($0) }
            if text == "true" || text == "false" { return .bool(text == "true") }
            if text == "null" || text.isEmpty { return .null }
            return Int(text).map(JSON.integer) ?? .string(text)
        }
    }

    private static func flowList(_ rest: inout Substring) throws -> JSON {
        rest = rest.dropFirst()
        var elements: [JSON] = []
        while let next = rest.drop(while: \.isWhitespace).first, next != "]" {
            elements.append(try flow(&rest, within: ",]"))
            rest = rest.drop { $0 == "," || $0.isWhitespace }
        }
        rest = rest.drop(while: \.isWhitespace).dropFirst()
        return .array(elements)
    }

    private static func flowMap(_ rest: inout Substring) throws -> JSON {
        rest = rest.dropFirst()
        var object = JSONObject()
        while let next = rest.drop(while: \.isWhitespace).first, next != "}" {
            guard case .string(let key) = try flow(&rest, within: ":") else {
                throw Refused(line: String(rest))
            }
            rest = rest.drop { $0 == ":" }
            object.append(key, try flow(&rest, within: ",}"))
            rest = rest.drop { $0 == "," || $0.isWhitespace }
        }
        rest = rest.drop(while: \.isWhitespace).dropFirst()
        return .object(object)
    }
}
