import Actions
import Directory
import Postgres
import Store
import Support
import Testing

@Suite
struct DuplicateGuardTests {
    private static let twin = Given.hotel(["name.fr": "HOTEL DES PYRENEES", "contacts/owner": nil])

    private func candidates(_ body: () async throws -> some Sendable) async throws -> JSON {
        do {
            _ = try await body()
        } catch ActionError.conflict(code: "duplicate_suspected", _, let detail) {
            return detail["candidates"] ?? .null
        }
        return .null
    }

    @Test(.database) func `a listing that exists perhaps already is refused, with the parts of the score`()
        async throws
    {
        let given = try await Given()
        let id = try await given.listing()
        let action = CreateListing(given.context)

        let found = try await candidates { try await action.run(.set(Self.twin), by: .system) }

        let first = try #require(found.elements.first)
        #expect(found.elements.count == 1)
        #expect(first["listing"]?.string == id.text)
        #expect(first["name"] == "Hôtel des Pyrénées")
        #expect(first["suggests"] == "merge")
        #expect(first["score"]?.double == 1)
        #expect(
            first["parts"] == [
                "phone": "same", "website": "same", "siret": nil, "name": 1.0, "metres": 0, "dates": nil,
                "category": "same",
            ])
        #expect(try await given.rows(id).revision == 1)
    }

    @Test(.database) func `who says that it is none of them creates it`() async throws {
        let given = try await Given()
        let (first, second) = (try await given.listing(), try await given.listing())
        let action = CreateListing(given.context)
        func create(_ except: Set<String>) async throws -> String {
            try await refusal {
                try await action.run(.set(Self.twin), duplicates: .refuse(except: except), by: .system)
            }
        }

        #expect(try await create([first.text]) == "conflict: duplicate_suspected")
        #expect(try await create([first.text, second.text]) == "done")
    }

    @Test(.database) func `neighbours, closed listings and other offers of the house are no duplicates`()
        async throws
    {
        let given = try await Given()
        let closed = try await given.listing()
        _ = try await CloseListing(given.context).close(
            closed.text, reason: "ceased", comment: nil, by: .system)
        _ = try await given.listing([
            "name.fr": "Le Relais", "contacts/phone": ["kind": "phone", "value": "+33559370999"],
            "sales_channels/booking": [
                "platform": "booking", "url": "https://www.booking.com/hotel/fr/relais",
            ],
        ])
        _ = try await given.listing([
            "category": "restaurant", "name.fr": "La Table des Pyrénées", "sales_channels/booking": nil,
        ])
        let action = CreateListing(given.context)

        #expect(try await refusal { try await action.run(.set(Self.twin), by: .system) } == "done")
    }

    @Test(.database) func `keys follow each publication and are made anew`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        func keys() async throws -> [String] {
            let sql: SQL = "select key from listing_keys where listing = \(id.text) order by key"
            return try await given.database.fetch(sql, as: One<String>.self).map(\.value)
        }
        let before = try await keys()
        try await given.edit(id, ["contacts/phone": ["kind": "phone", "value": "+33559370102"]])
        let edited = try await keys()
        try await given.database.write { tx in _ = try tx.run("delete from listing_keys") }

        _ = try await RebuildRows(given.context).run()

        #expect(
            before == [
                "n:64485:pyrenees", "p:+33559370101", "w:booking.com/hotel/fr/pyrenees",
            ])
        #expect(edited == before.map { $0 == "p:+33559370101" ? "p:+33559370102" : $0 })
        #expect(try await keys() == edited)
    }

    @Test(.database) func `a proposed listing is taken, and author and moderator see what it may be`()
        async throws
    {
        let given = try await Given()
        let (id, author, moderator) = (
            try await given.listing(), try await given.stranger(), try await given.moderator()
        )

        let proposal = try await ProposeListing(given.context).create(.set(Self.twin), by: author)
        let seen = try await FindProposals(given.context).one(proposal.row.id, by: moderator)

        #expect(proposal.json["candidates"]?.elements.map { $0["listing"] } == [.string(id.text)])
        #expect(seen.json["candidates"] == proposal.json["candidates"])
        let list = try await FindProposals(given.context).run(ProposalFilter(limit: 5), by: moderator)
        #expect(list.first?.json["candidates"] == nil)
    }

    @Test(.database) func `what is private tells a moderator of the place, and nobody else`() async throws {
        let given = try await Given()
        let siret: JSON = ["legal.siret": "73282932000074"]
        func hotel(_ insee: String, _ name: JSON) async throws -> ListingID {
            var values = siret.object ?? JSONObject()
            values["name.fr"] = name
            values["location.point"] = .null
            values["location.address"] = ["insee": .string(insee)]
            for path in ["contacts/phone", "sales_channels/booking"] { values[path] = .null }
            return try await given.listing(.object(values))
        }
        let (near, far) = (
            try await hotel("64485", "Auberge"), try await hotel("40001", "Hôtel des Pyrénées")
        )
        let author = try await given.stranger()
        func candidates(_ id: String, _ reader: Actor) async throws -> Set<String> {
            let seen = try await FindProposals(given.context).one(id, by: reader)
            return Set((seen.candidates ?? []).map(\.head.id.text))
        }
        func queued(_ reader: Actor) async throws -> Set<String> {
            let page = try await ReadQueue(given.context).run(QueueFilter(limit: 10), by: reader)
            return Set(page.proposals.flatMap { $0.candidates ?? [] }.map(\.head.id.text))
        }

        let proposal = try await ProposeListing(given.context).create(.set(Given.hotel(siret)), by: author)

        let (moderator, everywhere) = (
            try await given.moderator(), try await given.actor([Right(role: .moderator)])
        )
        let id = proposal.row.id
        #expect(proposal.candidates?.count == 0)
        #expect(try await candidates(id, author) == [])
        #expect(try await candidates(id, moderator) == [near.text])
        #expect(try await candidates(id, everywhere) == [near.text, far.text])
        #expect(try await queued(moderator) == [near.text])
        #expect(try await queued(everywhere) == [near.text, far.text])
    }

    @Test(.database) func `each pair is listed once, less those that are linked or refused`() async throws {
        let given = try await Given()
        let ids = [try await given.listing(), try await given.listing(), try await given.listing()].sorted()
        func pairs(_ territory: String? = nil, _ score: Double = 0) async throws -> [String] {
            var pairs: [String] = []
            let count = try await ListDuplicates(given.context).run(territory: territory, minScore: score) {
                group in
                for twin in group.twins {
                    let numbers = [group.head.id, twin.head.id].map { ids.firstIndex(of: $0) ?? 9 }
                    pairs.append("\(numbers[0])\(numbers[1])")
                }
            }
            #expect(count == pairs.count)
            return pairs.sorted()
        }

        #expect(try await pairs() == ["01", "02", "12"])
        #expect(try await pairs("64485") == ["01", "02", "12"])
        #expect(try await pairs("d-40") == [])
        #expect(try await pairs(nil, 1.1) == [])
        try await given.edit(
            ids[0], .object(JSONObject([JSONObject.Member(key: "related/\(ids[1])", value: true)])))
        #expect(try await pairs() == ["02", "12"])
        let merge = try await ProposeListing(given.context).onListing(
            ids[2].text, .merge, into: ids[0].text, comment: nil, by: .system)
        _ = try await DecideProposal(given.context).run(
            merge.row.id, merge.decision(["merged_into": Choice(.reject, reason: "two houses")]),
            by: try await given.moderator())
        #expect(try await pairs() == ["12"])
    }
}
