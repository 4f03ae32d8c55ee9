import Directory

/// The categories by the codes of chapter 02.01 of the thesaurus.
struct TourInFranceCategories: Sendable {
    private let index: ThesaurusIndex

    init(_ categories: Vocabulary) {
        index = ThesaurusIndex(categories)
    }

    /// A category that a code means.
    struct Match {
        let entry: VocabularyEntry
        /// How many parts of the code it took: more is more specific.
        let depth: Int
        let rank: Int
    }

    /// What the codes of one object mean, the most specific of its own branch first.
    ///
    /// The branch is the code of `Classification`, which says what the object is; the vocabulary beside it may also
    /// name what else is there (the cuisine of a hotel's restaurant).
    func matches(_ codes: [(code: String, label: String?)], branch: String?) -> [Match] {
        let found = codes.compactMap { match($0.code, $0.label) }
        let own = branch.map { branch in
            codes.filter { $0.code == branch || $0.code.hasPrefix("\(branch).") }.compactMap {
                match($0.code, $0.label)
            }
        }
        let first = (own ?? []).isEmpty ? found : own ?? []
        return first.sorted { ($1.depth, $1.rank, $0.entry.code) < ($0.depth, $0.rank, $1.entry.code) }
            + found
    }

    private func match(_ code: String, _ label: String?) -> Match? {
        var parts = code.split(separator: ".")
        var isExact = true
        while parts.count >= 3 {
            let entries = index.entries(parts.joined(separator: "."))
            if let entry = choose(entries, isExact ? label : nil) {
                return Match(
                    entry: entry, depth: parts.count,
                    rank: entry.attributes["rank"].flatMap { Int($0) } ?? 0)
            }
            parts.removeLast()
            isExact = false
        }
        return nil
    }

    /// Of the entries that share a code the one that is called so, else the family, else the one of highest rank.
    private func choose(_ entries: [VocabularyEntry], _ label: String?) -> VocabularyEntry? {
        if entries.count > 1, let named = index.entry(labelled: label), entries.contains(named) {
            return named
        }
        if let family = entries.first(where: { $0.parent == nil }) { return family }
        return entries.max { rank($0) < rank($1) }
    }

    private func rank(_ entry: VocabularyEntry) -> Int {
        entry.attributes["rank"].flatMap { Int($0) } ?? 0
    }
}
