/// The top of the tree stays as small as the architecture has it.
enum TopLevelRule {
    static let names: Set<String> = ["Package.swift", "Sources", "Tests", "db", "README.md", "compose.yaml"]

    static func findings(in entries: [String]) -> [Finding] {
        entries.filter { !$0.hasPrefix(".") && !names.contains($0) }.sorted()
            .map { Finding($0, nil, "has no place at the top of the tree") }
    }
}
