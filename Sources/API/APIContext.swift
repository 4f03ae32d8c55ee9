package import Hummingbird
package import NIOCore

/// The request context of a server that has nothing but the API.
package struct APIContext: RequestContext, RemoteAddressRequestContext {
    /// What the framework keeps.
    package var coreContext: CoreRequestContextStorage
    /// The address of the client.
    package let remoteAddress: SocketAddress?

    /// The context of a request that came over that channel.
    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}
