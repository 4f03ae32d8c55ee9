/// Hosts written so that people take them for others: letters of other scripts, digits, accents.
enum HostDisguise {
    /// What a host looks like in plain letters, none where it holds nothing but them.
    static func readings(of host: String) -> [String] {
        let isPlain = host.utf8.allSatisfy { $0 < 0x80 && !"0135".utf8.contains($0) }
        guard !isPlain || host.contains("xn--") else { return [] }
        let whole = shown(host)
        // A one stands for either of two letters.
        return ["l", "i"].map { one in whole.map { plain($0, one) }.joined() }.filter { $0 != host }
    }

    /// Whether a host differs from another one only by letters that are no plain ones (`bōoking.com`, `būoking.com`).
    static func isDisguised(_ host: String, as other: String) -> Bool {
        guard other.utf8.count >= 8, host.contains("xn--") || !host.utf8.allSatisfy({ $0 < 0x80 }) else {
            return false
        }
        let whole = shown(host)
        let bare = whole.hasPrefix("www.") ? whole.dropFirst(4) : whole[...]
        return bare.count == other.count && zip(bare, other).allSatisfy { $0 == $1 || !$0.isASCII }
    }

    /// The host as a browser may show it.
    private static func shown(_ host: String) -> String {
        host.split(separator: ".", omittingEmptySubsequences: false).map { label in
            label.hasPrefix("xn--") ? decoded(label.dropFirst(4)) ?? String(label) : String(label)
        }
        .joined(separator: ".")
    }

    private static func plain(_ character: Character, _ one: String) -> String {
        if character == "1" { return one }
        if let letter = letters[character] { return letter }
        return character.isASCII ? String(character) : FoldedText.words(String(character)).joined()
    }

    private static let letters: [Character: String] = {
        let pairs = [
            ("аɑα", "a"), ("вß", "b"), ("сϲ", "c"), ("ԁ", "d"), ("еєε3", "e"), ("ɡ", "g"), ("һ", "h"),
            ("іıιí", "i"), ("ј", "j"), ("кκ", "k"), ("ӏ", "l"), ("м", "m"), ("пη", "n"), ("оοσօ0", "o"),
            ("рρ", "p"), ("ѕ5", "s"), ("тτ", "t"), ("υս", "u"), ("ѵν", "v"), ("ѡω", "w"), ("хχ", "x"),
            ("уγ", "y"),
        ]
        var letters: [Character: String] = [:]
        for (lookalikes, letter) in pairs { for sign in lookalikes { letters[sign] = letter } }
        return letters
    }()

    /// A label of an international domain behind its `xn--` (RFC 3492), nil where it is none.
    private static func decoded(_ label: Substring) -> String? {
        let dash = label.lastIndex(of: "-")
        var output = dash.map { Array(label[..<$0].unicodeScalars) } ?? []
        let input = dash.map { label[label.index(after: $0)...] } ?? label
        var (code, index, bias, isFirst) = (128, 0, 72, true)
        var digits = input.utf8.makeIterator()
        var next = digits.next()
        while next != nil {
            let old = index
            var (weight, step) = (1, 36)
            while true {
                guard let byte = next, let digit = digit(byte), index < 1 << 24, weight < 1 << 24 else {
                    return nil
                }
                next = digits.next()
                index += digit * weight
                let limit = step <= bias ? 1 : min(26, step - bias)
                if digit < limit { break }
                weight *= 36 - limit
                step += 36
            }
            let count = output.count + 1
            bias = adapted(index - old, count, isFirst)
            (code, index, isFirst) = (code + index / count, index % count, false)
            guard let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
            output.insert(scalar, at: index)
            index += 1
        }
        return String(String.UnicodeScalarView(output))
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x61...0x7A: Int(byte) - 0x61
        case 0x30...0x39: Int(byte) - 0x30 + 26
        default: nil
        }
    }

    private static func adapted(_ delta: Int, _ count: Int, _ isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var step = 0
        while delta > 455 {
            delta /= 35
            step += 36
        }
        return step + 36 * delta / (delta + 38)
    }
}
