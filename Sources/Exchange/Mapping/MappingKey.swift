import Directory

/// How the key of a record is made: taken from a column, or built from several where no column holds one.
struct MappingKey: Sendable {
    /// One column of a key.
    struct Part: Sendable {
        let column: String
        /// Words that do not tell one record from another.
        let without: Set<String>
        /// Other spellings of whole values.
        let values: [String: String]
        /// Only the earliest day among the dates of the cell counts.
        let isFirstDate: Bool
    }

    let parts: [Part]

    var columns: [String] { parts.map(\.column) }

    /// Whether the key is put together: then two records may have the same by chance.
    var isBuilt: Bool { parts.count > 1 }

    /// The key of a record, nil where a column of it is empty that is the only one.
    func text(_ cell: (String) -> String?) -> String? {
        if let part = parts.first, !isBuilt {
            guard let text = cell(part.column)?.trimmed, (1...200).contains(text.utf8.count),
                !text.contains(where: \.isWhitespace)
            else { return nil }
            return text
        }
        let values = parts.map { Self.normalised(cell($0.column) ?? "", $0) }
        guard values.contains(where: { !$0.isEmpty }) else { return nil }
        // What people can read, and a digest so that nothing that was cut off can make two records one.
        let readable = values.joined(separator: "-").prefix(60).drop { $0 == "-" }
        return "\(readable)-\(ElementKey.digest(values.joined(separator: "\u{1F}")))"
    }

    private static func normalised(_ text: String, _ part: Part) -> String {
        if part.isFirstDate { return DateText.all(in: text).min()?.description ?? "" }
        let folded = FoldedText.words(text)
        if let value = part.values[FoldedText.label(text)] { return value }
        let telling = folded.filter { !part.without.contains($0) }
        return (telling.isEmpty ? folded : telling).joined(separator: "-")
    }
}
