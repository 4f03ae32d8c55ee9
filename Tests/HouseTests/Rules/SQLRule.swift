/// SQL text stands in `Store`, in `Postgres`, under `db` and in tests, and nowhere else.
enum SQLRule {
    static let homes: Set<String> = ["Store", "Postgres"]

    static func findings(in file: SourceFile) -> [Finding] {
        guard file.top == "Sources", let module = file.module, !homes.contains(module) else { return [] }
        return (file.swift?.strings ?? []).filter { isSQL($0.text) }
            .map { Finding(file.path, $0.line, "SQL text outside Store") }
    }

    /// Whether a literal holds a statement or a subselect: the keyword begins a line or follows a parenthesis.
    static func isSQL(_ literal: String) -> Bool {
        let text = literal.lowercased()
        guard ["select", "insert", "update", "delete"].contains(where: text.contains) else { return false }
        let select = /(?:^|\n|\(|;)\s*select\s[\s\S]*?\sfrom\s/
        let change = /(?:^|\n|\(|;)\s*(?:insert\s+into\s|update\s+\w+\s[\s\S]*?\bset\s|delete\s+from\s)/
        return text.contains(select) || text.contains(change)
    }
}
