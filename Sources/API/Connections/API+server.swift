package import HummingbirdCore
import NIOCore

extension API {
    /// The server that the routes run on: HTTP/1.1 on connections that end when nothing is said for a minute.
    package var server: HTTPServerBuilder {
        let courtesy = (configuration.maxBodyBytes, configuration.maxImportBytes, configuration.publicURL)
        return .http1(
            configuration: .init(
                additionalChannelHandlers: [
                    Courtesy(limit: courtesy.0, importLimit: courtesy.1, publicURL: courtesy.2)
                ],
                idleTimeout: .seconds(60)))
    }
}
