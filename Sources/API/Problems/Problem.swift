import Directory
import HTTPTypes
import NIOCore

/// A refusal as RFC 9457 describes it.
struct Problem: Error, Sendable {
    /// One thing that is wrong in the body of the request.
    struct Item: Sendable {
        /// A JSON pointer into the body.
        let pointer: String
        let code: String
        let message: String
    }

    var status: HTTPResponse.Status
    /// The rule, stable for programs; the problem's type ends with it.
    var code: String
    var detail: String
    var errors: [Item] = []
    /// Further members.
    var members = JSONObject()
    var headers = HTTPFields()

    init(_ status: HTTPResponse.Status, _ code: String, _ detail: String) {
        (self.status, self.code, self.detail) = (status, code, detail)
    }

    /// A problem with further members.
    func with(_ name: String, _ value: JSON) -> Problem {
        var problem = self
        problem.members[name] = value
        return problem
    }

    /// A problem with a further header.
    func with(header name: HTTPField.Name, _ value: String) -> Problem {
        var problem = self
        problem.headers[name] = value
        return problem
    }

    /// A parameter of the request that is wrong.
    static func parameter(_ name: String, _ code: String, _ detail: String) -> Problem {
        Problem(.badRequest, code, detail).with("parameter", .string(name))
    }

    /// The document, for the request of that path.
    func json(_ publicURL: String, instance: String) -> JSON {
        var object = JSONObject()
        object.append("type", .string("\(publicURL)/problems/\(code)"))
        object.append("title", .string(status.reasonPhrase))
        object.append("status", .integer(status.code))
        object.append("detail", .string(detail))
        object.append("instance", .string(instance))
        object.append("code", .string(code))
        if !errors.isEmpty {
            object.append(
                "errors",
                .array(
                    errors.map {
                        [
                            "pointer": .string($0.pointer), "code": .string($0.code),
                            "message": .string($0.message),
                        ]
                    }))
        }
        for member in members.members where object[member.key] == nil {
            object.append(member.key, member.value)
        }
        return .object(object)
    }

    /// The answer to the request of that path.
    func answer(_ publicURL: String, instance: String) -> Answer {
        var answer = Answer(status, json: json(publicURL, instance: instance), type: MediaType.problem)
        for field in headers { answer.headers.append(field) }
        answer.headers[.cacheControl] = "no-store"
        return answer
    }
}
