extension Configuration.Setting {
    /// The value without passwords: those of URLs and of keyword strings.
    var masked: String {
        guard let value else { return "(none)" }
        return Self.maskURL(value) ?? Self.maskKeywords(value)
    }

    private static func maskURL(_ value: String) -> String? {
        guard let scheme = value.firstRange(of: "://") else { return nil }
        let rest = value[scheme.upperBound...]
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        var masked = String(value[..<scheme.upperBound])
        if let at = rest[..<end].lastIndex(of: "@"), let colon = rest[..<at].firstIndex(of: ":") {
            masked += rest[..<colon] + ":***" + rest[at...]
        } else {
            masked += rest
        }
        guard let mark = masked.firstRange(of: "password=") else { return masked }
        let tail = masked[mark.upperBound...].drop { $0 != "&" }
        return masked[..<mark.upperBound] + "***" + tail
    }

    private static func maskKeywords(_ value: String) -> String {
        guard let mark = value.firstRange(of: "password=") else { return value }
        let rest = value[mark.upperBound...]
        let quoted = rest.first == "'"
        let tail = quoted ? rest.dropFirst().drop { $0 != "'" }.dropFirst() : rest.drop { $0 != " " }
        return value[..<mark.upperBound] + "***" + tail
    }
}
