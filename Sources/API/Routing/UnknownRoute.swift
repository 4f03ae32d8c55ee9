import Hummingbird

/// Answers to addresses and methods that no route has.
struct UnknownRoute<Context: RequestContext>: RouterMiddleware {
    let gate: Gate

    @concurrent func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            if let allowed = gate.api.allowed(at: request.uri.path) {
                return gate.refuseMethod(request, allowed)
            }
            return gate.refuseRoute(request)
        }
    }
}
