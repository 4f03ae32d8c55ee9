import Directory
import Exchange
import Postgres
import Store

/// Where a key that is bound to a territory may write.
struct ImportReach {
    private let territory: String?
    private let places: Placements?

    /// The reach of an actor, with the places of these listings looked up.
    init(_ actor: Actor, _ heads: [Head], in tx: borrowing WriteTransaction) throws {
        territory = actor.boundTo
        let communes = Set(heads.compactMap { $0.document.address?.insee })
        places = territory == nil ? nil : try Placements(communes, in: tx)
    }

    /// Whether the document of a listing that was looked up lies within reach.
    func covers(_ document: Document) -> Bool {
        guard let territory else { return true }
        return places?.lineage(document).contains(territory) ?? false
    }

    /// Whether any document lies within reach.
    func covers(_ document: Document, in tx: borrowing WriteTransaction) throws -> Bool {
        guard let territory else { return true }
        let communes = Set([document.address?.insee].compactMap(\.self))
        return try Placements(communes, in: tx).lineage(document).contains(territory)
    }

    /// The refusal of a record: its listing lies elsewhere, or would.
    func outside(_ entry: ImportBatch.Entry, _ head: Head?) -> [Finding] {
        let place = head == nil ? "the record lies" : "the listing of the record lies"
        return [
            Finding(
                record: entry.key ?? entry.name, listing: "", path: "location.address",
                rule: head == nil ? Self.newPlace : Self.oldPlace, severity: .error,
                message: "\(place) outside \(territory ?? ""), to which the key is bound")
        ]
    }

    /// The rule by which a listing is out of reach.
    static let oldPlace = "territory.outside"
    /// The rule by which a record may not be put where it says that it lies.
    static let newPlace = "territory.not_allowed"
}
