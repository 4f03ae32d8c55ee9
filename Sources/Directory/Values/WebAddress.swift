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
        let bytes = trimmed.utf8
        guard bytes.count <= Self.limit, !bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F }),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8)
        else { return nil }
        let scheme = trimmed[..<colon].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let start = bytes.index(colon, offsetBy: 3)
        let end = bytes[start...].firstIndex(where: Self.endsAuthority) ?? bytes.endIndex
        guard end == bytes.endIndex || bytes[end] != UInt8(ascii: "\\") else { return nil }
        let authority = trimmed[start..<end].lowercased()
        let mark = authority.utf8.firstIndex(of: UInt8(ascii: ":"))
        host = mark.map { String(authority[..<$0]) } ?? authority
        guard HostName.isValid(host) else { return nil }
        if let mark {
            let digits = authority.utf8[mark...].dropFirst()
            guard digits.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(Substring(digits)), (1...65_535).contains(number)
            else { return nil }
            port = number
        } else {
            port = nil
        }
        isSecure = scheme == "https"
        tail = Self.encoded(trimmed[end...])
        // What is stored, encoded and perhaps secured, must read the same again.
        guard max(length, secured.length) <= Self.limit else { return nil }
    }

    private static func endsAuthority(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"): true
        default: false
        }
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

    private var length: Int {
        let port = port.map { 1 + String($0).utf8.count } ?? 0
        return (isSecure ? 8 : 7) + host.utf8.count + port + tail.utf8.count
    }

    /// The same address over `https`, without port 80.
    package var secured: WebAddress {
        WebAddress(isSecure: true, host: host, port: port == 80 ? nil : port, tail: tail)
    }

    /// The same address without these query parameters; a name that ends in `*` stands for all that begin so.
    package func without(_ names: [String]) -> WebAddress {
        guard !names.isEmpty, let mark = tail.firstIndex(of: "?") else { return self }
        let end = tail[mark...].firstIndex(of: "#") ?? tail.endIndex
        let pairs = tail[tail.index(after: mark)..<end].split(separator: "&")
        let kept = pairs.filter { pair in
            let name = pair.prefix { $0 != "=" }.lowercased()
            return !names.contains { $0.hasSuffix("*") ? name.hasPrefix($0.dropLast()) : name == $0 }
        }
        guard kept.count < pairs.count else { return self }
        let query = kept.isEmpty ? "" : "?" + kept.joined(separator: "&")
        return WebAddress(
            isSecure: isSecure, host: host, port: port, tail: "\(tail[..<mark])\(query)\(tail[end...])")
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
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
            UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), 0x7F...:
            true
        default: false
        }
    }
}
