package import Directory
import Postgres
import Store

/// Creates and publishes a listing directly, by somebody who has the right to publish where it lies.
///
/// Refused: a value that is wrong; no right there; listings that it may be, which the refusal shows with the score's
/// parts (say that it is none of them, and it is created).
package struct CreateListing: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Publishes the first revision and gives the new id.
    package func run(
        _ draft: Draft, duplicates: DuplicateGuard = .refuse(except: []), by actor: Actor
    ) async throws -> ListingID {
        let context = context
        let (stamp, id) = (
            Stamp(actor, at: context.now, comment: draft.comment), ListingID(random: context.random())
        )
        return try await context.database.write { tx in
            let touch = try draft.touch(on: Document(), context.vocabularies, today: context.today, in: tx)
            let document = touch.applied(to: Document())
            let place = try Reach(listing: nil, document: document, in: tx)
            guard actor.may(.moderator, at: place) else { throw actor.refusal(of: .moderator, at: place) }
            try actor.check(touch.paths, role: .moderator, at: place)
            try Relations.check(
                document, from: Document(), of: nil, by: actor, in: tx, context.vocabularies)
            try Self.check(document, duplicates, context.vocabularies, in: tx)
            let publication = Publication(id: id, before: nil, after: document, cause: .create)
            try PublishRevision.run([publication], stamp, context.vocabularies, in: tx)
            return id
        }
    }

    private static func check(
        _ document: Document, _ duplicates: DuplicateGuard, _ vocabularies: Vocabularies,
        in tx: borrowing WriteTransaction
    ) throws {
        guard case .refuse(let known) = duplicates else { return }
        let twins = try FindTwins.run([FindTwins.Question(document: document)], vocabularies, in: tx)
            .joined().filter { $0.isDuplicate && !known.contains($0.head.id.text) }
        guard twins.isEmpty else {
            throw ActionError.conflict(
                code: "duplicate_suspected", "there may be a listing of this place already",
                detail: ["candidates": .array(twins.map(\.json))])
        }
    }
}
