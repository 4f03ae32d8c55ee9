import Actions
import ArgumentParser
import Directory

extension ListingCommand {
    struct Duplicates: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "List published listings that may be one place, or offers of one establishment.",
            discussion: """
                Each pair once, with the score and its parts. `merge` suggests one place: `fitxa listing merge`; `relate` \
                suggests one establishment with several offers: `fitxa listing edit ID --set related/OTHER=true`. \
                Nothing is changed.
                """)
        @OptionGroup var common: CommonOptions
        @Option(help: "Only listings of this territory and below.") var territory: String?
        @Option(help: "Only pairs of this score at least, 0 to 1.") var minScore = 0.5

        func run(in house: House) async throws {
            try await ReadTerritories(house.context).check(territory)
            let count = try await ListDuplicates(house.context).run(
                territory: territory, minScore: minScore
            ) { group in
                answer(group.json) { group.write() }
            }
            if !common.json { Console.note("\(count) pairs") }
        }
    }
}

extension ListDuplicates.Group {
    /// The group for people.
    fileprivate func write() {
        let name = head.document.translations(.name).best() ?? ""
        Console.out("\(head.id)  \(head.document.category ?? "")  \(name)")
        for twin in twins { Console.out("  \(twin.line)") }
    }
}

extension Twin {
    /// One line for people: the score, what it suggests, the listing, and the parts of the score.
    var line: String {
        let name = head.document.translations(.name).best() ?? ""
        let parts = likeness.parts.json.object?.members.filter { !$0.value.isNull } ?? []
        let words = parts.map { "\($0.key) \($0.value.string ?? $0.value.text)" }.joined(separator: ", ")
        let suggestion = json["suggests"]?.string ?? "-"
        return "\(likeness.score)  \(suggestion)  \(head.id)  \(name)  (\(words))"
    }
}
