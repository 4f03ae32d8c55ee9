import Actions
import Directory
import Exchange
import Store

/// One listing as people read it, with its description for search engines.
enum ListingPage {
    static func reply(_ request: PageRequest, _ pages: Pages) async throws -> PageReply {
        let row = try await ReadListing(pages.context).run(request.id)
        let vocabularies = pages.context.vocabularies
        let record = try ListingRecord(published: try JSON(parsing: Array(row.document)), vocabularies)
        let frame = PageFrame(request, pages, isLasting: true)
        let facts = ListingFacts(record.document, request.language, vocabularies)
        let node = SchemaOrgWriter(vocabularies: vocabularies).render(
            record, id: "\(pages.publicURL)/listings/\(record.id)", language: request.language)
        let view = ListingView(
            frame: frame, title: facts.name, about: facts.about,
            linkedData: SchemaOrgWriter.script(node), kind: facts.kind, cover: facts.images.first,
            images: Array(facts.images.dropFirst()),
            summary: facts.summary, description: facts.description,
            sections: ListingSections(record, request.language, vocabularies).all,
            updated: updated(record, frame.words, request.language), data: "/v1/listings/\(record.id)")
        let tag = "\(row.etag).\(request.language.rawValue).\(pages.templates.version)"
        return PageReply(html: pages.templates.render(view), tag: tag, request)
    }

    private static func updated(
        _ record: ListingRecord, _ words: Words, _ language: LanguageCode
    ) -> String? {
        let day = record.contentChangedAt.flatMap { CalendarDate(String($0.prefix(10))) }
        return day.map { "\(words.updated) \(OpeningText.day($0, language: language))" }
    }
}

/// The page of one listing.
struct ListingView: PageView {
    static let template = "listing"

    /// A picture.
    struct Image {
        let url: String
        let caption: String
        let legend: String?
    }

    let frame: PageFrame
    let title: String
    let about: String?
    let linkedData: String
    let kind: String
    let cover: Image?
    let images: [Image]
    let summary: [String]
    let description: [String]
    let sections: [ListingSections.Section]
    let updated: String?
    let data: String
}
