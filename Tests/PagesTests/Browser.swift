import Directory
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Support

@testable import Pages

/// A page as it came.
struct BrowsedPage: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// The words of the links whose address begins so.
    func links(_ prefix: String) -> [String] {
        text.split(separator: "<a href=\"\(prefix)").dropFirst().compactMap { part in
            part.split(separator: "\">", maxSplits: 1).last?.prefix { $0 != "<" }
        }.map(String.init)
    }

    /// The address of the next page.
    var next: String? {
        guard let start = text.firstRange(of: "<a rel=\"next\" href=\"") else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
    }

    /// The description for search engines.
    var linkedData: JSON? {
        guard let start = text.firstRange(of: "<script type=\"application/ld+json\">"),
            let end = text[start.upperBound...].firstRange(of: "</script>")
        else { return nil }
        return try? JSON(parsing: String(text[start.upperBound..<end.lowerBound]))
    }
}

/// Asks for pages.
struct Browser: Sendable {
    let client: any TestClientProtocol

    func get(_ address: String, _ headers: [String: String] = [:]) async throws -> BrowsedPage {
        try await send(.get, address, headers)
    }

    func send(
        _ method: HTTPRequest.Method, _ address: String, _ headers: [String: String] = [:]
    ) async throws -> BrowsedPage {
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return try await client.execute(uri: address, method: method, headers: fields) { response in
            BrowsedPage(
                status: response.status.code, headers: response.headers,
                text: String(buffer: response.body))
        }
    }
}

/// A request that nobody's connection brought.
struct TestContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = nil
    }
}

/// Runs a body with the pages on the database of the suite.
func withPages(
    wait seconds: Int? = nil, _ body: @escaping @Sendable (Browser, Given) async throws -> Void
) async throws {
    let given = try await Given()
    let pages = try Pages(context: given.context, publicURL: "https://fitxa.example") { _, _ in seconds }
    let router = Router(context: TestContext.self)
    pages.routes(on: router)
    try await Application(router: router).test(.router) { client in
        try await body(Browser(client: client), given)
    }
}

extension Given {
    /// A word that no other listing has.
    func word() -> String {
        let letters = Array("bcdfghjklmnprstv")
        let bits = UInt64.random(in: .min ... .max)
        return String((0..<12).map { letters[Int(bits >> UInt64($0 * 4) & 15)] })
    }
}
