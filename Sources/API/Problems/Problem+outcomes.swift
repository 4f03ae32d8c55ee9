import Actions
import Directory
import HTTPTypes

extension Problem {
    /// What a refusal of an action is in HTTP; the request's body tells where a wrong field stands.
    init(_ error: ActionError, body: JSON?) {
        switch error {
        case .notFound(let detail): self.init(.notFound, "not_found", detail)
        case .forbidden(let code, let detail): self.init(.forbidden, code, detail)
        case .invalid(let problems):
            let count = problems.count == 1 ? "one field is" : "\(problems.count) fields are"
            self.init(.unprocessableContent, "invalid", "\(count) not acceptable")
            let pointers = FieldPointers(body)
            errors = problems.map {
                Item(pointer: pointers.pointer(to: $0.path), code: $0.code, message: $0.message)
            }
        case .conflict(let code, let detail, let members):
            self.init(Self.statuses[code] ?? .conflict, code, detail)
            self.members = members.object ?? JSONObject()
            if code == "cursor_expired" { self.members["snapshot"] = "/v1/snapshot" }
        case .stale(let current):
            self.init(
                .preconditionFailed, "stale",
                "If-Match names another version than \(current), the current one")
            members["current_revision"] = .integer(current)
        case .gone(let closing):
            self.init(.gone, "closed", "the listing is closed")
            for member in closing.object?.members ?? [] { members[member.key] = member.value }
        }
    }

    /// Refusals that are not a conflict (409) for HTTP.
    private static let statuses: [String: HTTPResponse.Status] = [
        "idempotency_key_reused": .unprocessableContent, "cursor_expired": .gone,
    ]
}
