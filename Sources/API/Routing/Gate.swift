import Actions
import Directory
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What every request passes: key, quota, parameters, body and repetition on the way in; problems, packing,
/// counting on the way out.
struct Gate: Sendable {
    let api: API

    func respond<Context: RequestContext & RemoteAddressRequestContext>(
        _ endpoint: Endpoint, _ index: Int, _ request: Request, _ context: Context
    ) async -> Response {
        let start = ContinuousClock.now
        var visit = Visit(endpoint: endpoint, request: request, parameters: context.parameters)
        visit.address = context.remoteAddress
        var answer: Answer
        do {
            answer = try await work(&visit)
        } catch {
            let problem = problem(error, visit.body, context.logger)
            answer = problem.answer(api.configuration.publicURL, instance: request.uri.path)
        }
        // Whoever has written something sees it with the next request, even where the answer was a refusal.
        if endpoint.method != .get { api.hot.forget() }
        let response = Packing(answer, visit).response()
        api.metrics.note(index, status: response.status.code, took: ContinuousClock.now - start)
        return response
    }

    /// The answer to `OPTIONS`.
    func options(_ allowed: String, isPublic: Bool) -> Response {
        var headers: HTTPFields = [.allow: allowed]
        if isPublic {
            headers[.accessControlAllowOrigin] = "*"
            headers[.accessControlAllowMethods] = "GET, HEAD"
            headers[.accessControlAllowHeaders] = "Accept, Authorization, If-None-Match"
            headers[.accessControlMaxAge] = "86400"
        }
        var response = Response(status: .noContent, headers: headers)
        response.headers[.contentLength] = nil
        return response
    }

    /// The refusal of a method that the address does not have.
    func refuseMethod(_ request: Request, _ allowed: String) -> Response {
        let problem = Problem(
            .methodNotAllowed, "method_not_allowed",
            "\(request.method.rawValue) is not possible here, but \(allowed)")
        return refuse(problem.with(header: .allow, allowed), request)
    }

    /// The refusal of an address that does not exist.
    func refuseRoute(_ request: Request) -> Response {
        refuse(
            Problem(.notFound, "route_unknown", "there is nothing at this address: see /openapi.json"),
            request)
    }

    private func refuse(_ problem: Problem, _ request: Request) -> Response {
        let answer = problem.answer(api.configuration.publicURL, instance: request.uri.path)
        guard case .whole(let bytes) = answer.body else { return Response(status: answer.status) }
        let response = Response(
            status: answer.status, headers: answer.headers, body: ResponseBody(byteBuffer: bytes))
        return request.method == .head ? response.createHeadResponse() : response
    }

    static let keyRequired = Problem(.unauthorized, "key_required", "send Authorization: Bearer with a key")
        .with(header: .wwwAuthenticate, "Bearer")

    // MARK: - On the way in

    private func work(_ visit: inout Visit) async throws -> Answer {
        let endpoint = visit.endpoint
        if endpoint.access != .open {
            visit.actor = try await actor(&visit)
            if endpoint.access == .account, visit.actor == nil { throw Self.keyRequired }
        }
        let query = try QueryItems(visit.request.uri.query)
        try query.check(endpoint.queryNames)
        let bytes = try await RequestBytes(visit.request, endpoint.body, api.configuration)
        visit.body = bytes.json
        let call = Call(
            api: api, head: visit.request.head, path: visit.request.uri.path, parameters: visit.parameters,
            query: query, actor: visit.actor, bytes: bytes.bytes, body: bytes.json,
            stream: bytes.stream)
        guard endpoint.takesIdempotencyKey, let key = call.header(.idempotencyKey), let actor = visit.actor
        else {
            return try await endpoint.run(call)
        }
        return try await Repetition(call, key: key, account: actor.account).answer(endpoint)
    }

    /// Who calls; takes the request from the quota of the key, or of the address where there is none.
    private func actor(_ visit: inout Visit) async throws -> Actor? {
        let header = visit.request.headers[.authorization]
        guard let header else {
            try take(&visit, api.client(visit.request, visit.address), api.configuration.anonymousRate)
            return nil
        }
        let parts = header.split(separator: " ", maxSplits: 1)
        if parts.count == 2, parts[0].lowercased() == "bearer",
            let actor = try await Authenticate(api.context).run(secret: String(parts[1]))
        {
            try take(&visit, "key " + String(parts[1]), api.configuration.keyRate)
            return actor
        }
        try take(&visit, api.client(visit.request, visit.address), api.configuration.anonymousRate)
        throw Problem(.unauthorized, "key_invalid", "the key is unknown, expired or revoked")
            .with(header: .wwwAuthenticate, "Bearer error=\"invalid_token\"")
    }

    private func take(_ visit: inout Visit, _ client: String, _ quota: Int) throws(Problem) {
        guard quota > 0 else { return }
        let allowance = api.limits.take(client, quota: quota)
        visit.allowance = allowance
        guard allowance.remaining >= 0 else {
            throw Problem(.tooManyRequests, "too_many_requests", "\(quota) requests a minute are allowed")
                .with(header: .retryAfter, String(allowance.seconds))
        }
    }

    // MARK: - On the way out

    private func problem(_ error: any Error, _ body: JSON?, _ logger: Logger) -> Problem {
        if let problem = error as? Problem { return problem }
        if let error = error as? ActionError { return Problem(error, body: body) }
        if Outage.isCause(of: error) {
            logger.warning("the database is unavailable", metadata: ["error": "\(error)"])
            return Problem(
                .serviceUnavailable, "unavailable", "the database is busy or out of reach: try again"
            )
            .with(header: .retryAfter, "5")
        }
        let reference = String(UInt64.random(in: .min ... .max), radix: 36)
        logger.error("a request failed", metadata: ["reference": "\(reference)", "error": "\(error)"])
        return Problem(
            .internalServerError, "internal", "something is broken here; it was noted as \(reference)"
        )
        .with("reference", .string(reference))
    }
}
