import Directory
import FoundationEssentials

/// What the public answer and the search row of one listing are made from.
struct Rendering {
    let id: ListingID
    let revision: Int
    let document: Document
    let isClosed: Bool
    let publishedAt: Date
    let contentChangedAt: Date
    let assuredAt: Date?

    /// The state that a publication makes.
    init(_ publication: Publication, _ stamp: Stamp) {
        id = publication.id
        revision = publication.revision
        document = publication.after
        isClosed = publication.closing != nil
        publishedAt = publication.before?.publishedAt ?? publication.past?.publishedAt ?? stamp.at
        contentChangedAt = publication.contentChangedAt(stamp.at)
        assuredAt = publication.before?.assuredAt ?? publication.past?.assuredAt
    }

    /// The state that a head holds.
    init(_ head: Head, assuredAt: Date? = nil) {
        id = head.id
        revision = head.revision
        document = head.document
        isClosed = head.isClosed
        publishedAt = head.publishedAt
        contentChangedAt = head.contentChangedAt
        self.assuredAt = assuredAt ?? head.assuredAt
    }
}
