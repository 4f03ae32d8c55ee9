import Crypto
package import Directory

/// Proof of what somebody saw in a field.
package enum FieldHash {
    /// The first 128 bits of SHA-256 over the canonical JSON of the value (over nothing for an empty field), as
    /// hexadecimal text.
    package static func of(_ value: JSON?) -> String {
        let digest = SHA256.hash(data: Array((value?.canonicalText ?? "").utf8))
        return digest.prefix(16).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
