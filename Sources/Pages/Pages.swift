package import Actions
import Directory
import HTTPTypes
package import Hummingbird
import Logging
package import NIOCore

/// The pages for people who search and read listings: HTML that needs no script, in French or English.
package struct Pages: Sendable {
    let context: Actions.Context
    let publicURL: String
    let templates: Templates
    private let wait: @Sendable (Request, SocketAddress?) -> Int?

    /// Pages over that context, known to the world under that address (`https://fitxa.example`, no slash at the end).
    ///
    /// `wait` is asked for each page but the style sheet how many seconds the client has to wait, nil for none.
    package init(
        context: Actions.Context, publicURL: String,
        wait: @escaping @Sendable (Request, SocketAddress?) -> Int? = { _, _ in nil }
    ) throws {
        (self.context, self.publicURL, self.wait) = (context, publicURL, wait)
        templates = try Templates()
    }

    /// Adds the pages to a router: `/`, `/listings/<id>` and the style sheet.
    package func routes<Route: RequestContext & RemoteAddressRequestContext>(on router: Router<Route>) {
        add("/", to: router) { try await SearchPage($0, self).reply() }
        add("/listings/{id}", to: router) { try await ListingPage.reply($0, self) }
        add("/assets/style.css", to: router) { PageReply(style: templates.style, tag: templates.version, $0) }
    }

    private func add<Route: RequestContext & RemoteAddressRequestContext>(
        _ path: String, to router: Router<Route>,
        _ reply: @escaping @Sendable (PageRequest) async throws -> PageReply
    ) {
        for method in [HTTPRequest.Method.get, .head] {
            router.on(RouterPath(path), method: method) { request, context in
                let asked = PageRequest(request, id: context.parameters.get("id") ?? "")
                let seconds = path.hasPrefix("/assets/") ? nil : wait(request, context.remoteAddress)
                if let seconds {
                    return PageProblem.tooMany(seconds).reply(asked, self).response(isHead: method == .head)
                }
                return await self.reply(asked, context.logger, reply).response(isHead: method == .head)
            }
        }
    }

    /// What is answered, failures told in words.
    private func reply(
        _ request: PageRequest, _ logger: Logger, _ body: (PageRequest) async throws -> PageReply
    ) async -> PageReply {
        do {
            return try await body(request)
        } catch let problem as PageProblem {
            return problem.reply(request, self)
        } catch ActionError.notFound {
            return PageProblem.unknown.reply(request, self)
        } catch ActionError.gone(let closing) {
            if let heir = closing["merged_into"]?.string {
                return PageReply(movedTo: "/listings/\(heir)", request)
            }
            return PageProblem.gone.reply(request, self)
        } catch {
            if !Outage.isCause(of: error) { logger.error("a page failed", metadata: ["error": "\(error)"]) }
            return PageProblem.busy.reply(request, self)
        }
    }
}
