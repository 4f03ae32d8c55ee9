import Directory

/// What the values of a column mean in a vocabulary.
struct CodeTable: Sendable {
    private let vocabulary: Vocabulary
    private let values: [String: String?]
    private let system: String?
    private let byLabel: [String: String]

    /// What a value means.
    enum Meaning {
        case code(String)
        /// The mapping knows the value, and that it has no place.
        case placeless
        case unknown
    }

    init(_ vocabulary: Vocabulary, values: [String: String?], system: String?) {
        (self.vocabulary, self.values, self.system) = (vocabulary, values, system)
        var byLabel: [String: String] = [:]
        let labels = vocabulary.entries.map { entry in
            (entry, entry.labels.texts.sorted { $0.key < $1.key }.map(\.value))
        }
        for (entry, labels) in labels + vocabulary.entries.map({ ($0, $0.values("also")) }) {
            for label in labels {
                let folded = FoldedText.label(label)
                if byLabel[folded] == nil { byLabel[folded] = entry.code }
            }
        }
        self.byLabel = byLabel
    }

    /// The code that a value means, nil where it means none.
    func code(_ text: String) -> String? {
        if case .code(let code) = meaning(text) { code } else { nil }
    }

    /// By the values of the mapping, the codes of the source's system, our own codes, the labels and what else it is called.
    func meaning(_ text: String) -> Meaning {
        let folded = FoldedText.label(text)
        if let value = values[folded] {
            guard let value else { return .placeless }
            return vocabulary.entry(value) == nil ? .unknown : .code(value)
        }
        if let entry = system.flatMap({ vocabulary.entry($0, text) }) ?? vocabulary.entry(text) {
            return .code(entry.code)
        }
        return byLabel[folded].map(Meaning.code) ?? .unknown
    }
}
