import Directory
import Postgres
import Store

extension Reach {
    /// Where a listing lies.
    init(_ head: Head, in tx: borrowing some Transaction & ~Copyable) throws {
        try self.init(listing: head.id.text, document: head.document, in: tx)
    }

    /// Where a listing with that document lies or would lie.
    init(listing: String?, document: Document, in tx: borrowing some Transaction & ~Copyable) throws {
        let commune = document.address?.insee
        self.init(
            listing: listing,
            territories: try Placements(Set([commune].compactMap(\.self)), in: tx).lineage(document))
    }
}

extension Actor {
    /// Refuses fields whose group the actor's rights there do not cover, all of them by name.
    func check(_ paths: [FieldPath], role: Role, at place: Reach) throws(ActionError) {
        let refused = paths.filter { !may(role, at: place, group: FieldGroup($0.field)) }
        guard refused.isEmpty else {
            throw .forbidden(
                code: "fields_not_allowed",
                "you may not decide on \(refused.map(\.description).joined(separator: ", "))")
        }
    }

    /// Refuses who may decide on fields there, but not on what the listing is: to close, restore, merge or hand over a
    /// listing, a moderator needs the right to its identity.
    func checkIdentity(at place: Reach) throws(ActionError) {
        guard may(.moderator, at: place, group: .identity) else {
            throw .forbidden(
                code: "fields_not_allowed", "your right there does not cover what the listing is (identity)")
        }
    }

    /// Refuses to move a listing to a commune where the actor has no right as a moderator.
    func check(
        moveFrom place: Reach, to after: Document, in tx: borrowing some Transaction & ~Copyable
    ) throws {
        let target = try Reach(listing: place.listing, document: after, in: tx)
        guard target.territories != place.territories else { return }
        guard may(.moderator, at: target) else {
            throw ActionError.forbidden(
                code: "territory_not_allowed", "you may not move a listing to a commune out of your territory"
            )
        }
    }

    /// Refuses a new listing at a place that the key does not reach.
    func check(newAt document: Document, in tx: borrowing some Transaction & ~Copyable) throws {
        guard isBound(to: try Reach(listing: nil, document: document, in: tx)) else {
            throw ActionError.forbidden(
                code: "territory_not_allowed",
                "the key is for \(boundTo ?? ""), where the listing would not lie")
        }
    }

    /// What they may see of a document there: the notes of the office are for its moderators.
    func part(of document: Document, at place: Reach) -> Document {
        may(.moderator, at: place) ? document : document.providerPart
    }

    /// Why the actor may not act in that role there: a key without the scope is told so, what is out of reach does not
    /// exist.
    func refusal(of role: Role, at place: Reach) -> ActionError {
        let scope: Scope = role == .provider ? .propose : .moderate
        guard has(scope) else {
            return .forbidden(code: "scope_missing", "the key does not have the scope \(scope)")
        }
        return .notFound("there is no such listing within your reach")
    }
}
