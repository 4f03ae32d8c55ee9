import FoundationEssentials
import Testing

/// The territories and the demonstration under `db`.
@Suite struct DataTests {
    private static let communes = CSVTable(
        "db/territories/communes.csv", Tree.text("db/territories/communes.csv"))

    private func table(_ path: String) -> CSVTable { CSVTable(path, Tree.text(path)) }

    private func column(_ name: String, of table: CSVTable) -> Set<String> {
        Set(table.rows.compactMap { $0[name] })
    }

    @Test func `every territory has its parent and every commune its department`() {
        let territories = table("db/territories/territories.csv")
        let codes = column("code", of: territories)

        #expect(territories.ragged == [] && Self.communes.ragged == [])
        #expect(
            territories.rows.filter { $0["kind"] == "department" && !codes.contains($0["parent"] ?? "") }
                == [])
        #expect(column("department", of: Self.communes).subtracting(codes) == [])
        #expect(Self.communes.rows.count == column("insee", of: Self.communes).count)
    }

    @Test func `every commune has postcodes and a point in France`() {
        let strange = Self.communes.rows.filter { row in
            let postcodes = (row["postcodes"] ?? "").split(separator: "|")
            let (latitude, longitude) = (Double(row["lat"] ?? ""), Double(row["lon"] ?? ""))
            guard let latitude, let longitude, !postcodes.isEmpty else { return true }
            return !postcodes.allSatisfy { $0.utf8.count == 5 && Int($0) != nil }
                || !(-22...52).contains(latitude) || !(-64...57).contains(longitude)
        }

        #expect(strange == [])
    }

    @Test func `a former commune belongs to a present one`() {
        let present = column("insee", of: Self.communes)
        let former = table("db/territories/former-communes.csv")

        #expect(
            former.rows.filter { !present.contains($0["now"] ?? "") || present.contains($0["insee"] ?? "") }
                == [])
        #expect(former.rows.count == column("insee", of: former).count)
    }

    @Test func `the lodgings of the demonstration are complete`() {
        let lodgings = table("db/demo/lodgings.csv")
        let present = column("insee", of: Self.communes)
        let categories = column("code", of: table("db/vocabularies/categories.csv"))

        #expect(lodgings.rows.count == 363)
        #expect(lodgings.rows.count == column("key", of: lodgings).count)
        #expect(column("insee", of: lodgings).subtracting(present) == [])
        #expect(column("type", of: lodgings).subtracting(categories) == [])
        #expect(column("stars", of: lodgings).subtracting(["", "1", "2", "3", "4", "5"]) == [])
        #expect(
            lodgings.rows.filter { ($0["name"] ?? "").isEmpty || $0["classified_on"]?.utf8.count != 10 } == []
        )
    }

    @Test func `an office answers for communes of its own`() {
        let present = column("insee", of: Self.communes)
        let communes = table("db/demo/offices.csv").rows.flatMap {
            ($0["communes"] ?? "").split(separator: "|").map(String.init)
        }

        #expect(communes.count == Set(communes).count)
        #expect(Set(communes).subtracting(present) == [])
    }

    @Test func `accounts and proposals name what is there`() throws {
        let keys = column("key", of: table("db/demo/lodgings.csv"))
        let offices = column("code", of: table("db/demo/offices.csv"))
        let accounts = table("db/demo/accounts.csv")
        let proposals = try JSONDecoder().decode(
            [ProposedChange].self, from: Data(Tree.text("db/demo/proposals.json").utf8))

        for account in accounts.rows {
            #expect((account["email"] ?? "").hasSuffix("@example.org"))
            #expect(
                (account["listings"] ?? "").split(separator: "|").allSatisfy { keys.contains(String($0)) })
            #expect((account["office"] ?? "").isEmpty || offices.contains(account["office"] ?? ""))
        }
        #expect(proposals.count == 6)
        for proposal in proposals {
            let author = accounts.rows.first { $0["email"] == proposal.by }
            #expect((author?["listings"] ?? "").split(separator: "|").contains { $0 == proposal.listing })
            if let edit = proposal.thenDirectEdit {
                #expect(accounts.rows.first { $0["email"] == edit.by }?["role"] == "moderator")
            }
        }
    }
}

/// A line of `db/demo/proposals.json`, as far as these tests look at it.
private struct ProposedChange: Decodable {
    struct Edit: Decodable {
        let by: String
    }

    let listing: String
    let by: String
    let thenDirectEdit: Edit?

    private enum CodingKeys: String, CodingKey {
        case listing, by
        case thenDirectEdit = "then_direct_edit"
    }
}
