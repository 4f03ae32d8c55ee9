/// An amount of money in hundredths, without its currency.
package struct Amount: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Hundredths of the currency's unit, 0 to 9,999,999,999.
    package let hundredths: Int

    /// So many hundredths, nil where negative or absurd.
    package init?(hundredths: Int) {
        guard (0...9_999_999_999).contains(hundredths) else { return nil }
        self.hundredths = hundredths
    }

    /// Reads `80`, `80.5`, `80.50` or `80,50`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.trimmed.replacing(",", with: ".").split(
            separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...8).contains(parts[0].utf8.count),
            parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let whole = Int(parts[0])
        else { return nil }
        var cents = 0
        if parts.count == 2 {
            let decimals = parts[1]
            guard (1...6).contains(decimals.utf8.count),
                decimals.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                decimals.dropFirst(2).allSatisfy({ $0 == "0" }), let value = Int(decimals.prefix(2))
            else { return nil }
            cents = decimals.utf8.count == 1 ? value * 10 : value
        }
        self.init(hundredths: whole * 100 + cents)
    }

    package var description: String {
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        return "\(whole)." + (rest < 10 ? "0" : "") + "\(rest)"
    }

    package static func < (left: Amount, right: Amount) -> Bool { left.hundredths < right.hundredths }
}
