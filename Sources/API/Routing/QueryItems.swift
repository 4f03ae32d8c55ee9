import Directory

/// The parameters of a request's query, decoded.
struct QueryItems: Sendable {
    /// Names and values in the order of the query.
    let items: [(name: String, value: String)]

    /// Reads `a=1&b=2` with percent encoding and `+` for a space; refuses what is not UTF-8 and NUL.
    init(_ query: String?) throws(Problem) {
        guard let query, !query.isEmpty else {
            items = []
            return
        }
        var items: [(name: String, value: String)] = []
        for part in query.split(separator: "&") {
            let pieces = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try PercentCoding.decode(pieces[0], plusIsSpace: true)
            let value = pieces.count == 2 ? try PercentCoding.decode(pieces[1], plusIsSpace: true) : ""
            items.append((name, value))
        }
        self.items = items
    }

    /// These names and values.
    init(items: [(name: String, value: String)]) {
        self.items = items
    }

    /// Refuses names that the route does not have.
    func check(_ allowed: [String]) throws(Problem) {
        guard let unknown = items.first(where: { !allowed.contains($0.name) }) else { return }
        let list = allowed.isEmpty ? "no parameter" : allowed.joined(separator: ", ")
        throw Problem.parameter(
            unknown.name, "unknown_parameter",
            "there is no parameter “\(unknown.name.prefix(60))” here, but \(list)"
        ).with("allowed", .array(allowed.map { .string($0) }))
    }

    /// The one value of a name; refused where it is given twice.
    func one(_ name: String) throws(Problem) -> String? {
        let values = items.filter { $0.name == name }.map(\.value)
        guard values.count < 2 else {
            throw Problem.parameter(name, "parameter_repeated", "\(name) may be given once")
        }
        return values.first
    }

    /// The one value of a name, which is not empty.
    func text(_ name: String) throws(Problem) -> String? {
        let text = try one(name)
        guard text?.isEmpty != true else {
            throw Problem.parameter(name, "parameter_invalid", "\(name) must not be empty")
        }
        return text
    }

    /// All values of a name, given several times or separated by commas; nil where it is not given.
    func several(_ name: String) throws(Problem) -> [String]? {
        let values = items.filter { $0.name == name }.flatMap {
            $0.value.split(separator: ",", omittingEmptySubsequences: false)
        }
        guard !values.isEmpty else { return nil }
        guard values.count <= 100, values.allSatisfy({ !$0.isEmpty }) else {
            throw Problem.parameter(
                name, "parameter_invalid", "\(name) needs 1 to 100 values, none of them empty")
        }
        return values.map(String.init)
    }

    /// A whole number within bounds.
    func number(_ name: String, in bounds: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = try one(name) else { return nil }
        guard let number = Self.digits(text), bounds.contains(number) else {
            let range = "from \(bounds.lowerBound) to \(bounds.upperBound)"
            throw Problem.parameter(
                name, "parameter_invalid", "\(name) is a whole number \(range), not “\(text.prefix(40))”")
        }
        return number
    }

    /// `true` or `false`.
    func flag(_ name: String) throws(Problem) -> Bool? {
        guard let text = try one(name) else { return nil }
        guard let flag = Bool(text) else {
            throw Problem.parameter(
                name, "parameter_invalid", "\(name) is true or false, not “\(text.prefix(40))”")
        }
        return flag
    }

    /// How many items a page has.
    func limit() throws(Problem) -> Int { try number("limit", in: 1...1_000) ?? 50 }

    /// A number as JSON writes it; nil for anything else, such as `0x10`, `+5`, `inf` or nothing.
    static func decimal(_ text: some StringProtocol) -> Double? {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, isDigit(last),
            isDigit(first) || first == UInt8(ascii: "-"),
            bytes.allSatisfy({ isDigit($0) || ".eE+-".utf8.contains($0) })
        else { return nil }
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// A whole number without a sign; nil for anything else.
    static func digits(_ text: String) -> Int? {
        guard text.utf8.allSatisfy(isDigit) else { return nil }
        return Int(text)
    }
}
