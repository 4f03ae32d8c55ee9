package import Actions
package import Directory
import Store

extension Given {
    /// What a hotel in Saint-Jean-Pied-de-Port says, private parts included.
    package static let hotel: JSON = [
        "category": "hotel", "name.fr": "Hôtel des Pyrénées", "summary.fr": "Au pied des remparts",
        "location.point": ["lat": 43.163, "lon": -1.236],
        "location.address": [
            "lines": ["19 place du Général de Gaulle"], "postcode": "64220", "insee": "64485",
        ],
        "contacts/phone": ["kind": "phone", "value": "+33559370101"],
        "contacts/owner": [
            "kind": "email", "value": "owner@example.org", "role": "manager", "public": false,
        ],
        "payment.methods/card@on_site": ["means": "card", "place": "on_site"],
        "sales_channels/booking": [
            "platform": "booking", "url": "https://www.booking.com/hotel/fr/pyrenees",
        ],
        "opening/summer": [
            "from": "2026-04-01", "to": "2026-11-15", "weekly": ["mo": [["09:00", "12:00"]]],
        ],
        "prices/double": ["min": "80.00", "max": "140.00", "currency": "EUR", "unit": "night"],
        "capacity.rooms": 14, "amenities/wifi": true, "legal.registration": "secret-registration",
        "notes.office": "secret-note",
    ]

    /// Publishes a listing: the hotel with these values in place of its own, or with nothing where null stands.
    package func listing(_ values: JSON = [:], by actor: Actor = .system) async throws -> ListingID {
        try await CreateListing(context).run(
            Draft(set: Self.hotel(values), unset: nil, comment: nil), duplicates: .off, by: actor)
    }

    /// The hotel with these values in place of its own.
    package static func hotel(_ values: JSON) -> JSON {
        var object = hotel.object ?? JSONObject()
        for member in values.object?.members ?? [] { object[member.key] = member.value }
        return .object(object)
    }

    /// Changes a listing directly and gives its newest revision.
    @discardableResult
    package func edit(
        _ listing: ListingID, _ set: JSON, unset: JSON? = nil, by actor: Actor = .system
    ) async throws -> Int {
        let draft = Draft(set: set, unset: unset, comment: nil)
        return try await EditListing(context).run(listing.text, draft, ifRevision: nil, by: actor).revision
    }

    /// Proposes a change of a listing.
    package func proposal(
        on listing: ListingID, set: JSON, unset: JSON? = nil, base: Int = 1, by author: Actor
    ) async throws -> LoadedProposal {
        let draft = Draft(set: set, unset: unset, comment: nil)
        let submission = try await SubmitProposal(context).run(listing.text, draft, base: base, by: author)
        guard let proposal = submission.proposal else { throw NoProposal() }
        return proposal
    }

    /// A submission made no proposal although the test needs one.
    package struct NoProposal: Error {}
}

extension LoadedProposal {
    /// The decision of somebody who sees the proposal as it is here.
    package func decision(_ choices: [String: Choice]) -> Decision {
        var hashes: [String: String] = [:]
        for member in seen.object?.members ?? [] { hashes[member.key] = member.value.string }
        return Decision(version: row.version, seen: hashes, choices: choices)
    }

    /// The decision to accept all that waits.
    package var acceptance: Decision {
        decision(Dictionary(uniqueKeysWithValues: pending.map { ($0.path, Choice(.accept)) }))
    }
}
