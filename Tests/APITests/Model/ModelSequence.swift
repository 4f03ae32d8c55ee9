import Support

/// Random steps: mostly sensible ones, some with an old version or with what somebody saw long ago.
struct ModelSequence {
    /// What a moderator had before the eyes.
    private struct Look {
        let number: Int
        let version: Int
        let published: [String: Int]
        let paths: [String]
    }

    private var random: SplitMix
    private var looks: [Look] = []

    init(seed: UInt64) {
        random = SplitMix(seed: seed)
    }

    /// The next step in that state.
    mutating func next(_ model: ProposalModel) -> ModelStep {
        if let number = model.proposals.indices.randomElement(using: &random) {
            // Looks are taken all the time, and used now or much later.
            let proposal = model.proposals[number]
            looks.append(
                Look(
                    number: number, version: proposal.version, published: model.published,
                    paths: proposal.fields.keys.sorted()))
        }
        let version = { (number: Int, stale: Bool) in model.proposals[number].version - (stale ? 1 : 0) }
        switch (
            Int.random(in: 0..<100, using: &random), model.proposals.indices.randomElement(using: &random)
        ) {
        case (0..<3, _): return model.isClosed ? .restore : .close
        case (3..<5, _): return model.isClosed ? .close : .restore
        case (5..<25, _): return .submit(base: base(model), patch: patch())
        case (25..<40, _): return .edit(revision: model.revisions.count - (isStale() ? 1 : 0), patch: patch())
        case (40..<48, _) where model.revisions.count > 1:
            return .revert(Int.random(in: 2...model.revisions.count, using: &random))
        case (48..<58, let number?):
            return .amend(number, version: version(number, isStale()), patch: patch())
        case (58..<61, let number?): return .withdraw(number, version: version(number, isStale()))
        case (61..<65, let number?): return .requestChanges(number, version: version(number, isStale()))
        case (65..<74, let number?): return .undo(number)
        default: return model.isClosed ? .restore : decide() ?? .submit(base: base(model), patch: patch())
        }
    }

    private mutating func decide() -> ModelStep? {
        let isFresh = Int.random(in: 0..<10, using: &random) < 6
        guard let look = isFresh ? looks.last : looks.randomElement(using: &random) else { return nil }
        let count = Int.random(in: 1...look.paths.count, using: &random)
        var choices: [String: ModelChoice] = [:]
        for path in look.paths.shuffled(using: &random).prefix(count) { choices[path] = choice() }
        let seen = Dictionary(uniqueKeysWithValues: ProposalModel.paths.map { ($0, look.published[$0]) })
        return .decide(look.number, version: look.version, seen: seen, choices: choices)
    }

    private mutating func choice() -> ModelChoice {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .reject
        case 1: .amend(Int.random(in: 0..<4, using: &random))
        default: .accept
        }
    }

    private mutating func base(_ model: ProposalModel) -> Int {
        isStale() ? Int.random(in: 1...model.revisions.count, using: &random) : model.revisions.count
    }

    private mutating func isStale() -> Bool {
        Int.random(in: 0..<5, using: &random) == 0
    }

    /// One to three values; every field but the French name may be emptied.
    private mutating func patch() -> [String: Int?] {
        var patch: [String: Int?] = [:]
        let count = Int.random(in: 1...3, using: &random)
        for path in ProposalModel.paths.shuffled(using: &random).prefix(count) {
            let isEmptied = path != "name.fr" && Int.random(in: 0..<6, using: &random) == 0
            patch[path] = .some(isEmptied ? nil : Int.random(in: 0..<4, using: &random))
        }
        return patch
    }
}
