import Directory
import HTTPTypes

/// One route: what it is called, what it takes and gives, and what runs.
///
/// The router, the check of parameters and the OpenAPI document are made from the same declaration.
struct Endpoint: Sendable {
    /// Who may call.
    enum Access: Sendable {
        /// Anybody; keys are not looked at.
        case open
        /// Anybody; a key that is sent must be in force.
        case reader
        /// Whoever has a key.
        case account
    }

    /// What the request carries.
    enum Body: Sendable {
        case none
        case json(schema: String)
        case optionalJSON(schema: String)
        /// Lines of JSON, which the route reads as they come.
        case lines(schema: String)

        var isNone: Bool {
            if case .none = self { true } else { false }
        }

        var isLines: Bool {
            if case .lines = self { true } else { false }
        }
    }

    /// A parameter of the query or a header.
    struct Parameter: Sendable {
        let name: String
        let summary: String
        let schema: JSON
        var isHeader = false
        var isRequired = false
        /// Whether values are listed with commas.
        var isList = false
    }

    /// An answer that is not a problem.
    struct Reply: Sendable {
        let status: Int
        let summary: String
        /// Content types and the names of their schemas.
        var content: [(type: String, schema: String)] = []
        /// Names and meanings of headers that clients rely on.
        var headers: [(name: String, summary: String)] = []
    }

    let method: HTTPRequest.Method
    let path: String
    /// The operation's name in the document.
    let name: String
    let summary: String
    var access: Access = .reader
    var parameters: [Parameter] = []
    var body: Body = .none
    let replies: [Reply]
    /// The statuses of the problems that it can answer beside those that every route can.
    var problems: [Int] = []
    let run: @Sendable (Call) async throws -> Answer

    /// The names of the parameters of the query.
    var queryNames: [String] { parameters.filter { !$0.isHeader }.map(\.name) }
    /// Whether the answer may be kept by caches and read by scripts of other sites.
    var isPublicRead: Bool { method == .get && access != .account }
    /// Whether it changes something each time, so that it may be repeated with a key; lines may be sent again without
    /// one.
    var takesIdempotencyKey: Bool {
        (method == .post || method == .patch) && access == .account && !body.isLines
    }
}
