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
        // A replica may still say what stood there before when the notice of a change arrives.
        if house.configuration.replicaURL != nil { configuration.hotLifetime = .seconds(1) }
        configuration.hindrance = { try await house.lack() }
        api = API(context: house.context, configuration: configuration)
    }

    /// The router with every route.
    func router() -> Router<APIContext> {
        api.router()
    }
}
