import Actions
import Crypto
import Directory
import HTTPTypes
import NIOCore
import Store

/// Entity tags and the conditions that requests make with them (RFC 9110, 8.8.3 and 13.1).
enum EntityTag {
    /// A weak tag of a body.
    static func weak(_ body: ByteBuffer) -> String {
        weak(SHA256.hash(data: body.readableBytesView))
    }

    /// A weak tag of all that decides what a body says.
    static func weak(_ parts: [String]) -> String {
        weak(SHA256.hash(data: Array(parts.joined(separator: "\n").utf8)))
    }

    /// The tag of a proposal: its version, and a digest, for its answer also tells what is published by now.
    static func of(_ proposal: LoadedProposal) -> String {
        "\"v\(proposal.row.version).\(digest(SHA256.hash(data: proposal.json.bytes), bytes: 5))\""
    }

    private static func weak(_ hash: SHA256.Digest) -> String {
        "W/\"\(digest(hash, bytes: 12))\""
    }

    private static func digest(_ hash: SHA256.Digest, bytes: Int) -> String {
        hash.prefix(bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The tag of the same answer with other bytes, packed with gzip (RFC 9110, 8.8.3.3); a weak one stands for both.
    static func packed(_ tag: String) -> String {
        tag.hasPrefix("\"") ? tag.dropLast() + packedEnd : tag
    }

    private static let packedEnd = "-gzip\""

    /// Whether `If-None-Match` holds the tag, by the weak comparison, packed or not.
    static func isKnown(_ tag: String, _ condition: String?) -> Bool {
        guard let condition else { return false }
        if condition == "*" { return true }
        let plain = opaque(tag[...])
        return condition.split(separator: ",").contains { opaque($0) == plain }
    }

    /// The number that `If-Match` names (`"r12"`, `"r12.7kq"`, `"v3"`, with or without quotes); nil for `*`, and 0,
    /// which is never the current one, for a weak tag or one that is not ours.
    ///
    /// Refused: no such header (428), what is no tag (400).
    static func number(ifMatch condition: String?, prefix: String) throws(Problem) -> Int? {
        guard let condition = condition.map(trimmed), !condition.isEmpty else {
            throw Problem(
                .preconditionRequired, "precondition_required",
                "send If-Match with the ETag of what you have seen")
        }
        if condition == "*" { return nil }
        var text = Substring(condition)
        if text.hasPrefix("\""), text.hasSuffix("\""), text.count > 1 { text = text.dropFirst().dropLast() }
        if text.hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(digits.count)
        guard let number = Int(digits), rest.isEmpty || rest.hasPrefix(".") else {
            guard condition.hasPrefix("\"") || condition.hasPrefix("W/\"") else {
                throw Problem.parameter(
                    "If-Match", "parameter_invalid", "If-Match is the ETag of what you have seen, or *")
            }
            return 0
        }
        return number
    }

    private static func opaque(_ tag: Substring) -> Substring {
        var tag = tag
        while tag.first == " " || tag.first == "\t" { tag.removeFirst() }
        while tag.last == " " || tag.last == "\t" { tag.removeLast() }
        if tag.hasPrefix("W/") { return tag.dropFirst(2) }
        return tag.hasSuffix(packedEnd) ? tag.dropLast(packedEnd.count) + "\"" : tag
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop { $0 == " " || $0 == "\t" })
    }
}

extension Call {
    /// The answer with its tag, which is not even made where the request has it already (304).
    func unlessKnown(_ tag: String, _ answer: () throws -> Answer) rethrows -> Answer {
        guard EntityTag.isKnown(tag, header(.ifNoneMatch)) else { return try answer().with(.eTag, tag) }
        return Answer(.notModified).with(.eTag, tag)
    }
}

extension Answer {
    /// The answer with its tag; empty (304) where the request has it already.
    func tagged(_ tag: String, for call: Call) -> Answer {
        guard EntityTag.isKnown(tag, call.header(.ifNoneMatch)) else { return with(.eTag, tag) }
        var unchanged = Answer(.notModified)
        unchanged.headers = headers
        unchanged.headers[.contentType] = nil
        return unchanged.with(.eTag, tag)
    }

    /// The answer with a weak tag made from its body.
    func tagged(for call: Call) -> Answer {
        guard case .whole(let bytes) = body else { return self }
        return tagged(EntityTag.weak(bytes), for: call)
    }
}
