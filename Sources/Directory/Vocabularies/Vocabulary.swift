/// One controlled list, its entries in the order in which people should see them.
package struct Vocabulary: Sendable {
    /// The entries in order.
    package let entries: [VocabularyEntry]
    private let byCode: [String: Int]
    private let byForeignCode: [String: [String: Int]]

    /// A list of these entries; of two with one code the first counts.
    package init(_ entries: [VocabularyEntry]) {
        self.entries = entries
        byCode = Dictionary(zip(entries.map(\.code), entries.indices)) { first, _ in first }
        var foreign: [String: [String: Int]] = [:]
        for (index, entry) in entries.enumerated() {
            for (system, codes) in entry.codes {
                for code in codes where foreign[system]?[code] == nil {
                    foreign[system, default: [:]][code] = index
                }
            }
        }
        byForeignCode = foreign
    }

    /// The entry of that code.
    package func entry(_ code: String) -> VocabularyEntry? {
        byCode[code].map { entries[$0] }
    }

    /// The first entry that carries that code of another system (`datatourisme`, `kb:Cash`).
    package func entry(_ system: String, _ code: String) -> VocabularyEntry? {
        byForeignCode[system]?[code].map { entries[$0] }
    }

    /// The code itself and what stands above it, nearest first.
    package func lineage(_ code: String) -> [String] {
        var lineage: [String] = []
        var next: String? = code
        while let code = next, let entry = entry(code), !lineage.contains(code) {
            lineage.append(code)
            next = entry.parent
        }
        return lineage
    }

    /// The entry whose `hosts` hold that host or a domain above it.
    package func entry(host: String) -> VocabularyEntry? {
        entries.first { entry in entry.values("hosts").contains { HostName.isHost(host, within: $0) } }
    }
}

/// All controlled lists together, as validation needs them.
package struct Vocabularies: Sendable {
    private let lists: [VocabularyName: Vocabulary]
    /// Whether the host of an address is asked whose it is.
    private(set) var asksHosts = true

    /// These lists; one that is missing is empty.
    package init(_ lists: [VocabularyName: Vocabulary]) {
        self.lists = lists
    }

    /// The same lists for what was checked when it was written: a host that a platform takes over later makes no
    /// listing unreadable.
    var trusting: Vocabularies {
        var trusting = self
        trusting.asksHosts = false
        return trusting
    }

    /// Changes with any entry of any list: readers name it, so that records are read again when a list has changed.
    package var fingerprint: String {
        let texts = VocabularyName.allCases.map {
            self[$0].entries.map(\.json.canonicalText).joined(separator: "\n")
        }
        return ElementKey.digest(texts.joined(separator: "\n\n"))
    }

    /// The list of that name.
    package subscript(_ name: VocabularyName) -> Vocabulary {
        lists[name] ?? Vocabulary([])
    }
}
