import Directory
import HTTPTypes

/// Which of several content types a client prefers (RFC 9110, 12.5.1).
enum MediaRange {
    /// The type that `Accept` weighs most, the first among equals; refused where it accepts none.
    static func choose(_ types: [String], accept: String?) throws(Problem) -> String {
        guard let accept, !accept.isEmpty, accept != "*/*", let first = types.first else {
            return types.first ?? ""
        }
        let ranges = accept.split(separator: ",").map { weighed($0) }
        var best = (type: first, weight: 0.0)
        for type in types {
            let weight = weight(of: type, ranges)
            if weight > best.weight { best = (type, weight) }
        }
        guard best.weight > 0 else {
            throw Problem(
                .notAcceptable, "not_acceptable", "this is answered as \(types.joined(separator: ", "))"
            )
            .with("available", .array(types.map { .string($0) }))
        }
        return best.type
    }

    /// Whether a header such as `Accept-Encoding` names a token with a weight above zero.
    static func accepts(_ token: String, _ header: String?) -> Bool {
        guard let header else { return false }
        var weight: Double?
        for range in header.split(separator: ",").map({ weighed($0) }) {
            if range.name == token { return range.weight > 0 }
            if range.name == "*" { weight = range.weight }
        }
        return (weight ?? 0) > 0
    }

    private static func weight(of type: String, _ ranges: [(name: String, weight: Double)]) -> Double {
        let name = String(type.prefix { $0 != ";" })
        let family = String(name.prefix { $0 != "/" }) + "/*"
        for wanted in [name, family, "*/*"] {
            if let range = ranges.first(where: { $0.name == wanted }) { return range.weight }
        }
        return 0
    }

    private static func weighed(_ range: Substring) -> (name: String, weight: Double) {
        let parts = range.split(separator: ";")
        let name = trimmed(parts.first ?? "").lowercased()
        for part in parts.dropFirst() where trimmed(part).hasPrefix("q=") {
            return (name, Double(trimmed(part).dropFirst(2)) ?? 0)
        }
        return (name, 1)
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
