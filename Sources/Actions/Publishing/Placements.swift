import Directory
import Postgres
import Store

/// Where communes lie, looked up once for a batch.
struct Placements {
    private let rows: [String: PlacementRow]
    /// How often communes had moved when they were looked up, nil where there is none.
    let moves: Int?

    /// Looks up these communes.
    init(_ communes: Set<String>, in tx: borrowing some Transaction & ~Copyable) throws {
        let found = communes.isEmpty ? [] : try tx.all(PublicationQueries.placements, communes.sorted())
        rows = Dictionary(uniqueKeysWithValues: found.map { ($0.commune, $0) })
        moves = found.first?.moves
    }

    /// Where the document's commune lies.
    subscript(_ document: Document) -> PlacementRow? {
        document.address?.insee.flatMap { rows[$0] }
    }

    /// The commune and all territories above it, joined by line breaks.
    func lineageText(_ document: Document?) -> String {
        guard let document else { return "" }
        return lineage(document).joined(separator: "\n")
    }

    /// The commune and all territories above it.
    func lineage(_ document: Document) -> [String] {
        self[document]?.lineage ?? document.address?.insee.map { [$0] } ?? []
    }
}
