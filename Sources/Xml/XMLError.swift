/// Why an XML text is not read any further.
package enum XMLError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is not well-formed, not in its encoding, or ends too early.
    case malformed(line: Int, reason: String)
    /// It declares entities or refers to some that it does not declare: none is ever expanded or fetched.
    case entity(line: Int)
    /// Elements lie within each other more than so many deep.
    case tooDeep(line: Int, limit: Int)
    /// A tag has more than so many bytes.
    case tagTooLong(line: Int, limit: Int)
    /// There is no memory for a parser.
    case unavailable

    package var description: String {
        switch self {
        case .malformed(let line, let reason): "line \(line) is no well-formed XML: \(reason)"
        case .entity(let line): "line \(line) declares or uses an entity, which is not allowed"
        case .tooDeep(let line, let limit): "line \(line) is more than \(limit) elements deep"
        case .tagTooLong(let line, let limit): "a tag in or after line \(line) has more than \(limit) bytes"
        case .unavailable: "no memory for an XML parser"
        }
    }
}
