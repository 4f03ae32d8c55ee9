/// One text file of the tree as the rules see it.
struct SourceFile: Sendable {
    /// The path from the root, with `/`.
    let path: String
    let text: String
    /// The parts of a Swift file; nil for other files.
    let swift: SwiftText?

    init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
        swift = path.hasSuffix(".swift") ? SwiftText(text) : nil
    }

    /// `Sources` or `Tests`, else the first part of the path.
    var top: String { part(0) ?? path }

    /// The target that the file belongs to.
    var module: String? { top == "Sources" || top == "Tests" ? part(1) : nil }

    /// The lines of the file, without a last empty one.
    var lines: [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private func part(_ index: Int) -> String? {
        let parts = path.split(separator: "/")
        return parts.indices.contains(index) ? String(parts[index]) : nil
    }
}
