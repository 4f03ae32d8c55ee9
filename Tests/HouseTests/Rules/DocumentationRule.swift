/// What other modules use is documented.
enum DocumentationRule {
    /// Requirements of protocols from outside; their meaning is told there.
    static let known: Set<String> = [
        "description", "debugDescription", "hash", "==", "<", "encode", "id", "rawValue", "makeIterator",
        "next",
        "makeAsyncIterator", "startIndex", "endIndex", "index", "errorDescription", "customMirror",
        "configuration",
        "run", "validate", "handle", "allCases", "provideScope", "localizedDescription", "response", "body",
        "underestimatedCount", "requestDecoder", "coreContext", "init(from", "init(rawValue", "main",
        "appendLiteral",
    ]

    /// Declarations with `package` or `public` and without a doc comment.
    ///
    /// `requirements` are the names of what our own protocols require: who fulfils one need not repeat its meaning.
    static func findings(in file: SourceFile, requirements: Set<String>) -> [Finding] {
        guard file.top == "Sources", let swift = file.swift else { return [] }
        let lines = file.lines
        return swift.code.indices.compactMap { index in
            guard let name = declaredName(swift.code[index]),
                !known.contains(name), !requirements.contains(name), !isLiteral(name),
                !isDocumented(index, lines)
            else { return nil }
            return Finding(file.path, index + 1, "\(name) has no documentation")
        }
    }

    /// The names of what the protocols of a file require.
    static func requirements(in file: SourceFile) -> Set<String> {
        guard let code = file.swift?.code else { return [] }
        var names: Set<String> = []
        var depth = 0
        for line in code {
            if depth == 0, WordRules.columns(of: "protocol", in: line).isEmpty { continue }
            if depth == 1, let name = name(in: line, needsAccess: false) { names.insert(name) }
            for byte in line.utf8 {
                if byte == UInt8(ascii: "{") { depth += 1 }
                if byte == UInt8(ascii: "}") { depth = max(0, depth - 1) }
            }
        }
        return names
    }

    /// The name of what a line declares for other modules.
    static func declaredName(_ line: String) -> String? { name(in: line, needsAccess: true) }

    private static func name(in line: String, needsAccess: Bool) -> String? {
        var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
        var isVisible = !needsAccess
        while let word = words.first {
            if word == "package" || word == "public" || word == "open" {
                isVisible = true
            } else if keywords.contains(keyword(word)) {
                // `class func`: the first word modifies the second.
                if word == "class", let next = words.dropFirst().first, keywords.contains(next) {
                    words = words.dropFirst()
                    continue
                }
                return isVisible ? declared(words) : nil
            } else if !isModifier(word) {
                return nil
            }
            words = words.dropFirst()
        }
        return nil
    }

    // `init(row`, `<`, `count`: what tells one declaration from another of its kind.
    private static func declared(_ words: ArraySlice<Substring>) -> String? {
        guard let word = words.first else { return nil }
        if word.hasPrefix("init") {
            let label = words.joined(separator: " ").drop { $0 != "(" }.dropFirst().prefix {
                $0.isLetter || $0 == "_"
            }
            return "init(\(label)"
        }
        if word.hasPrefix("subscript") { return "subscript" }
        guard let name = words.dropFirst().first, let first = name.first else { return nil }
        let isOperator = "<=>+-*/!&|~".contains(first)
        return String(name.prefix { isOperator ? $0 != "(" : !"(<:{=,?!".contains($0) })
    }

    // The requirements of the `ExpressibleBy…Literal` protocols.
    private static func isLiteral(_ name: String) -> Bool {
        name.hasPrefix("init(")
            && (name.hasSuffix("Literal") || name.hasSuffix("nterpolation") || name == "init(literalCapacity")
    }

    private static func keyword(_ word: Substring) -> Substring { word.prefix { $0.isLetter } }

    private static func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@") || word.hasPrefix("nonisolated") || word.hasSuffix("(set)")
            || modifiers.contains(word)
    }

    private static func isDocumented(_ index: Int, _ lines: [Substring]) -> Bool {
        var index = index - 1
        while lines.indices.contains(index) {
            let line = lines[index].drop { $0 == " " || $0 == "\t" }
            if line.hasPrefix("///") { return true }
            if !line.hasPrefix("@"), !line.hasPrefix("//") { return false }
            index -= 1
        }
        return false
    }

    private static let keywords: Set<Substring> = [
        "func", "var", "let", "struct", "class", "enum", "actor", "protocol", "init", "subscript",
        "typealias",
        "associatedtype",
    ]
    private static let modifiers: Set<Substring> = [
        "static", "final", "mutating", "nonmutating", "override", "convenience", "required", "lazy", "weak",
        "indirect", "isolated", "consuming", "borrowing", "prefix", "postfix", "infix", "async", "private",
        "internal",
        "fileprivate", "dynamic", "distributed", "sending",
    ]
}
