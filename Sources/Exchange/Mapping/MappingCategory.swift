/// One way to find the category of a record.
enum MappingCategory: Sendable {
    /// Always this one.
    case fixed(String)
    /// By the values of a column, cut at the separators; `prefix` says how many signs of them count.
    case column(String, separators: [String], prefix: Int?, values: [String: String?], with: [Condition])

    /// What else a record must have: one of these words in that column.
    struct Condition: Sendable {
        let column: String
        let words: Set<String>
    }

    /// The column that it looks at.
    var column: String? {
        guard case .column(let column, _, _, _, _) = self else { return nil }
        return column
    }
}
