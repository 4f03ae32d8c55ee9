import Directory

/// Finds where in the body of a request a field stands that is wrong.
struct FieldPointers {
    private let body: JSON?

    init(_ body: JSON?) {
        self.body = body
    }

    /// The JSON pointer (RFC 6901) to a problem's path: a member of the body, a choice, or a field below
    /// `set`.
    func pointer(to path: String) -> String {
        for member in ["choices", "seen"] where path.hasPrefix("\(member)/") {
            return "/\(member)" + inside(body?[member], String(path.dropFirst(member.count + 1)))
        }
        if path.isEmpty { return "" }
        if let body, body["set"] == nil, body["unset"] == nil { return inside(body, path) }
        if body?["set"]?[path] == nil, body?[path] != nil || Self.members.contains(path) { return "/\(path)" }
        if let index = body?["unset"]?.array?.firstIndex(of: .string(path)) { return "/unset/\(index)" }
        return "/set" + inside(body?["set"], path)
    }

    private static let members: Set<String> = [
        "base_revision", "comment", "version", "kind", "listing", "into",
    ]

    /// The pointer within an object whose names are paths or parts of them.
    private func inside(_ json: JSON?, _ path: String) -> String {
        guard !path.isEmpty else { return "" }
        if let list = json?.array {
            let key = path.prefix { $0 != "/" }
            let index = list.firstIndex { $0["key"]?.string == String(key) } ?? Int(key)
            guard let index, list.indices.contains(index) else { return "" }
            return "/\(index)" + inside(list[index], String(path.dropFirst(key.count + 1)))
        }
        let names = (json?.object?.keys ?? []).filter { name in
            path == name || path.hasPrefix(name) && "./".contains(path.dropFirst(name.count).first ?? " ")
        }
        guard let name = names.max(by: { $0.utf8.count < $1.utf8.count }) else {
            return json?.object == nil ? "" : "/" + Self.escaped(path)
        }
        return "/\(Self.escaped(name))" + inside(json?[name], String(path.dropFirst(name.count + 1)))
    }

    private static func escaped(_ name: String) -> String {
        name.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}
