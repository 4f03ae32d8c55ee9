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
        // The tag of a document tells its listing, and with the address its distance.
        let tag = EntityTag.weak([view.type, next ?? ""] + page.hits.map(\.etag))
        return try call.unlessKnown(tag) {
            Answer(.ok, try view.page(page.hits, next: next), type: view.type).linked(next)
        }
    }

    static func one(_ call: Call) async throws -> Answer {
        let view = try ListingView(call, types: [MediaType.json, MediaType.geoJSON, MediaType.linkedData])
        let (id, reading) = (try call.part("id"), ReadListing(call.context))
        guard view.isPlain else {
            let row = try await reading.run(id)
            return try call.unlessKnown("\"\(row.etag)\(suffix(view.type))\"") {
                Answer(.ok, try view.one(row.document), type: view.type)
            }
        }
        let hot = try await call.api.hot.answer(id) {
            if call.api.hot.isKeeping { call.api.watch.listen() }
            let row = try await reading.run(id)
            return HotListings.Answer(tag: "\"\(row.etag)\"", bytes: ByteBuffer(bytes: row.document))
        }
        return call.unlessKnown(hot.tag) { Answer(.ok, hot.bytes, type: view.type) }
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
