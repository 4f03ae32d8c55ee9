/// An absolute `http` or `https` address (RFC 3986) with a full host name and without user information.
package struct WebAddress: Hashable, Sendable {
    /// Whether the scheme is `https`.
    package let isSecure: Bool
    /// The host in lower case.
    package let host: String
    /// The port where one is written.
    package let port: Int?
    /// What follows the host: path, query and fragment, empty or starting with `/`, `?` or `#`.
    package let tail: String

    /// Reads an absolute address; nil where it is not one.
    package init?(_ text: String) {
        let trimmed = text.trimmed
        guard trimmed.utf8.count <= Self.limit, !trimmed.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F })
        else {
            return nil
        }
        guard let separator = trimmed.firstRange(of: "://") else { return nil }
        let scheme = trimmed[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = trimmed[separator.upperBound...]
        let end = rest.firstIndex { "/?#\\".contains($0) } ?? rest.endIndex
        guard end == rest.endIndex || rest[end] != "\\" else { return nil }
        let authority = rest[..<end].lowercased().split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(authority.count), HostName.isValid(String(authority[0])) else { return nil }
        if authority.count == 2 {
            guard authority[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(authority[1]),
                (1...65_535).contains(number)
            else { return nil }
            port = number
        } else {
            port = nil
        }
        isSecure = scheme == "https"
        host = String(authority[0])
        tail = Self.encoded(rest[end...])
        // What is stored, encoded and perhaps secured, must read the same again.
        guard secured.text.utf8.count <= Self.limit, self.text.utf8.count <= Self.limit else { return nil }
    }

    private static let limit = 2_000

    /// Reads an address that people wrote without its scheme (`www.example.fr`) as well.
    package init?(repairing text: String) {
        let trimmed = text.trimmed
        if let address = WebAddress(trimmed) {
            self = address
        } else if !trimmed.contains("://"), let address = WebAddress("http://\(trimmed)") {
            self = address
        } else {
            return nil
        }
    }

    private init(isSecure: Bool, host: String, port: Int?, tail: String) {
        self.isSecure = isSecure
        self.host = host
        self.port = port
        self.tail = tail
    }

    /// The address as text.
    package var text: String {
        "\(isSecure ? "https" : "http")://\(host)\(port.map { ":\($0)" } ?? "")\(tail)"
    }

    /// The same address over `https`, without port 80.
    package var secured: WebAddress {
        WebAddress(isSecure: true, host: host, port: port == 80 ? nil : port, tail: tail)
    }

    /// The segments of the path, percent-encoding left as it is.
    package var pathSegments: [String] {
        let path = tail.prefix { $0 != "?" && $0 != "#" }
        return path.split(separator: "/").map(String.init)
    }

    /// The value of a query parameter, percent-encoding left as it is.
    package func query(_ name: String) -> String? {
        guard let mark = tail.firstIndex(of: "?") else { return nil }
        let query = tail[tail.index(after: mark)...].prefix { $0 != "#" }
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0].lowercased() == name.lowercased(), !parts[1].isEmpty {
                return String(parts[1])
            }
        }
        return nil
    }

    // RFC 3986 allows ASCII only; people paste accents and quotes.
    private static func encoded(_ tail: Substring) -> String {
        guard tail.utf8.contains(where: isUnsafe) else { return String(tail) }
        var output: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in tail.utf8 {
            if isUnsafe(byte) {
                output.append(contentsOf: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            } else {
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func isUnsafe(_ byte: UInt8) -> Bool {
        byte >= 0x7F || "\"<>\\^`{|}".utf8.contains(byte)
    }
}
