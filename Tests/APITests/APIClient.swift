import Actions
import Directory
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Support
import Testing

@testable import API

/// What the API answered.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: ByteBuffer

    var text: String { String(buffer: body) }
    /// The body as JSON; null where it is none.
    var json: JSON { (try? JSON(parsing: text)) ?? .null }
    /// The rule of a problem.
    var code: String? { json["code"]?.string }
    /// The ids of a page's items.
    var ids: [String] { (json["items"]?.elements ?? []).compactMap { $0["id"]?.string } }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}

/// Calls the API, with a key or without one.
struct APIClient: Sendable {
    let client: any TestClientProtocol
    let api: API
    var key: String?

    /// The same client with somebody's key.
    func `as`(_ caller: Caller) -> APIClient {
        APIClient(client: client, api: api, key: caller.secret)
    }

    func send(
        _ method: HTTPRequest.Method, _ uri: String, _ headers: [String: String] = [:], body: [UInt8]? = nil
    ) async throws -> Reply {
        var fields = HTTPFields()
        if let key { fields[.authorization] = "Bearer \(key)" }
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return try await client.execute(
            uri: uri, method: method, headers: fields, body: body.map { ByteBuffer(bytes: $0) }
        ) { response in
            Reply(status: response.status.code, headers: response.headers, body: response.body)
        }
    }

    /// Runs a body with a connection of its own; the API must be on a socket.
    func wire<Result>(_ body: (inout Wire) async throws -> Result) async throws -> Result {
        try await Wire.open(try #require(client.port), body)
    }

    /// Ends all requests that wait for the feed.
    func stop() { api.stop() }

    /// Comes back when a request waits for the feed.
    func untilSomebodyWaits() async {
        while api.watch.waitingCount == 0 { await Task.yield() }
    }

    func get(_ uri: String, _ headers: [String: String] = [:]) async throws -> Reply {
        try await send(.get, uri, headers)
    }

    func post(_ uri: String, _ json: JSON? = nil, _ headers: [String: String] = [:]) async throws -> Reply {
        try await send(.post, uri, Self.typed(headers, json), body: json?.bytes)
    }

    func patch(_ uri: String, _ json: JSON, ifMatch: String? = nil) async throws -> Reply {
        var headers = Self.typed([:], json)
        headers["If-Match"] = ifMatch
        return try await send(.patch, uri, headers, body: json.bytes)
    }

    private static func typed(_ headers: [String: String], _ json: JSON?) -> [String: String] {
        json == nil ? headers : headers.merging(["Content-Type": "application/json"]) { sent, _ in sent }
    }
}

/// Runs a body with the API on the database of the suite, without a socket unless said otherwise; answers are kept for
/// a moment only where `adjust` says so.
func withAPI(
    _ adjust: (inout APIConfiguration) -> Void = { _ in }, over setup: TestingSetup = .router,
    _ body: @escaping @Sendable (APIClient, Given) async throws -> Void
) async throws {
    let given = try await Given()
    var configuration = APIConfiguration(publicURL: "https://fitxa.example")
    configuration.hotBytes = 0
    adjust(&configuration)
    let api = API(context: given.context, configuration: configuration)
    let application = Application(router: api.router(), server: api.server)
    try await application.test(setup) { client in
        try await body(APIClient(client: client, api: api), given)
    }
}
