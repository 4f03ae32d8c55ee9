import API
import Hummingbird

/// All that is served over HTTP.
struct Site {
    /// The JSON API.
    let api: API

    init(_ house: House) {
        var configuration = APIConfiguration(publicURL: house.configuration.publicURL)
        configuration.anonymousRate = house.configuration.rateLimit
        configuration.keyRate = house.configuration.rateLimit * 2
        configuration.hindrance = { try await house.lack() }
        api = API(context: house.context, configuration: configuration)
    }

    /// The router with every route.
    func router() -> Router<APIContext> {
        api.router()
    }
}
