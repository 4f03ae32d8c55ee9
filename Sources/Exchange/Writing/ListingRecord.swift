package import Directory

/// All that an answer or a line of an export tells of one listing.
package struct ListingRecord: Sendable, Hashable {
    /// Whether the public can see the listing.
    package enum Status: String, Sendable {
        case published
        case closed
    }

    /// One source that sends the listing, and its own name for it.
    package struct SourceKey: Sendable, Hashable {
        /// The name of the source, such as `datatourisme`.
        package var source: String
        /// The source's key of the listing.
        package var key: String
        /// What it sent last, by path; nil where that is not known or not to be told.
        package var sent: JSON?

        /// A key within a source.
        package init(source: String, key: String, sent: JSON? = nil) {
            (self.source, self.key, self.sent) = (source, key, sent)
        }
    }

    /// The lasting name.
    package var id: ListingID
    /// Whether the public can see it.
    package var status: Status
    /// The number of the head revision.
    package var revision: Int
    /// What the listing says.
    package var document: Document
    /// The code of the office in charge.
    package var office: String?
    /// The code of the territory.
    package var territory: String?
    /// The sources that send it.
    package var sources: [SourceKey]
    /// When it was first published (RFC 3339, `Z`).
    package var publishedAt: String?
    /// When its content last changed (RFC 3339, `Z`).
    package var contentChangedAt: String?
    /// When somebody last said that it is still correct (RFC 3339, `Z`).
    package var assuredAt: String?
    /// When it was closed (RFC 3339, `Z`).
    package var closedAt: String?
    /// Why it was closed.
    package var closedReason: String?
    /// The listing that stands in its place.
    package var mergedInto: ListingID?
    /// Whether what is private has been left out.
    package var isPublic = false

    /// A record of an id and a document; the rest can be set afterwards.
    package init(
        id: ListingID, status: Status = .published, revision: Int = 1, document: Document,
        office: String? = nil, territory: String? = nil, sources: [SourceKey] = [],
        publishedAt: String? = nil, contentChangedAt: String? = nil, assuredAt: String? = nil,
        closedAt: String? = nil, closedReason: String? = nil, mergedInto: ListingID? = nil
    ) {
        (self.id, self.status, self.revision, self.document) = (id, status, revision, document)
        (self.office, self.territory, self.sources) = (office, territory, sources)
        (self.publishedAt, self.contentChangedAt, self.assuredAt) = (publishedAt, contentChangedAt, assuredAt)
        (self.closedAt, self.closedReason, self.mergedInto) = (closedAt, closedReason, mergedInto)
    }
}

extension Document {
    /// The opening periods in order of their keys.
    package var openingPeriods: [OpeningPeriod] {
        elements(.opening).compactMap { element in
            guard case .openingPeriod(let period) = element.value else { return nil }
            return period
        }
    }

    /// The closures in order of their keys.
    package var closures: [Closure] {
        elements(.closures).compactMap { element in
            guard case .closure(let closure) = element.value else { return nil }
            return closure
        }
    }
}

extension ListingRecord {
    /// The year in which the content last changed, nil where that is not known.
    package var yearOfChange: Int? { contentChangedAt.flatMap { Int($0.prefix(4)) } }

    /// The record without what is private.
    package var publicPart: ListingRecord {
        var record = self
        (record.document, record.isPublic) = (document.publicPart, true)
        for index in record.sources.indices { record.sources[index].sent = nil }
        return record
    }
}
