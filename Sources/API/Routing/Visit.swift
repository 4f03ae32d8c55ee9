import Actions
import Directory
import Hummingbird
import NIOCore

/// What is known of a request while it is at work.
struct Visit: Sendable {
    let endpoint: Endpoint
    let request: Request
    let parameters: Parameters
    var address: SocketAddress?
    var actor: Actor?
    var allowance: TokenBuckets.Allowance?
    var body: JSON?

    init(endpoint: Endpoint, request: Request, parameters: Parameters) {
        (self.endpoint, self.request, self.parameters) = (endpoint, request, parameters)
    }
}
