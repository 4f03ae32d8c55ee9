import Actions
import Directory
import Postgres
import Store
import Support
import Synchronization
import Testing

/// A snapshot and the changes after its position make the source, whatever is published meanwhile.
struct SnapshotTests {
    /// What somebody holds who has taken a snapshot.
    private struct Copy: Sendable {
        let position: Int
        var documents: [String: [UInt8]]
    }

    @Test(.database) func `snapshot and changes make the source, taken a hundred times under load`()
        async throws
    {
        let given = try await Given()
        var listings: [ListingID] = []
        for _ in 0..<30 { listings.append(try await given.listing()) }
        let (ids, gate) = (listings, Headway())

        let copies = try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<6 {
                group.addTask { @concurrent in
                    var random = SplitMix(seed: UInt64(writer))
                    while !gate.isFinished { try await Self.change(given, ids, &random) }
                }
            }
            var copies: [Copy] = []
            while copies.count < 100 {
                let copy = try await Self.snapshot(given.database)
                if copy.position != copies.last?.position { copies.append(copy) }
            }
            gate.finish()
            try await group.waitForAll()
            return copies
        }

        let source = try await Self.snapshot(given.database)
        var different = 0
        for copy in copies {
            if try await Self.caughtUp(copy, given.database) != source.documents { different += 1 }
        }
        #expect(different == 0)
        #expect(copies.contains { $0.documents != source.documents })
    }

    /// Edits a listing, or closes and restores one.
    private static func change(_ given: Given, _ ids: [ListingID], _ random: inout SplitMix) async throws {
        let id = ids.randomElement(using: &random) ?? ids[0]
        let action = CloseListing(given.context)
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            _ = try await refusal {
                try await action.close(id.text, reason: "ceased", comment: nil, by: .system)
            }
        case 1: _ = try await refusal { try await action.restore(id.text, comment: nil, by: .system) }
        default:
            let rooms = Int.random(in: 1..<500, using: &random)
            _ = try await refusal { try await given.edit(id, ["capacity.rooms": .integer(rooms)]) }
        }
    }

    private static func snapshot(_ database: Database) async throws -> Copy {
        try await database.read { tx in
            let position = try tx.one(ChangeQueries.head).position
            let rows = try tx.all(DocumentQueries.all)
            return Copy(
                position: position,
                documents: Dictionary(uniqueKeysWithValues: rows.map { ($0.id, Array($0.document)) }))
        }
    }

    /// The documents after all changes since the snapshot.
    private static func caughtUp(_ copy: Copy, _ database: Database) async throws -> [String: [UInt8]] {
        var (documents, cursor) = (copy.documents, copy.position)
        while true {
            let page = try await database.fetch(ChangeQueries.page, cursor, .max, 500)
            for change in page {
                let entry = try JSON(parsing: Array(change.entry) + [UInt8(ascii: "}")])
                documents[entry["id"]?.string ?? ""] = change.document.map { Array($0) }
            }
            guard let last = page.last else { return documents }
            cursor = last.position
        }
    }
}
