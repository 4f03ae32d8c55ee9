package import Directory

/// Why an action was refused; nothing was changed.
package enum ActionError: Error, Sendable {
    /// There is no such thing, or it is out of the actor's reach.
    case notFound(String)
    /// The actor is known and may not do this.
    case forbidden(code: String, String)
    /// What was sent is wrong, field by field.
    case invalid([FieldProblem])
    /// The thing has moved on: what was seen is not what is there.
    case conflict(code: String, String, detail: JSON)
    /// The revision or version named is not the current one.
    case stale(current: Int)
    /// The listing is closed.
    case gone(JSON)

    /// One problem of one field.
    package static func invalid(_ path: String, _ code: String, _ message: String) -> ActionError {
        .invalid([FieldProblem(path, code, message)])
    }
}
