import API
import Hummingbird

/// All that is served over HTTP.
struct Site {
    private let house: House

    init(_ house: House) {
        self.house = house
    }

    /// The router with every route.
    func router() async throws -> Router<APIContext> {
        let configuration = house.configuration
        return API(
            context: house.context,
            configuration: APIConfiguration(publicURL: configuration.publicURL, rateLimit: configuration.rateLimit)
        ).router()
    }
}
