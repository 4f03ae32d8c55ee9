import Directory

/// The entries of a vocabulary by the hosts that belong to them.
struct HostIndex: Sendable {
    private let codes: [String: String]

    init(_ vocabulary: Vocabulary) {
        var codes: [String: String] = [:]
        for entry in vocabulary.entries {
            for host in entry.values("hosts") where codes[host] == nil { codes[host] = entry.code }
        }
        self.codes = codes
    }

    /// The code of the entry that the host, or the nearest domain above it, belongs to.
    func code(of host: String) -> String? {
        var rest = host[...]
        while true {
            if let code = codes[String(rest)] { return code }
            guard let dot = rest.firstIndex(of: ".") else { return nil }
            rest = rest[rest.index(after: dot)...]
        }
    }
}
