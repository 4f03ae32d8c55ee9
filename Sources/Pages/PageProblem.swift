import Directory
import HTTPTypes

/// Why there is no page to show.
enum PageProblem: Error {
    /// No listing has that id.
    case unknown
    /// The listing is closed.
    case gone
    /// The database cannot be asked right now.
    case busy
    /// The client asks too often; the seconds to wait.
    case tooMany(Int)
    /// A parameter of the search is wrong; its name.
    case wrong(String)

    func reply(_ request: PageRequest, _ pages: Pages) -> PageReply {
        let words = Words.of(request.language)
        let (status, title, detail): (HTTPResponse.Status, String, String) =
            switch self {
            case .unknown: (.notFound, words.unknown, words.unknownDetail)
            case .gone: (.gone, words.gone, words.goneDetail)
            case .busy: (.serviceUnavailable, words.busy, words.busyDetail)
            case .tooMany(let seconds): (.tooManyRequests, words.tooMany, "\(words.wait) \(seconds) s.")
            case .wrong(let name): (.badRequest, words.wrong, "\(words.wrongDetail) \(name)")
            }
        let view = ProblemView(
            frame: PageFrame(request, pages, isLasting: false), title: title, detail: detail)
        let reply = PageReply(status, html: pages.templates.render(view), request)
        if case .tooMany(let seconds) = self { return reply.retried(after: seconds) }
        return reply
    }
}

/// The page of a problem.
struct ProblemView: PageView {
    static let template = "problem"

    let frame: PageFrame
    let title: String
    let detail: String
}
