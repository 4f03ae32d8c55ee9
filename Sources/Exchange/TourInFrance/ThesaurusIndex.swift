import Directory

/// The entries of a vocabulary by their code in the thesaurus of TourInFrance and by their label.
///
/// Producers work with different editions of the thesaurus, in which some codes have moved by one or two: a code whose
/// label says something else is not believed.
struct ThesaurusIndex: Sendable {
    private struct Item {
        let entry: VocabularyEntry
        let labels: Set<String>
        let words: Set<String>
    }

    private let items: [Item]
    private let byCode: [String: [Int]]
    private let byLabel: [String: Int]

    /// An index of the entries; `local` are codes that producers added to the thesaurus, and the entries they mean.
    init(_ vocabulary: Vocabulary, local: [String: String] = [:]) {
        var byCode: [String: [Int]] = [:]
        var byLabel: [String: Int] = [:]
        items = vocabulary.entries.map { entry in
            Item(
                entry: entry, labels: Set(entry.labels.texts.values.map(CommuneName.normalised)),
                words: Self.words(CommuneName.normalised(entry.labels.texts[.french] ?? "")))
        }
        for (index, item) in items.enumerated() {
            for code in item.entry.codes["tif"] ?? [] where code != "-" {
                byCode[code, default: []].append(index)
            }
            for code in local.keys where local[code] == item.entry.code {
                byCode[code, default: []].append(index)
            }
            for label in item.labels where byLabel[label] == nil { byLabel[label] = index }
        }
        (self.byCode, self.byLabel) = (byCode, byLabel)
    }

    /// The entries of a code, in the order of the vocabulary.
    func entries(_ code: String) -> [VocabularyEntry] {
        byCode[code]?.map { items[$0].entry } ?? []
    }

    /// The entry whose label is that text.
    func entry(labelled text: String?) -> VocabularyEntry? {
        text.flatMap { byLabel[CommuneName.normalised($0)] }.map { items[$0].entry }
    }

    /// The entry of a code that moves with the editions: by its label where there is one, else by the code.
    ///
    /// Where `isWide`, a label that says less than that of one entry alone (`Tennis`) means this entry.
    func entry(_ code: String?, label: String?, isWide: Bool = false) -> VocabularyEntry? {
        let candidates = code.flatMap { byCode[$0] } ?? []
        guard let label else { return candidates.first.map { items[$0].entry } }
        let key = CommuneName.normalised(label)
        if let exact = candidates.first(where: { items[$0].labels.contains(key) }) ?? byLabel[key] {
            return items[exact].entry
        }
        let said = Self.words(key)
        if let agreeing = candidates.first(where: { !items[$0].words.isDisjoint(with: said) }) {
            return items[agreeing].entry
        }
        guard isWide, !said.isEmpty else { return nil }
        let wider = items.filter { said.isSubset(of: $0.words) }
        return wider.count == 1 ? wider[0].entry : nil
    }

    /// The beginnings of the words that carry the meaning.
    private static func words(_ key: String) -> Set<String> {
        Set(key.split(separator: " ").filter { $0.utf8.count > 2 }.map { String($0.prefix(5)) })
    }
}
