import Actions
import Directory
import HTTPTypes
import NIOCore

/// A request that may be sent twice: the second one gets the answer of the first.
struct Repetition: Sendable {
    private let call: Call
    private let request: RepeatableRequest

    /// A call with that key; refused where the key cannot be one.
    init(_ call: Call, key: String, account: String) throws(Problem) {
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(
                .badRequest, "idempotency_key_invalid",
                "Idempotency-Key has 1 to 255 visible ASCII characters")
        }
        let head = "\(call.head.method.rawValue) \(call.head.path ?? "") \(call.header(.ifMatch) ?? "")\n"
        request = RepeatableRequest(of: account, key: key, bytes: Array(head.utf8) + call.bytes)
        var call = call
        call.repeatable = request
        self.call = call
    }

    /// The answer that the same request has had, or that of the route, which is then remembered.
    ///
    /// What the client puts right and what fails in the server is not remembered: the key can be used again.
    func answer(_ endpoint: Endpoint) async throws -> Answer {
        let memory = RememberAnswer(call.context)
        if let earlier = try await memory.find(request) { return Self.replay(earlier) }
        do {
            let answer = try await endpoint.run(call)
            try await memory.keep(answer.remembered, for: request)
            return answer
        } catch let before as AnsweredBefore {
            return Self.replay(before.answer)
        } catch {
            try await memoriseRefusal(error, memory)
            throw error
        }
    }

    /// Refusals for the state of things are answers too, and come from the same state only if they are remembered.
    private func memoriseRefusal(_ error: any Error, _ memory: RememberAnswer) async throws {
        let problem = (error as? Problem) ?? (error as? ActionError).map { Problem($0, body: call.body) }
        guard let problem, Self.ofState.contains(problem.status),
            !problem.code.hasPrefix("idempotency_key")
        else { return }
        let answer = problem.answer(call.api.configuration.publicURL, instance: call.path)
        try await memory.keep(answer.remembered, for: request)
    }

    private static let ofState: [HTTPResponse.Status] = [.notFound, .conflict, .gone, .preconditionFailed]

    private static func replay(_ earlier: RememberedAnswer) -> Answer {
        var answer = Answer(HTTPResponse.Status(code: earlier.status))
        for member in earlier.headers.object?.members ?? [] {
            if let name = HTTPField.Name(member.key) { answer.headers[name] = member.value.string }
        }
        answer.body = .whole(ByteBuffer(string: earlier.body))
        return answer.with(.idempotencyReplayed, "true")
    }
}

extension Call {
    /// Runs an action and makes its answer; where the request may be sent again, the action keeps the answer in the
    /// transaction that has the effect.
    func once<Result: Sendable>(
        _ action: (Context) async throws -> Result, answer: @escaping @Sendable (Result) throws -> Answer
    ) async throws -> Answer {
        guard let repeatable else { return try answer(try await action(context)) }
        let keeping = context.answering(repeatable) { (result: Result) in try answer(result).remembered }
        return try answer(try await action(keeping))
    }
}

extension Answer {
    /// What is remembered of the answer.
    fileprivate var remembered: RememberedAnswer {
        let members = headers.map { JSONObject.Member(key: $0.name.rawName, value: .string($0.value)) }
        var text = ""
        if case .whole(let bytes) = body { text = String(buffer: bytes) }
        return RememberedAnswer(status: status.code, headers: .object(JSONObject(members)), body: text)
    }
}
