import Crypto
import Directory
import Exchange
import Postgres
import Store

/// The rows that stand for what is published: search, keys, openings and documents; made anew from heads at any time.
enum PublishedRows {
    /// Writes the rows of listings that are published and takes away those of closed ones.
    static func write(
        _ renderings: [Rendering], _ places: Placements, _ vocabularies: Vocabularies,
        in tx: borrowing WriteTransaction
    ) throws {
        let published = renderings.filter { !$0.isClosed }
        let closed = renderings.filter(\.isClosed).map(\.id.text)
        try tx.send(ChangeQueries.announce)
        try tx.send(PublicationQueries.forgetOpenings, renderings.map(\.id.text))
        try tx.send(TwinQueries.forgetKeys, renderings.map(\.id.text))
        if !closed.isEmpty {
            try tx.send(PublicationQueries.forgetSearch, closed)
            try tx.send(PublicationQueries.forgetDocuments, closed)
        }
        guard !published.isEmpty else { return }
        // Made before the server is asked and waited for, and so while it is busy with what it was sent.
        let entries = published.map { SearchEntry($0.document, place: places[$0.document], vocabularies) }
        let sources = try tx.all(PublicationQueries.sources, published.map(\.id.text))
        try writeSearch(published, entries, in: tx)
        // The longest work here is done while the server is at the longest one there.
        let texts = texts(published, places, sources)
        try writeKeys(published, vocabularies, in: tx)
        try writeOpenings(published, in: tx)
        try tx.send(
            PublicationQueries.documents, published.map(\.id.text), published.map { Int32($0.revision) },
            zip(published, texts).map { tag($1, revision: $0.revision) }, texts)
    }

    private static func writeSearch(
        _ renderings: [Rendering], _ entries: [SearchEntry], in tx: borrowing WriteTransaction
    ) throws {
        let documents = renderings.map(\.document)
        let points = documents.map(\.point)
        let calendars = documents.map { LocalCalendar($0.address) }
        try tx.send(
            PublicationQueries.search, renderings.map(\.id.text), points.map(\.?.latitude),
            points.map(\.?.longitude), entries.map { $0.tags.joined(separator: "\n") }, entries.map(\.names),
            entries.map(\.summaries), entries.map(\.descriptions), entries.map(\.place),
            documents.map { $0.address?.insee }, entries.map(\.names), calendars.map(\.zone),
            calendars.map(\.holidays.rawValue), renderings.map(\.contentChangedAt))
    }

    private static func writeKeys(
        _ renderings: [Rendering], _ vocabularies: Vocabularies, in tx: borrowing WriteTransaction
    ) throws {
        let keys = renderings.flatMap { rendering in
            Identity(rendering.document, vocabularies).keys.map { (rendering.id.text, $0) }
        }
        guard !keys.isEmpty else { return }
        try tx.send(TwinQueries.putKeys, keys.map(\.0), keys.map(\.1))
    }

    private static func writeOpenings(_ renderings: [Rendering], in tx: borrowing WriteTransaction) throws {
        let spans = renderings.flatMap { rendering in
            OpenDays.spans(of: rendering.document).map { (rendering.id.text, $0) }
        }
        guard !spans.isEmpty else { return }
        try tx.send(
            PublicationQueries.openings, spans.map(\.0), spans.map { $0.1.first?.description },
            spans.map { $0.1.last?.description }, spans.map { Int32($0.1.weekdays) }, spans.map(\.1.isOpen),
            spans.map { Int32($0.1.opens) }, spans.map { Int32($0.1.closes) })
    }

    /// The documents as the public reads them.
    private static func texts(
        _ renderings: [Rendering], _ places: Placements, _ sources: [SourceKeyRow]
    ) -> [String] {
        let sources = Dictionary(grouping: sources, by: \.listing)
        return renderings.map { rendering in
            let record = rendering.record(places[rendering.document], sources[rendering.id.text] ?? [])
            return ContractJSON.render(record).text
        }
    }

    /// The entity tag of a document: its revision, and a digest, for more than a revision changes it (who
    /// confirms it, what its commune is called).
    private static func tag(_ document: String, revision: Int) -> String {
        let digest = SHA256.hash(data: Array(document.utf8))
        let bits = digest.prefix(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return "r\(revision).\(Base32.text(bits, length: 8))"
    }
}

extension Rendering {
    /// The listing as formats write it.
    func record(_ place: PlacementRow?, _ sources: [SourceKeyRow]) -> ListingRecord {
        ListingRecord(
            id: id, status: isClosed ? .closed : .published, revision: revision, document: document,
            office: place?.office, territory: place?.department,
            sources: sources.map { ListingRecord.SourceKey(source: $0.source, key: $0.key) },
            publishedAt: Timestamp.text(publishedAt),
            contentChangedAt: Timestamp.text(contentChangedAt), assuredAt: assuredAt.map(Timestamp.text))
    }
}
