/// What stands in the `hosts` of an entry: `booking.com`, `airbnb.*` for any country, `google.*/maps` for one part.
enum HostPattern {
    /// The hosts, with the first part of a path where the pattern has one, that a pattern stands for.
    static func hosts(_ pattern: String) -> [String] {
        guard let star = pattern.firstRange(of: ".*") else { return [pattern] }
        return endings.map { "\(pattern[..<star.lowerBound]).\($0)\(pattern[star.upperBound...])" }
    }

    /// Whether a host bears the name by which the entry is known: platforms and sites of reviews are known by theirs,
    /// engines and chains lend it to the hosts of houses.
    static func names(_ host: String, as entry: VocabularyEntry) -> Bool {
        host.prefix { $0 != "." } == entry.code && [nil, "ota"].contains(entry.attributes["kind"])
    }

    /// A name that is a word as well: a house's own page may be `booking.…`.
    static let word = "booking"

    /// What stands before the ending of a country where that has two parts (`co.uk`).
    static let innerEndings: Set<Substring> = ["ac", "asso", "co", "com", "edu", "gouv", "gov", "net", "org"]

    // The domains of countries in which platforms have pages of their own; never a domain that anybody can register
    // below (`airbnb.example.com`).
    private static let endings: [String] = """
        com fr de it es pt nl be lu ch at ie dk se no fi is pl cz sk hu ro bg gr hr si rs lt lv ee ru cat eu uk co.uk \
        us ca mx com.mx com.br com.ar cl co com.co com.pe com.ec com.cr com.uy com.au co.nz co.za jp co.jp co.kr cn \
        com.cn com.hk com.tw com.sg com.my co.th co.id com.ph com.vn co.in in ae com.mt com.tr com.cy co.il
        """.split(separator: " ").map(String.init)
}
