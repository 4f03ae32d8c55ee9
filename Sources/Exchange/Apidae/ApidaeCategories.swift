import Directory

/// The categories by the types of Apidae and by the elements of their lists.
struct ApidaeCategories: Sendable {
    /// A category that a type or an element may mean.
    struct Candidate: Sendable, Hashable {
        let code: String
        let rank: Int
        /// Whether it stands above other categories.
        let isFamily: Bool
    }

    private var byElement: [String: Candidate] = [:]
    private var byType: [String: [Candidate]] = [:]
    private var detailed: Set<String> = []

    init(_ categories: Vocabulary) {
        for entry in categories.entries {
            let rank = entry.attributes["rank"].flatMap { Int($0) } ?? 0
            let candidate = Candidate(code: entry.code, rank: rank, isFamily: entry.parent == nil)
            for code in entry.codes["apidae"] ?? [] {
                guard let colon = code.firstIndex(of: ":") else {
                    byType[code, default: []].append(candidate)
                    continue
                }
                detailed.insert(String(code[..<colon]))
                if byElement[code].map({ $0.rank < rank }) ?? true { byElement[code] = candidate }
            }
        }
    }

    /// What the element of that number means for an object of that type.
    func element(_ type: String, _ id: Int) -> Candidate? { byElement["\(type):\(id)"] }

    /// What the type alone means: the most general category, unless the type has no elements that say more.
    func type(_ type: String) -> Candidate? {
        let candidates = byType[type] ?? []
        return detailed.contains(type)
            ? candidates.min { $0.rank < $1.rank } : candidates.max { $0.rank < $1.rank }
    }
}
