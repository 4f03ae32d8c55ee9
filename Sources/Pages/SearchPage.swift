import Actions
import Directory
import Exchange
import Store

/// The search, and what it finds.
struct SearchPage {
    private let request: PageRequest
    private let pages: Pages
    private var search = ListingSearch(limit: 20)

    /// Reads the parameters `q`, `category`, `open` and where the page begins.
    init(_ request: PageRequest, _ pages: Pages) throws(PageProblem) {
        (self.request, self.pages) = (request, pages)
        if let words = request["q"] {
            guard words.utf8.count <= 200, !words.contains("\0") else { throw .wrong("q") }
            search.words = words
        }
        if let category = request["category"] {
            guard pages.context.vocabularies[.categories].entry(category) != nil else {
                throw .wrong("category")
            }
            search.tags.append(["c:\(category)"])
        }
        if request["open"] != nil { search.openAt = pages.context.now }
        search.order = search.words == nil ? .name : .relevance
        if let id = request["from"] {
            let mark = request["after"] ?? ""
            let isNumber = search.order == .name || Double(mark).map(\.isFinite) == true
            guard ListingID(id) != nil, isNumber, !mark.contains("\0") else { throw .wrong("from") }
            search.after = ListingSearch.Mark(value: mark, id: id)
            search.forgiving = request["near"] != nil
        }
    }

    func reply() async throws -> PageReply {
        let page = try await FindListings(pages.context).run(search)
        let words = Words.of(request.language)
        let notice = page.hits.isEmpty ? words.none : page.isForgiving ? words.misspelt : nil
        let next = page.next.map { mark in
            request.address([
                ("from", mark.id), ("after", mark.value), ("near", page.isForgiving ? "1" : nil),
            ])
        }
        let isFront = request.parameters.allSatisfy { $0.name == "lang" }
        let view = SearchView(
            frame: PageFrame(request, pages, isLasting: isFront),
            title: words.title, query: request["q"] ?? "", categories: categories,
            isOpenNow: request["open"] != nil, notice: notice,
            hits: try page.hits.map { try hit(Array($0.document)) }, next: next, hasHits: !page.hits.isEmpty)
        return PageReply(html: pages.templates.render(view), request)
    }

    /// The families of categories, and the category that was asked for where it is none of them.
    private var categories: [SearchView.Choice] {
        let chosen = request["category"]
        let entries = pages.context.vocabularies[.categories].entries.filter { entry in
            (entry.parent == nil && entry.deprecatedOn == nil) || entry.code == chosen
        }
        return entries.map { entry in
            SearchView.Choice(
                code: entry.code, label: entry.labels.best(request.language) ?? entry.code,
                isChosen: entry.code == chosen)
        }
    }

    private func hit(_ document: [UInt8]) throws -> SearchView.Hit {
        let vocabularies = pages.context.vocabularies
        let record = try ListingRecord(published: try JSON(parsing: document), vocabularies)
        let facts = ListingFacts(record.document, request.language, vocabularies)
        return SearchView.Hit(
            href: "/listings/\(record.id)?lang=\(request.language.rawValue)", name: facts.name,
            kind: facts.kind, summary: facts.teaser)
    }
}

/// The page of the search.
struct SearchView: PageView {
    static let template = "search"

    /// A category to choose from.
    struct Choice {
        let code: String
        let label: String
        let isChosen: Bool
    }

    /// A listing that was found.
    struct Hit {
        let href: String
        let name: String
        let kind: String
        let summary: String?
    }

    let frame: PageFrame
    let title: String
    let query: String
    let categories: [Choice]
    let isOpenNow: Bool
    let notice: String?
    let hits: [Hit]
    let next: String?
    // Templates see what is stored.
    let hasHits: Bool
}
