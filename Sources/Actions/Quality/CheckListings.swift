package import Directory
import FoundationEssentials
import Postgres
import Store

/// Finds what is wrong with what is published, or with what somebody is about to publish; changes nothing.
package struct CheckListings: Sendable {
    /// The findings of one listing.
    package struct Report: Sendable {
        /// The listing.
        package let listing: ListingID
        /// What was found, at least one thing.
        package let findings: [QualityFinding]
    }

    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Walks the published listings in the order of their ids, those of a territory where one is named, and hands out
    /// what these rules find; gives how many listings there were.
    ///
    /// Refused: a territory that does not exist. Memory stays flat: no more than three pages are held.
    package func run(
        territory: String?, rules: [QualityRule], take: ([Report]) throws -> Void,
        progress: (Int) -> Void = { _ in }
    ) async throws -> Int {
        try await checkKnown(territory)
        var count = 0
        var rows = try await page(after: "", territory)
        while let last = rows.last {
            try Task.checkCancellation()
            let first = rows
            // Two pages side by side: while one is judged, PostgreSQL looks things up for the other.
            async let reports = reports(first, Set(rules))
            let second = try await page(after: last.id, territory)
            async let more = self.reports(second, Set(rules))
            rows = if let end = second.last { try await page(after: end.id, territory) } else { [] }
            try take(try await reports)
            try take(try await more)
            count += first.count + second.count
            progress(count)
        }
        return count
    }

    /// What is wrong with one document, published or not: `id` is that of the listing which it changes.
    package func findings(in document: Document, of id: ListingID?) async throws -> [QualityFinding] {
        let (subject, today) = (CheckDocuments.Subject(id: id?.text, document: document), context.today)
        return try await context.database.read { tx in
            try CheckDocuments([subject], in: tx).findings(Set(QualityRule.every), today: today)[0]
        }
    }

    private static let pageSize = 1_000

    private func checkKnown(_ territory: String?) async throws {
        guard let territory else { return }
        let known = try await context.database.fetch(TerritoryQueries.byCodes, [territory])
        guard !known.isEmpty else {
            throw ActionError.notFound("there is no territory “\(territory.prefix(80))”")
        }
    }

    private func page(after id: String, _ territory: String?) async throws -> [ListingFieldsRow] {
        try await context.database.fetch(QualityQueries.page, id, territory, Self.pageSize)
    }

    private func reports(_ rows: [ListingFieldsRow], _ rules: Set<QualityRule>) async throws -> [Report] {
        let (vocabularies, today) = (context.vocabularies, context.today)
        let subjects = try rows.map { row in
            CheckDocuments.Subject(id: row.id, document: try row.document(vocabularies))
        }
        let findings = try await context.database.read { tx in
            try CheckDocuments(subjects, in: tx).findings(rules, today: today)
        }
        return zip(subjects, findings).compactMap { subject, findings in
            guard !findings.isEmpty, let id = subject.id.flatMap({ ListingID($0) }) else { return nil }
            return Report(listing: id, findings: findings)
        }
    }
}
