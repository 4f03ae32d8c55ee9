import API
import Hummingbird
import Pages

/// All that is served over HTTP.
struct Site {
    /// The JSON API.
    let api: API
    /// The pages for people.
    let pages: Pages

    init(_ house: House) throws {
        var configuration = APIConfiguration(publicURL: house.configuration.publicURL)
        configuration.anonymousRate = house.configuration.rateLimit
        configuration.keyRate = house.configuration.rateLimit * 2
        // A replica may still say what stood there before when the notice of a change arrives.
        if house.configuration.replicaURL != nil { configuration.hotLifetime = .seconds(1) }
        configuration.hindrance = { try await house.lack() }
        api = API(context: house.context, configuration: configuration)
        pages = try Pages(
            context: house.context, publicURL: house.configuration.publicURL,
            wait: { [api] request, address in api.wait(for: request, from: address) })
    }

    /// The router with every route.
    func router() -> Router<APIContext> {
        let router = api.router()
        pages.routes(on: router)
        return router
    }
}
