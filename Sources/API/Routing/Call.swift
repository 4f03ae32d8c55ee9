import Actions
import Directory
import HTTPTypes
import Hummingbird
import NIOCore

/// One request on its way through a route.
struct Call: Sendable {
    /// The API that was called.
    let api: API
    /// Method, address and headers.
    let head: HTTPRequest
    /// The path as it was sent.
    let path: String
    /// The parts of the path that the route names, still encoded.
    let parameters: Parameters
    /// The parameters of the query.
    let query: QueryItems
    /// Who calls, nil where no key was sent.
    let actor: Actor?
    /// The body as it was sent.
    var bytes: [UInt8] = []
    /// The body as JSON, nil where there is none.
    var body: JSON?
    /// The body of a route that reads it as it comes.
    var stream: RequestBody?
    /// The request as what may be sent again, where it has a key.
    var repeatable: RepeatableRequest?

    var context: Context { api.context }

    /// Who calls; refused where no key was sent.
    func account() throws(Problem) -> Actor {
        guard let actor else { throw Gate.keyRequired }
        return actor
    }

    /// A part of the path.
    func part(_ name: String) throws(Problem) -> String {
        try PercentCoding.decode(parameters[name[...]] ?? "")
    }

    /// A part of the path that is a number; anything else is not found.
    func number(_ name: String) throws(Problem) -> Int {
        let text = try part(name)
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else {
            throw Problem(.notFound, "not_found", "“\(text.prefix(40))” is not a number")
        }
        return number
    }

    /// A header of the request.
    func header(_ name: HTTPField.Name) -> String? { head.headerFields[name] }

    /// The body, which must be an object.
    func object() throws(Problem) -> JSON {
        guard let body, body.object != nil else {
            throw Problem(.badRequest, "body_invalid", "the body must be a JSON object")
        }
        return body
    }

    /// The body as an object with no other members than these.
    func object(members: Set<String>) throws(Problem) -> JSON {
        let body = try object()
        let unknown = (body.object?.keys ?? []).filter { !members.contains($0) }
        guard unknown.isEmpty else {
            var problem = Problem(
                .unprocessableContent, "invalid", "the body has members that are not known here")
            problem.errors = unknown.prefix(20).map {
                let pointer = "/" + $0.prefix(80).replacing("~", with: "~0").replacing("/", with: "~1")
                return Problem.Item(pointer: pointer, code: "member.unknown", message: "no such member")
            }
            throw problem
        }
        return body
    }

    /// A member of the body that is a text or null.
    func text(_ name: String) throws(Problem) -> String? {
        guard let value = body?[name], !value.isNull else { return nil }
        guard let text = value.string else {
            throw Self.wrong(name, "type.string", "expected a string, not \(value.kind)")
        }
        return text
    }

    /// A member of the body that is a whole number.
    func integer(_ name: String) throws(Problem) -> Int {
        guard let value = body?[name], !value.isNull else {
            throw Self.wrong(name, "required", "\(name) is missing")
        }
        guard let number = value.integer else {
            throw Self.wrong(name, "type.integer", "expected a whole number, not \(value.kind)")
        }
        return number
    }

    /// A problem of one member of the body.
    static func wrong(_ name: String, _ code: String, _ message: String) -> Problem {
        var problem = Problem(.unprocessableContent, "invalid", message)
        problem.errors = [Problem.Item(pointer: "/\(name)", code: code, message: message)]
        return problem
    }
}
