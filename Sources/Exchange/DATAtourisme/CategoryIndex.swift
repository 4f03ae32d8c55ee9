import Directory

/// The categories by the classes of DATAtourisme, the most specific first.
struct CategoryIndex: Sendable {
    /// A category that a class may mean.
    struct Candidate: Sendable {
        let code: String
        let rank: Int
        /// Whether it stands above other categories.
        let isFamily: Bool
    }

    private let byClass: [String: Candidate]

    init(_ categories: Vocabulary) {
        var byClass: [String: Candidate] = [:]
        for entry in categories.entries {
            let rank = entry.attributes["rank"].flatMap { Int($0) } ?? 0
            let candidate = Candidate(code: entry.code, rank: rank, isFamily: entry.parent == nil)
            for name in entry.codes["datatourisme"] ?? [] where byClass[name].map({ $0.rank < rank }) ?? true
            {
                byClass[name] = candidate
            }
        }
        self.byClass = byClass
    }

    /// What the classes of one object mean, the highest rank first.
    func candidates(_ classes: [String]) -> [Candidate] {
        var candidates: [Candidate] = []
        for name in classes {
            guard let candidate = byClass[name], !candidates.contains(where: { $0.code == candidate.code })
            else {
                continue
            }
            candidates.append(candidate)
        }
        return candidates.sorted { ($1.rank, $0.code) < ($0.rank, $1.code) }
    }
}
