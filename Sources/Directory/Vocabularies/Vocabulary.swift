/// One controlled list, its entries in the order in which people should see them.
package struct Vocabulary: Sendable {
    /// The entries in order.
    package let entries: [VocabularyEntry]
    private let byCode: [String: Int]
    private let byForeignCode: [String: [String: Int]]
    private let byHost: [String: Int]
    private let byName: [String: Int]

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
        let hosts = entries.enumerated().flatMap { index, entry in
            entry.values("hosts").flatMap(HostPattern.hosts).map { ($0, index) }
        }
        byHost = Dictionary(hosts) { first, _ in first }
        let names = hosts.filter { HostPattern.names($0.0, as: entries[$0.1]) }
        byName = Dictionary(names.map { (entries[$0.1].code, $0.1) }) { first, _ in first }
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

    /// The entry whose `hosts` hold the host of that address or the nearest domain above it, perhaps with the first
    /// part of its path.
    package func entry(of url: WebAddress) -> VocabularyEntry? {
        entry(host: url.host, part: url.pathSegments.first)
    }

    /// The entry whose `hosts` hold that host or the nearest domain above it.
    package func entry(host: String) -> VocabularyEntry? {
        entry(host: host, part: nil)
    }

    private func entry(host: String, part: String?) -> VocabularyEntry? {
        guard !byHost.isEmpty else { return nil }
        var rest = host[...]
        while true {
            if let part, let index = byHost["\(rest)/\(part)"] { return entries[index] }
            if let index = byHost[String(rest)] { return entries[index] }
            guard let dot = rest.firstIndex(of: ".") else { return nil }
            rest = rest[rest.index(after: dot)...]
        }
    }

    /// The entry that a host which belongs to nobody is meant to be taken for.
    ///
    /// One of its `hosts` stands within the host before a dot or a hyphen (`booking.com.example.net`), or the host is
    /// written with letters and digits that only look the same.
    package func entry(imitatedBy host: String) -> VocabularyEntry? {
        guard !byHost.isEmpty else { return nil }
        if let found = entry(beginning: host) { return found }
        for reading in HostDisguise.readings(of: host) {
            let found =
                entry(host: reading) ?? entry(beginning: reading) ?? entry(ending: reading)
                ?? entry(naming: reading)
            if let found { return found }
        }
        guard host.contains("xn--") || !host.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        return byHost.filter { HostDisguise.isDisguised(host, as: $0.key) }.map(\.value).min()
            .map { entries[$0] }
    }

    /// The entry whose own name ends that host behind a hyphen (`my-booking.com`): it may deceive, or be an engine that
    /// nobody has listed.
    ///
    /// Only the name of the platform itself counts: `hotels.com` and `gites.fr` are words that others use as well, and a
    /// chain lends its name to its houses.
    package func entry(ending host: String) -> VocabularyEntry? {
        for dash in host.indices where host[dash] == "-" {
            let rest = host[host.index(after: dash)...]
            guard let index = byHost[String(rest)],
                byName[String(rest.prefix { $0 != "." })] == index
            else { continue }
            return entries[index]
        }
        return nil
    }

    /// The entry whose own name stands as a word in that host of somebody else (`airbnb.example.net`,
    /// `airbnb-biarritz.fr`): it may deceive.
    ///
    /// What stands before the ending alone is a domain of that name and no part of another one (`sites.google.com`).
    package func entry(naming host: String) -> VocabularyEntry? {
        guard !byName.isEmpty else { return nil }
        let labels = host.split(separator: ".")
        for (index, label) in labels.dropLast().enumerated() {
            let words = label.split(separator: "-")
            let isDomain =
                index == labels.count - 2
                || index == labels.count - 3 && HostPattern.innerEndings.contains(labels[index + 1])
            guard words.count > 1 || !isDomain else { continue }
            let names = words.filter { $0 != HostPattern.word }
            if let found = names.lazy.compactMap({ byName[String($0)] }).first { return entries[found] }
        }
        return nil
    }

    private func entry(beginning host: String) -> VocabularyEntry? {
        var found: Int?
        var label = host[...]
        while true {
            for end in label.indices where label[end] == "." || label[end] == "-" {
                guard let index = byHost[String(label[..<end])] else { continue }
                found = min(index, found ?? index)
            }
            guard let dot = label.firstIndex(of: ".") else { return found.map { entries[$0] } }
            label = label[label.index(after: dot)...]
        }
    }
}

/// All controlled lists together, as validation needs them.
package struct Vocabularies: Sendable {
    private let lists: [VocabularyName: Vocabulary]
    /// Changes with any entry of any list: readers name it, so that records are read again when a list has changed.
    package let fingerprint: String
    /// Whether the host of an address is asked whose it is.
    private(set) var asksHosts = true
    /// Whether a point 0/0 is refused.
    private(set) var refusesZero = true

    /// These lists; one that is missing is empty.
    package init(_ lists: [VocabularyName: Vocabulary]) {
        self.lists = lists
        let texts = VocabularyName.allCases.map { name in
            (lists[name]?.entries ?? []).map(\.json.canonicalText).joined(separator: "\n")
        }
        fingerprint = ElementKey.digest(texts.joined(separator: "\n\n"))
    }

    /// The same lists for what was checked when it was written: a host that a platform takes over later makes no
    /// listing unreadable.
    var trusting: Vocabularies {
        var trusting = self
        trusting.asksHosts = false
        return trusting
    }

    /// The same lists for what an import judges itself: a source that does not know a place says 0/0.
    package var judging: Vocabularies {
        var judging = self
        judging.refusesZero = false
        return judging
    }

    /// The names that a count of the capacity may have: the amenities of the kind `capacity`.
    package var counts: [String] {
        self[.amenities].entries.filter { $0.attributes["kind"] == "capacity" }.map(\.code).sorted()
    }

    /// The list of that name.
    package subscript(_ name: VocabularyName) -> Vocabulary {
        lists[name] ?? Vocabulary([])
    }
}
