package import Actions
import HTTPTypes
package import Hummingbird
package import NIOCore

/// The HTTP API: JSON routes below `/v1`, the document that describes them, and what watches over the
/// program.
package final class API: Sendable {
    /// What the actions need.
    let context: Context
    let configuration: APIConfiguration
    let watch: FeedWatch
    let limits = TokenBuckets()
    let snapshots: Seats
    let hot: HotListings
    let imports: Seats
    let metrics: RequestMetrics
    let endpoints: [Endpoint]
    let document: OpenAPIDocument

    /// An API over that context.
    package init(context: Context, configuration: APIConfiguration) {
        self.context = context
        self.configuration = configuration
        watch = FeedWatch(context)
        snapshots = Seats(configuration.maxSnapshots)
        let hot = HotListings(limit: configuration.hotBytes, lifetime: configuration.hotLifetime)
        self.hot = hot
        watch.always { hot.forget() }
        imports = Seats(configuration.maxImports)
        endpoints = Endpoint.all
        metrics = RequestMetrics(endpoints.map { "\($0.method.rawValue) \($0.path)" })
        document = OpenAPIDocument(endpoints, configuration)
    }

    /// A router that has nothing but the API.
    package func router() -> Router<APIContext> {
        let router = Router(context: APIContext.self)
        routes(on: router)
        return router
    }

    /// Adds the routes to a router, and answers to paths below `/v1` that do not exist.
    package func routes<Context: RequestContext & RemoteAddressRequestContext>(on router: Router<Context>) {
        let gate = Gate(api: self)
        for (path, group) in Dictionary(grouping: endpoints.indices, by: { endpoints[$0].path }) {
            var methods: Set<HTTPRequest.Method> = []
            for index in group {
                let endpoint = endpoints[index]
                var names = [endpoint.method]
                if endpoint.method == .get { names.append(.head) }
                for method in names {
                    methods.insert(method)
                    router.on(RouterPath(path), method: method) { request, context in
                        await gate.respond(endpoint, index, request, context)
                    }
                }
            }
            let allowed = Self.allowed(methods)
            let isPublic = group.contains { endpoints[$0].isPublicRead }
            router.on(RouterPath(path), method: .options) { _, _ in gate.options(allowed, isPublic: isPublic)
            }
        }
        router.add(middleware: UnknownRoute<Context>(gate: gate))
    }

    /// Ends the requests that wait for the feed to move; call it when the program is to stop.
    package func stop() {
        watch.stop()
    }

    /// Takes a request from what its client may ask without a key; gives the seconds to wait where nothing is left.
    package func wait(for request: Request, from address: SocketAddress?) -> Int? {
        guard configuration.anonymousRate > 0 else { return nil }
        let allowance = limits.take(client(request, address), quota: configuration.anonymousRate)
        return allowance.remaining < 0 ? allowance.seconds : nil
    }

    /// Who asks, as far as the connection tells.
    func client(_ request: Request, _ address: SocketAddress?) -> String {
        if configuration.trustsForwardedFor,
            let last = request.headers[.forwardedFor]?.split(separator: ",").last
        {
            return last.filter { $0 != " " }
        }
        return address?.ipAddress ?? "local"
    }

    /// The methods that an address of the API has, for `Allow`; nil where there is no such address.
    func allowed(at path: String) -> String? {
        let parts = path.split(separator: "/")
        let methods = endpoints.filter { endpoint in
            let pattern = endpoint.path.split(separator: "/")
            return pattern.count == parts.count
                && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        guard !methods.isEmpty else { return nil }
        let isRead = methods.contains { $0.method == .get }
        return Self.allowed(Set(methods.map(\.method) + (isRead ? [.head] : [])))
    }

    private static func allowed(_ methods: Set<HTTPRequest.Method>) -> String {
        (methods.map(\.rawValue) + ["OPTIONS"]).sorted().joined(separator: ", ")
    }
}
