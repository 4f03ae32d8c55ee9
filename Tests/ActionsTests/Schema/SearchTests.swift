import Actions
import Directory
import FoundationEssentials
import Postgres
import Store
import Support
import Testing

/// The statements that are composed at run time, each way of composing them once.
@Suite(.database)
struct SearchTests {
    private static let place = Point(latitude: 43.163, longitude: -1.236)

    private static func search(_ order: ListingSearch.Order, limit: Int = 10) -> ListingSearch {
        var search = ListingSearch(limit: limit)
        search.order = order
        if order == .distance { search.near = place.map { ($0, 50_000) } }
        if order == .relevance { search.words = "pyrenees" }
        return search
    }

    private func found(_ search: ListingSearch) async throws -> [HitRow] {
        try await TestDatabase.current.fetch(search.sql, as: HitRow.self)
    }

    @Test func `every filter finds what has it and leaves out what has not`() async throws {
        let given = try await Given()
        let id = try await given.listing().text
        let day = try #require(CalendarDate("2026-06-01"))
        let (tuesday, winter) = (CalendarDate("2026-06-02"), CalendarDate("2026-12-07"))
        let morning = try #require(Timestamp.date("2026-06-01T09:30:00Z"))
        let changed = given.context.now
        let cases:
            [(name: String, fits: (inout ListingSearch) -> Void, fails: (inout ListingSearch) -> Void)] = [
                (
                    "box", { $0.box = .init(west: -2, south: 43, east: -1, north: 44) },
                    { $0.box = .init(west: 1, south: 43, east: 2, north: 44) }
                ),
                (
                    "near", { $0.near = Self.place.map { ($0, 10) } },
                    { $0.near = Point(latitude: 43.18, longitude: -1.236).map { ($0, 1_500) } }
                ),
                (
                    "tags", { $0.tags = [["c:hotel", "c:camping"], ["p:card"]] },
                    { $0.tags = [["c:hotel"], ["p:cash"]] }
                ),
                ("words", { $0.words = "hotels pyrenees" }, { $0.words = "museum" }),
                (
                    "misspelt words", { ($0.words, $0.forgiving) = ("pirenees", true) },
                    { ($0.words, $0.forgiving) = ("zzzz", true) }
                ),
                ("language", { $0.language = LanguageCode("fr") }, { $0.language = LanguageCode("eu") }),
                ("open on", { $0.openOn = day }, { $0.openOn = tuesday }),
                ("open at", { $0.openAt = morning }, { $0.openAt = morning.addingTimeInterval(3 * 3_600) }),
                ("open in winter", { $0.openOn = day }, { $0.openOn = winter }),
                (
                    "changed since", { $0.changedSince = changed },
                    { $0.changedSince = changed.addingTimeInterval(1) }
                ),
            ]
        for order in ListingSearch.Order.allCases {
            for (name, fits, fails) in cases {
                var (good, bad) = (Self.search(order, limit: 1_000), Self.search(order, limit: 1_000))
                fits(&good)
                fails(&bad)
                #expect(try await found(good).contains { $0.id == id }, "\(name) by \(order)")
                #expect(try await found(bad).contains { $0.id == id } == false, "\(name) by \(order)")
                let count = try await TestDatabase.current.fetch(good.countSQL, as: One<Int>.self).first?
                    .value
                #expect(try await found(good).count == count)
            }
        }
    }

    @Test(arguments: ListingSearch.Order.allCases)
    func `pages give every listing once and in order`(order: ListingSearch.Order) async throws {
        try await withDatabase { database in
            let given = try await Given(database)
            for number in 0..<7 {
                let latitude = 43.163 + (number % 2 == 0 ? 0.01 : -0.01) * Double(number / 2)
                _ = try await given.listing([
                    "name.fr": .string("Hôtel des Pyrénées \(number / 3)"),
                    "location.point": ["lat": .double(latitude), "lon": -1.236],
                ])
                given.clock.advance(by: number % 3 == 0 ? 60 : 0)
            }
            var search = Self.search(order, limit: 3)
            var (ids, pages) = ([String](), 0)
            while pages < 5 {
                let rows = try await database.fetch(search.sql, as: HitRow.self)
                let sure = rows.count < search.limit ? rows.count : search.certain(among: rows.map(\.metres))
                guard let last = rows.prefix(sure).last else { break }
                ids += rows.prefix(sure).map(\.id)
                search.after = ListingSearch.Mark(value: last.mark, id: last.id)
                pages += 1
            }

            let whole = try await database.fetch(Self.search(order).sql, as: HitRow.self)
            #expect(ids.count == 7)
            #expect(ids == whole.map(\.id))
            #expect(whole.allSatisfy { ($0.metres != nil) == (order == .distance) })
        }
    }

    @Test func `every filter of proposals finds what has it and leaves out what has not`() async throws {
        let given = try await Given()
        let id = try await given.listing()
        let provider = try await given.provider(of: id)
        let proposal = try await given.proposal(on: id, set: ["name.fr": "B"], by: provider)
        let at = given.context.now
        let cases:
            [(name: String, fits: (inout ProposalSearch) -> Void, fails: (inout ProposalSearch) -> Void)] = [
                ("territories", { $0.reach = (["d-64"], []) }, { $0.reach = (["d-40"], []) }),
                ("listings", { $0.reach = ([], [id.text]) }, { $0.reach = ([], []) }),
                ("bound", { $0.bound = "d-64" }, { ($0.reach, $0.bound) = ((["d-64"], []), "d-40") }),
                (
                    "author", { ($0.reach, $0.bound, $0.author) = (([], []), "d-40", provider.account) },
                    { ($0.reach, $0.author) = (([], []), "system") }
                ),
                ("state", { $0.state = "submitted" }, { $0.state = "accepted" }),
                ("listing", { $0.listing = id.text }, { $0.listing = "fx-00000000" }),
                ("within", { $0.within = "r-75" }, { $0.within = "d-40" }),
                ("kind", { $0.kind = "edit" }, { $0.kind = "claim" }),
                ("not by", { $0.notBy = "system" }, { $0.notBy = provider.account }),
                (
                    "after", { $0.after = (at.addingTimeInterval(-1), "") },
                    { $0.after = (at, "pr-zzzzzzzzzzzz") }
                ),
            ]
        for (name, fits, fails) in cases {
            var (good, bad) = (ProposalSearch(limit: 1_000), ProposalSearch(limit: 1_000))
            fits(&good)
            fails(&bad)
            let (hits, misses) = (
                try await TestDatabase.current.fetch(good.sql, as: ProposalRow.self),
                try await TestDatabase.current.fetch(bad.sql, as: ProposalRow.self)
            )
            #expect(hits.contains { $0.id == proposal.row.id }, "\(name)")
            #expect(!misses.contains { $0.id == proposal.row.id }, "\(name)")
            #expect(try await TestDatabase.current.fetch(good.countSQL, as: One<Int>.self).isEmpty == false)
        }
    }
}
