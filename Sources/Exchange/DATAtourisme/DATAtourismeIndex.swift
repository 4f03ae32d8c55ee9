package import Directory

/// The list of objects that stands beside them in `index.json`.
package struct DATAtourismeIndex: Sendable {
    /// One object that the list names.
    package struct Entry: Sendable, Hashable {
        /// The path below `objects`, such as `0/00/15-0049d959-….json`.
        package let file: String
        /// What the object is called.
        package let label: String

        /// The key of the object, which the name of its file holds (`15/0049d959-…`); nil where it does not.
        package var key: String? {
            let name = file.split(separator: "/").last.map(String.init) ?? file
            guard name.hasSuffix(".json"), let mark = name.firstIndex(of: "-") else { return nil }
            return "\(name[..<mark])/\(name[name.index(after: mark)...].dropLast(5))"
        }
    }

    /// The objects in the order of the list.
    package let entries: [Entry]

    /// Reads `index.json`.
    package init(_ bytes: [UInt8]) throws(Invalid) {
        let json: JSON
        do throws(JSONSyntaxError) {
            json = try JSON(parsing: bytes)
        } catch {
            throw Invalid([FieldProblem("index.json", "json.invalid", error.description)])
        }
        guard let list = json.array else {
            throw Invalid([FieldProblem("index.json", "type.list", "expected a list, not \(json.kind)")])
        }
        entries = list.compactMap { entry in
            entry.firstText("file").map { file in
                Entry(file: Self.file(file), label: entry["label"]?.languageTexts.first?.text ?? "")
            }
        }
    }

    /// Whether a file is the list itself.
    package static func isIndex(_ name: String) -> Bool {
        name == "index.json" || name.hasSuffix("/index.json")
    }

    /// The path below `objects` by which the list names a file.
    package static func file(_ name: String) -> String {
        if let range = name.ranges(of: "objects/").last { return String(name[range.upperBound...]) }
        return name.hasPrefix("./") ? String(name.dropFirst(2)) : name
    }

    /// The objects that the list names and whose files are not among the names of those that were read.
    package func missing(from names: some Sequence<String>) -> [Entry] {
        let present = Set(names.map(Self.file))
        return entries.filter { !present.contains($0.file) }
    }
}

extension DATAtourismeIndex.Entry {
    /// What is to be told where the file of the object is not there.
    package var finding: Finding {
        Finding(
            record: file, listing: label, path: "", rule: "file.missing", severity: .warning,
            message: "index.json names \(file), which is not there")
    }
}
