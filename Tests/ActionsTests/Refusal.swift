import Actions
import Directory

/// With what an action is refused, in a few words; `done` where it is not.
func refusal<Result>(of body: () async throws -> Result) async throws -> String {
    do {
        _ = try await body()
        return "done"
    } catch let error as ActionError {
        return error.short
    }
}

extension ActionError {
    /// The kind of the refusal with its code, or with its problems.
    var short: String {
        switch self {
        case .notFound: "not found"
        case .forbidden(let code, _): "forbidden: \(code)"
        case .invalid(let problems):
            "invalid: " + problems.map { "\($0.path) \($0.code)" }.joined(separator: ", ")
        case .conflict(let code, _, _): "conflict: \(code)"
        case .stale(let current): "stale: \(current)"
        case .gone: "gone"
        }
    }
}

extension Draft {
    /// A draft that sets these values.
    static func set(_ values: JSON, comment: String? = nil) -> Draft {
        Draft(set: values, unset: nil, comment: comment)
    }

    /// A draft that empties these fields.
    static func unset(_ paths: JSON) -> Draft {
        Draft(set: nil, unset: paths, comment: nil)
    }
}
