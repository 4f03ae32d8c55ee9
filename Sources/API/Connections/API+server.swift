package import HummingbirdCore
import NIOCore

extension API {
    /// The server that the routes run on: HTTP/1.1 on connections that end when nothing is said for a minute.
    package var server: HTTPServerBuilder {
        let (limit, importLimit) = (configuration.maxBodyBytes, configuration.maxImportBytes)
        let publicURL = configuration.publicURL
        return .http1(
            configuration: .init(
                additionalChannelHandlers: [
                    Courtesy(limit: limit, importLimit: importLimit, publicURL: publicURL)
                ],
                idleTimeout: .seconds(60)))
    }
}
