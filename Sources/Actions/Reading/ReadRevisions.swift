package import Directory
import Postgres
package import Store

/// One revision as somebody may see it.
package struct VisibleRevision: Sendable {
    /// The revision as it is stored.
    package let row: RevisionRow
    /// What it says: private parts only for those who look after the listing, notes for the office.
    package let document: Document
    /// The visible paths at which it differs from the one before.
    package let changed: [FieldPath]
    /// Whether the reader looks after the listing: who published and why may be told.
    package let isInside: Bool
}

/// One field that differs between two revisions.
package struct FieldDifference: Sendable {
    /// The path.
    package let path: FieldPath
    /// The value in the first revision.
    package let from: JSON?
    /// The value in the second revision.
    package let to: JSON?
}

/// Reads the history of a listing; of a closed one only for those who look after it.
///
/// The notes of the office are shown to its moderators.
package struct ReadRevisions: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// The revisions below a number, newest first.
    package func page(
        _ id: String, below number: Int?, limit: Int, by actor: Actor?
    ) async throws -> [VisibleRevision] {
        let vocabularies = context.vocabularies
        return try await context.database.read { tx in
            let view = try Self.view(id, actor, vocabularies, in: tx)
            let below = number.flatMap { Int32(exactly: $0) } ?? Int32.max
            let rows = try tx.all(RevisionQueries.page, id, below, limit + 1)
            let documents = try rows.map { view.part(of: try $0.document(vocabularies)) }
            return rows.indices.prefix(limit).map { index in
                let before = index + 1 < rows.count ? documents[index + 1] : Document()
                return VisibleRevision(
                    row: rows[index], document: documents[index],
                    changed: documents[index].differences(from: before), isInside: view != .outside)
            }
        }
    }

    /// One revision.
    package func one(_ id: String, _ number: Int, by actor: Actor?) async throws -> VisibleRevision {
        let page = try await page(id, below: number < Int.max ? number + 1 : number, limit: 1, by: actor)
        guard let revision = page.first, revision.row.number == number else { throw Self.unknown(id, number) }
        return revision
    }

    /// The visible fields that differ between two revisions.
    package func difference(
        _ id: String, from first: Int, to second: Int, by actor: Actor?
    ) async throws -> [FieldDifference] {
        let vocabularies = context.vocabularies
        return try await context.database.read { tx in
            let view = try Self.view(id, actor, vocabularies, in: tx)
            let documents = try [first, second].map { number in
                guard let short = Int32(exactly: number),
                    let row = try tx.first(RevisionQueries.byNumber, id, short)
                else { throw Self.unknown(id, number) }
                return view.part(of: try row.document(vocabularies))
            }
            return documents[1].differences(from: documents[0]).map { path in
                FieldDifference(path: path, from: documents[0][path]?.json, to: documents[1][path]?.json)
            }
        }
    }

    /// How much of a listing somebody may see.
    private enum View {
        case outside
        case provider
        case office

        func part(of document: Document) -> Document {
            switch self {
            case .outside: document.publicPart
            case .provider: document.providerPart
            case .office: document
            }
        }
    }

    /// What the reader may see; refused where there is no such listing, or where it is closed for the reader.
    private static func view(
        _ id: String, _ actor: Actor?, _ vocabularies: Vocabularies, in tx: borrowing ReadTransaction
    ) throws -> View {
        guard ListingID(id) != nil, let row = try tx.first(ListingQueries.byID, id) else {
            throw ReadListing.unknown(id)
        }
        let head = try Head(row, vocabularies)
        if let actor {
            let place = try Reach(head, in: tx)
            if actor.may(.moderator, at: place) { return .office }
            if actor.may(.provider, at: place) { return .provider }
        }
        _ = try head.open()
        return .outside
    }

    private static func unknown(_ id: String, _ number: Int) -> ActionError {
        .notFound("listing \(id) has no revision \(number)")
    }
}
