import Actions
import Directory
import HTTPTypes
import NIOCore

/// A request that may be sent twice: the second one gets the answer of the first.
struct Repetition: Sendable {
    let call: Call
    let key: String
    let account: String

    /// The answer that the same request has had, or that of the route, which is then remembered.
    ///
    /// Failures of the server are not remembered: the key can be used again.
    func answer(_ endpoint: Endpoint) async throws -> Answer {
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(
                .badRequest, "idempotency_key_invalid",
                "Idempotency-Key has 1 to 255 visible ASCII characters")
        }
        let memory = RememberAnswer(call.context)
        if let earlier = try await memory.take(key, request: fingerprint, of: account) {
            return Self.replay(earlier)
        }
        do {
            let answer = try await endpoint.run(call)
            try await memory.keep(Self.remembered(answer), for: key, of: account)
            return answer
        } catch {
            try await memoriseRefusal(error, memory)
            throw error
        }
    }

    /// Refusals are answers too, and come from the same state of things only if they are remembered.
    private func memoriseRefusal(_ error: any Error, _ memory: RememberAnswer) async throws {
        let problem = (error as? Problem) ?? (error as? ActionError).map { Problem($0, body: call.body) }
        guard let problem, problem.status.code < 500 else {
            return try await memory.release(key, of: account)
        }
        let answer = problem.answer(call.api.configuration.publicURL, instance: call.path)
        try await memory.keep(Self.remembered(answer), for: key, of: account)
    }

    private var fingerprint: [UInt8] {
        Array("\(call.head.method.rawValue) \(call.head.path ?? "")\n".utf8) + call.bytes
    }

    private static func remembered(_ answer: Answer) -> RememberedAnswer {
        let headers = answer.headers.map { JSONObject.Member(key: $0.name.rawName, value: .string($0.value)) }
        var body = ""
        if case .whole(let bytes) = answer.body { body = String(buffer: bytes) }
        return RememberedAnswer(status: answer.status.code, headers: .object(JSONObject(headers)), body: body)
    }

    private static func replay(_ earlier: RememberedAnswer) -> Answer {
        var answer = Answer(HTTPResponse.Status(code: earlier.status))
        for member in earlier.headers.object?.members ?? [] {
            if let name = HTTPField.Name(member.key) { answer.headers[name] = member.value.string }
        }
        answer.body = .whole(ByteBuffer(string: earlier.body))
        return answer.with(.idempotencyReplayed, "true")
    }
}
