import Actions
import Directory
import HTTPTypes
import NIOCore
import Store

/// Reading published listings.
enum ListingRoutes {
    static func list(_ call: Call) async throws -> Answer {
        let view = try ListingView(call)
        let filters = try await ListingFilters(call)
        let page = try await FindListings(call.context).run(filters.search)
        let next = page.next.map { mark in
            call.address(cursor: filters.cursor(mark, isForgiving: page.isForgiving))
        }
        let answer = Answer(.ok, try view.page(page.hits, next: next), type: view.type)
        return answer.linked(next).tagged(for: call)
    }

    static func one(_ call: Call) async throws -> Answer {
        let view = try ListingView(call, types: [MediaType.json, MediaType.geoJSON, MediaType.linkedData])
        let row = try await ReadListing(call.context).run(try call.part("id"))
        let answer = Answer(.ok, try view.one(row.document), type: view.type)
        return answer.tagged("\"\(row.etag)\(suffix(view.type))\"", for: call)
    }

    private static func suffix(_ type: String) -> String {
        switch type {
        case MediaType.geoJSON: ".geo"
        case MediaType.linkedData: ".ld"
        default: ""
        }
    }
}

extension Call {
    /// The address of this list from another cursor on, with the same parameters.
    func address(cursor: String) -> String {
        let kept = query.items.filter { $0.name != "cursor" } + [("cursor", cursor)]
        let text = kept.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }
        return "\(path)?\(text.joined(separator: "&"))"
    }
}

extension Answer {
    /// The answer with a link to the next page.
    func linked(_ next: String?) -> Answer {
        guard let next else { return self }
        return with(.link, "<\(next)>; rel=\"next\"")
    }

    /// A page of a list.
    static func page(_ items: [JSON], next: String?, _ call: Call) -> Answer {
        Answer(json: ["items": .array(items), "next": JSON(next)]).linked(next).tagged(for: call)
    }
}
