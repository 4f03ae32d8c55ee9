import Crypto
import FoundationEssentials

/// Where a page of a list ended, as an opaque text that fits one query only.
struct Cursor: Sendable, Equatable {
    /// What the place is made of.
    let parts: [String]

    init(_ parts: [String]) {
        self.parts = parts
    }

    /// Reads a cursor that ``text(for:)`` wrote for the same query.
    init(_ text: String, for query: String, count: Int) throws(Problem) {
        let padded = text.replacing("-", with: "+").replacing("_", with: "/")
        let filled = padded + String(repeating: "=", count: (4 - padded.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: filled), let plain = String(validating: data, as: UTF8.self)
        else {
            throw Self.invalid
        }
        let parts = plain.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == count + 1, !plain.contains("\0") else { throw Self.invalid }
        guard parts[0] == Self.fingerprint(query) else {
            throw Problem.parameter(
                "cursor", "cursor_mismatch", "the cursor belongs to another query: follow next as it is given"
            )
        }
        self.parts = Array(parts.dropFirst())
    }

    /// The text for a query, whose parameters (but the limit) must stay the same.
    func text(for query: String) -> String {
        let plain = ([Self.fingerprint(query)] + parts).joined(separator: String(Self.separator))
        return Data(plain.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    static let invalid = Problem.parameter("cursor", "cursor_invalid", "this is no cursor of ours")

    private static let separator: Character = "\u{1F}"

    private static func fingerprint(_ query: String) -> String {
        let digest = SHA256.hash(data: Array(query.utf8))
        return digest.prefix(4).map { String($0, radix: 36) }.joined(separator: "-")
    }
}
