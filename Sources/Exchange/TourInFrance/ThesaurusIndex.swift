import Directory

/// The entries of a vocabulary by their code in the thesaurus of TourInFrance and by their label.
///
/// Producers work with different editions of the thesaurus, in which some codes have moved by one or two: a code whose
/// label says something else is not believed.
struct ThesaurusIndex: Sendable {
    private let byCode: [String: [VocabularyEntry]]
    private let byLabel: [String: VocabularyEntry]
    private let words: [(words: Set<String>, entry: VocabularyEntry)]

    init(_ vocabulary: Vocabulary) {
        var byCode: [String: [VocabularyEntry]] = [:]
        var byLabel: [String: VocabularyEntry] = [:]
        var words: [(Set<String>, VocabularyEntry)] = []
        for entry in vocabulary.entries {
            for code in entry.codes["tif"] ?? [] where code != "-" { byCode[code, default: []].append(entry) }
            for label in entry.labels.texts.values {
                let key = CommuneName.normalised(label)
                if byLabel[key] == nil { byLabel[key] = entry }
            }
            words.append((Self.words(entry.labels.texts[.french] ?? ""), entry))
        }
        (self.byCode, self.byLabel, self.words) = (byCode, byLabel, words)
    }

    /// The entries of a code, in the order of the vocabulary.
    func entries(_ code: String) -> [VocabularyEntry] {
        byCode[code] ?? []
    }

    /// The entry whose label is that text.
    func entry(labelled text: String?) -> VocabularyEntry? {
        text.flatMap { byLabel[CommuneName.normalised($0)] }
    }

    /// The entry of a code that moves with the editions: by its label where there is one, else by the code.
    func entry(_ code: String?, label: String?) -> VocabularyEntry? {
        let candidates = code.map { entries($0) } ?? []
        guard let label else { return candidates.first }
        let key = CommuneName.normalised(label)
        let exact = candidates.first { entry in
            entry.labels.texts.values.contains { CommuneName.normalised($0) == key }
        }
        if let entry = exact ?? byLabel[key] { return entry }
        let said = Self.words(label)
        let agreeing = candidates.first { entry in
            !Self.words(entry.labels.texts[.french] ?? "").isDisjoint(with: said)
        }
        if let agreeing { return agreeing }
        let wider = words.filter { !said.isEmpty && said.isSubset(of: $0.words) }
        return wider.count == 1 ? wider[0].entry : nil
    }

    /// The beginnings of the words that carry the meaning.
    private static func words(_ text: String) -> Set<String> {
        Set(CommuneName.normalised(text).split(separator: " ").filter { $0.count > 2 }.map { String($0.prefix(5)) })
    }
}
