import Directory

/// A first mapping for a table that nobody has mapped, from the labels of its columns and their cells.
///
/// It is a proposal to be read and corrected by a person: what is not recognised is listed as unmapped, and
/// the category is always to be filled in.
package struct MappingSuggestion: Sendable {
    /// One column: its target, nil where nothing is recognised, and what separates several values in a cell.
    struct Column {
        let label: String
        let target: String?
        let separator: String?
        var isBarred = false
    }

    let columns: [Column]
    private let name: String
    private let format: Mapping.Format
    private let key: String?
    private let category: String?
    private let kinds: [String]

    /// A proposal for a table with this header and some of its rows, or for features with these properties.
    package init(name: String, format: Mapping.Format = .csv, header: [String], rows: [[String]]) {
        (self.name, self.format) = (name, format)
        let labels = CSVRecords.labels(header)
        var taken: Set<String> = []
        var columns: [Column] = []
        for (index, label) in labels.enumerated() {
            let cells = rows.compactMap { $0.indices.contains(index) ? $0[index].trimmed : nil }
                .filter { !["", "-", "null"].contains($0) }
            var target = (Self.byLabel(label) ?? Self.byShape(cells)).map { Self.parted($0, cells) }
            // One column can be the name; a second one is left to the person.
            if let known = target, Self.single.contains(known), !taken.insert(known).inserted { target = nil }
            columns.append(
                Column(
                    label: label, target: target, separator: target.flatMap { Self.separator($0, cells) },
                    isBarred: target.map { Self.isBarred($0, cells) } ?? false))
        }
        self.columns = columns
        key = labels.first { Self.keys.contains(FoldedText.name($0)) }
        let category = labels.first { Self.categories.contains(FoldedText.name($0)) }
        self.category = category
        let place = category.flatMap { labels.firstIndex(of: $0) }
        var kinds: [String] = []
        for row in rows {
            guard let place, row.indices.contains(place), !row[place].trimmed.isEmpty else { continue }
            if !kinds.contains(row[place].trimmed), kinds.count < 40 { kinds.append(row[place].trimmed) }
        }
        self.kinds = kinds
    }

    /// The proposal as the text of a mapping file.
    package var yaml: String {
        var lines = [
            "# A proposal made from the header: read it, correct it, fill in the categories.",
            "name: \(quoted(name))",
            "format: \(format.rawValue)", "key: " + keyText, "category:",
        ]
        if let category {
            lines += ["  - column: \(quoted(category))", "    values:"]
            lines += kinds.map { "      \(quoted($0)): \(guess($0) ?? "service")" }
            if kinds.isEmpty { lines[lines.count - 1] = "    values: {}" }
        }
        lines += ["  - service", "columns:"]
        let known = columns.filter { $0.target != nil }
        for column in known {
            let target = column.target ?? ""
            let split = column.separator.map { "{to: \(target), split: \(quoted($0))}" } ?? target
            let rule = column.isBarred ? "{to: \(target), parts: \"|\", list: \"#\"}" : split
            lines.append("  \(quoted(column.label)): \(rule)")
        }
        if format == .geojson { lines.append("  geometry: location.point") }
        if known.isEmpty, format == .csv { lines[lines.count - 1] = "columns: {}" }
        let unknown = columns.filter { $0.target == nil && $0.label != key && $0.label != category }
        if !unknown.isEmpty {
            lines.append("unmapped:")
            lines += unknown.map { "  - \(quoted($0.label))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The column of ids, else the name, postcode and address together.
    private var keyText: String {
        if let key { return quoted(key) }
        let parts = columns.filter { column in
            ["name", "address.postcode", "address.line"].contains { column.target?.hasPrefix($0) ?? false }
        }
        return "[" + parts.map { quoted($0.label) }.joined(separator: ", ") + "]"
    }

    private func guess(_ kind: String) -> String? {
        let words = FoldedText.words(kind)
        return Self.kindWords.first { words.contains($0.word) }?.code
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ")
            + "\""
    }

    /// By the label, in the French, English and Tourinsoft ways to name a column.
    private static func byLabel(_ label: String) -> String? {
        let name = FoldedText.name(label)
        if let target = names[name] { return target }
        if let ending = endings.first(where: {
            name.hasSuffix($0.end) && name.utf8.count > $0.end.utf8.count + 3
        }) {
            return ending.target
        }
        let words = FoldedText.words(label)
        return phrases.first { phrase in
            phrase.words.allSatisfy { word in words.contains { $0.hasPrefix(word) } }
        }?
        .target
    }
}
