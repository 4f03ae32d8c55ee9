/// The rules by which a platform's own identifier is read from an address.
package enum ExternalID {
    /// Applies a rule of a vocabulary's column `id_pattern`; nil where the address does not hold the identifier.
    ///
    /// `path:N` is the N-th segment of the path, from the end where N is negative (a file's extension and the
    /// language before it, as in `hotel.fr.html`, are cut off); `query:NAME` is that parameter, with
    /// `=TEXT` what stands in it behind TEXT; `digits:TEXT` are the digits and `after:TEXT` the letters and digits right
    /// behind TEXT in the path; `number:TEXT` is what stands there alone as digits, TEXT and digits, in capitals;
    /// several rules stand one after the other, separated by `|`.
    package static func find(_ pattern: String, in url: WebAddress) -> String? {
        for rule in pattern.split(separator: "|") {
            let parts = rule.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let argument = String(parts[1])
            let found: String? =
                switch parts[0] {
                case "query": parameter(argument, url)
                case "number": number(around: argument, url)
                case "digits": run(behind: argument, url) { $0.isASCII && $0.isNumber }
                case "after": run(behind: argument, url) { $0.isASCII && ($0.isLetter || $0.isNumber) }
                case "path": segment(Int(argument) ?? 0, url)
                default: nil
                }
            if let found, !found.isEmpty, found.utf8.count <= 200 { return found }
        }
        return nil
    }

    private static func run(behind text: String, _ url: WebAddress, _ belongs: (Character) -> Bool) -> String?
    {
        let path = url.tail.prefix { $0 != "?" && $0 != "#" }
        // `-d` also stands in words before the number that it marks.
        let runs = path.ranges(of: text).map { path[$0.upperBound...].prefix(while: belongs) }
        return runs.first { !$0.isEmpty }.map(String.init)
    }

    private static func parameter(_ argument: String, _ url: WebAddress) -> String? {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard let value = url.query(parts[0]) else { return nil }
        guard parts.count == 2 else { return value }
        let text = value.replacing("%3A", with: ":").replacing("%3a", with: ":")
        return text.hasPrefix(parts[1]) ? String(text.dropFirst(parts[1].count)) : nil
    }

    private static func number(around text: String, _ url: WebAddress) -> String? {
        let path = url.tail.prefix { $0 != "?" && $0 != "#" }.uppercased()
        let words = path.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.first { word in
            let halves = word.split(separator: text.uppercased(), omittingEmptySubsequences: false)
            return halves.count == 2 && halves.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
        }
        .map(String.init)
    }

    private static func segment(_ number: Int, _ url: WebAddress) -> String? {
        let segments = url.pathSegments
        let index = number > 0 ? number - 1 : segments.count + number
        guard number != 0, segments.indices.contains(index) else { return nil }
        return segments[index].split(separator: ".").first.map(String.init)
    }
}
