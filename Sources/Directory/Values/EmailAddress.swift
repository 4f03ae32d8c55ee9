/// An e-mail address of the common form `local@domain`.
package struct EmailAddress: Hashable, Sendable {
    /// The address, its domain in lower case.
    package let text: String

    /// Reads an address; nil where it is not one (no quoted local parts, a domain with a dot, at most 254 bytes).
    package init?(_ text: String) {
        let trimmed = text.trimmed
        let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), trimmed.utf8.count <= 254,
            parts[0].utf8.allSatisfy(Self.isLocal), parts[0].first != ".", parts[0].last != ".",
            !parts[0].contains(".."), HostName.isValid(parts[1].lowercased())
        else { return nil }
        self.text = "\(parts[0])@\(parts[1].lowercased())"
    }

    // RFC 5322 atext and the dot.
    private static func isLocal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
        }
    }
}

/// The rules for names of hosts.
package enum HostName {
    /// Whether the lower-case text is a full host name: labels of letters, digits and hyphens, a dot, no address.
    package static func isValid(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, text.utf8.count <= 253, labels.allSatisfy(isLabel), let last = labels.last
        else {
            return false
        }
        return last.utf8.count >= 2 && !last.utf8.contains { (0x30...0x39).contains($0) }
            || last.hasPrefix("xn--")
    }

    /// Whether the host is the domain itself or lies below it.
    package static func isHost(_ host: String, within domain: String) -> Bool {
        host == domain || host.hasSuffix(".\(domain)")
    }

    private static func isPlain(_ character: some BinaryInteger) -> Bool {
        switch character {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && (label.utf8.allSatisfy(isPlain)
                || label.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || isPlain($0.value) })
    }
}
